package io.eventcart.platform.eventstore;

/** Checks that the database accepts writes; a read-only one, as on a full disk, fails. */
interface DatabaseProbe {
    /** @throws org.springframework.dao.DataAccessException if it does not accept the write */
    void write();
}
