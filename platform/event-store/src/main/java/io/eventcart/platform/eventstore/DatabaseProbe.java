package io.eventcart.platform.eventstore;

/** Finds out whether the database takes writes: one that can only be read, such as on a full disk, does not do. */
interface DatabaseProbe {
    /** @throws org.springframework.dao.DataAccessException if it does not */
    void write();
}
