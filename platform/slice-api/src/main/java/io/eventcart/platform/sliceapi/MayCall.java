package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the callers that an endpoint allows. Without it, an endpoint under {@code /api} allows visitors. A method's annotation
 * overrides its class's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MayCall {
    /** The endpoint allows each of these. */
    Caller[] value();

    /** A kind of caller. */
    enum Caller {
        /** Everybody, also without credentials. */
        ANYBODY,
        /** A shopper with a token of a session or of the OpenID Connect issuer. */
        VISITOR,
        /** The user {@code operator}. */
        OPERATOR
    }
}
