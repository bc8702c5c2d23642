package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that one person may call only so often. Beyond the limit the answer is 429. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LimitedPerPerson {
    /** The limit's name: its switches are {@code cart.limits.NAME.burst} and {@code cart.limits.NAME.every}. */
    String limit();

    /** What a caller beyond the limit is told: the fault, and the remedy. */
    String fault();
}
