package io.eventcart.audittrail;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit trail as CSV by RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
final class AuditCsv {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";
    private static final List<String> HEADER = List.of("at", "outcome", "actor", "command", "commandFields", "cartId",
            "version", "type", "revision", "eventId", "correlationId", "causationId", "requestId", "address", "hash",
            "problem", "message");

    private final CsvWriter csv;

    AuditCsv(CsvWriter csv) {
        this.csv = csv;
        csv.writeRecord(HEADER);
    }

    void write(AuditEntry entry) {
        csv.writeRecord(Stream.of(entry.at(), entry.outcome().text(), entry.actor(), entry.command(),
                entry.commandFields(), entry.cartId(), entry.version(), entry.type(), entry.revision(), entry.eventId(),
                entry.correlationId(), entry.causationId(), entry.requestId(), entry.address(), entry.hash(),
                entry.problem(), entry.message()).map(AuditCsv::cell).toList());
    }

    static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
