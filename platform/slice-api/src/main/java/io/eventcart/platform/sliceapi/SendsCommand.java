package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that changes something by a command. It takes {@code Idempotency-Key}, and answers with the version as {@code ETag}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SendsCommand {
    /** Whether there is something before the command, of which the caller may demand a version by {@code If-Match}. */
    boolean toExisting() default true;
}
