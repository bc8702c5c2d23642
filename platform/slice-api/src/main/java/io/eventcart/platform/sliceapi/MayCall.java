package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call an endpoint. One under {@code /api} without it is for visitors. A method's goes before its class's. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MayCall {
    /** Any one of them may. */
    Caller[] value();

    /** A kind of caller. */
    enum Caller {
        /** Also without credentials. */
        ANYBODY,
        /** Who has the token of a session, or of the OpenID Connect issuer. */
        VISITOR,
        /** The user {@code operator}. */
        OPERATOR
    }
}
