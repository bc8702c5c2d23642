package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that sends a command. It takes {@code Idempotency-Key} and returns the version as {@code ETag}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SendsCommand {
    /** Whether the command's target exists before the command, so that the endpoint takes {@code If-Match}, too. */
    boolean toExisting() default true;
}
