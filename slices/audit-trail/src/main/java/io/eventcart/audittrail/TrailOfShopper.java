package io.eventcart.audittrail;

import io.eventcart.audittrail.AuditFilter.Actor;
import io.eventcart.platform.sliceapi.HeldData;
import io.eventcart.platform.sliceapi.Tables;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A shopper's entries in the audit trail. An erasure keeps them and deletes the client's address, if recorded. */
@Component
final class TrailOfShopper implements HeldData {
    private final AuditTrail trail;
    private final JdbcTemplate jdbc;
    private final Tables tables;

    TrailOfShopper(AuditTrail trail, JdbcTemplate jdbc, Tables tables) {
        this.trail = trail;
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @Override
    public String name() {
        return "auditTrail";
    }

    @Override
    public Stream<AuditEntry> of(UUID shopper) {
        return trail.all(new AuditFilter(new Actor("shopper:" + shopper), null, null, null, null, null, null, null));
    }

    @Override
    public void forget(UUID shopper) {
        var all = new ArrayList<>(tables.all(AuditEntries.TABLE));
        all.add("rejected_command");
        for (var table : all) {
            jdbc.update("UPDATE " + table + " SET address = NULL WHERE actor = ? AND address IS NOT NULL",
                    "shopper:" + shopper);
        }
    }
}
