package io.eventcart.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Takes its time: it kills the app again and again, waits for claims to run out, moves whole shops, or pastes whole guides. It runs
 * with {@code mvn verify -Dtests=all}, as on the build server; else one line says that such tests were skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LongTest.OnlyWithAllTests.class)
public @interface LongTest {
    /** Looks at the switch. */
    final class OnlyWithAllTests implements ExecutionCondition {
        private static final AtomicBoolean IS_TOLD = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("all".equals(System.getProperty("tests"))) {
                return ConditionEvaluationResult.enabled("all tests are asked for");
            }
            if (IS_TOLD.compareAndSet(false, true)) {
                System.out.println("The long tests are skipped: mvn verify -Dtests=all runs them, too");
            }
            return ConditionEvaluationResult.disabled("it is long");
        }
    }
}
