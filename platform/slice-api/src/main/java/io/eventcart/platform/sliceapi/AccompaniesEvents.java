package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a type that keeps data beside the events which can't be computed from them. A migration to another database copies the data. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AccompaniesEvents {
    /** Tables in the database. The first two columns of each tell its rows apart. */
    String[] tables();

    /** Files of the data directory, such as {@code seals/seals.jsonl}. They exist only where there are, or were, events. */
    String[] files() default {};

    /**
     * Whether the data states hashes of stored events. It is not valid for a history that a migration has rewritten: the tables are
     * emptied then, and the files get another name.
     */
    boolean statesHashes() default false;
}
