package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a projection and names the tables that it writes. They can be emptied and rebuilt from the events. Each table exists
 * twice, the second one with the suffix {@code _2}; see {@link Tables}. An event handler without this annotation is an
 * automation: it acts, for example destroys a key, and is never replayed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeptIn {
    /** The tables' names, without the suffix {@code _2}. */
    String[] value();

    /**
     * Whether each row depends on the events of one stream only. Then several instances can run the projection at once, each
     * with its own segments.
     */
    boolean rowsAreOfOneStream() default false;
}
