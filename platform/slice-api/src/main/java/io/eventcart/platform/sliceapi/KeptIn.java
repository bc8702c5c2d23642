package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A projection, and the tables that it writes: these can be emptied and made again out of the events. Of each there are two, the
 * second one named with a {@code _2} behind; see {@link Tables}. An event handler without this annotation is an automation: it acts, for
 * example destroys a key, and never runs a second time.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeptIn {
    /** The tables' names, without the {@code _2}. */
    String[] value();

    /**
     * Whether each row is made of one stream's events alone. Then several instances can work on the projection at once, each on a segment
     * of the streams.
     */
    boolean rowsAreOfOneStream() default false;
}
