package io.eventcart.audittrail;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Audit trail", description = "Who did what in which cart, when and why, and that nobody has changed it.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/audit")
final class AuditEndpoint {
    private static final String CSV = "text/csv";
    private static final String SEARCH = "Search the audit trail";
    private static final String SEARCH_MORE = "Events and refused commands over all carts, in the order in which they happened, by actor, type, outcome, "
            + "time and cart: a page of them as JSON, or all of them in one stream of CSV or of JSON lines, as Accept says.";
    private static final int PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 1_000;

    private final AuditTrail trail;
    private final Verification verification;
    private final StoredEvents events;
    private final JsonMapper json;

    AuditEndpoint(AuditTrail trail, Verification verification, StoredEvents events, JsonMapper json) {
        this.trail = trail;
        this.verification = verification;
        this.events = events;
        this.json = json;
    }

    @Operation(summary = SEARCH, description = SEARCH_MORE)
    @GetMapping
    Page<AuditEntry> page(@Valid @ModelAttribute AuditFilter filter, HttpServletRequest request) {
        check(filter, request);
        awaitNewestEvent();
        if (filter.limit() != null && filter.limit() > MAX_PAGE_SIZE) {
            throw new InvalidRequest("limit", "must be less than or equal to " + MAX_PAGE_SIZE);
        }
        return trail.page(filter, filter.limit() == null ? PAGE_SIZE : filter.limit().intValue());
    }

    /** Waits, for a limited time, until the projection has caught up with the newest event. */
    private void awaitNewestEvent() {
        var head = events.head();
        Eventually.find(() -> Optional.of(trail.position()).filter(reached -> reached >= head));
    }

    @Operation(summary = SEARCH, description = SEARCH_MORE)
    @GetMapping(produces = CSV)
    void csv(@Valid @ModelAttribute AuditFilter filter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        check(filter, request);
        awaitNewestEvent();
        try (var csv = CsvWriter.builder().build(writer(response, CSV))) {
            trail.all(filter).forEach(new AuditCsv(csv)::write);
        }
    }

    @Operation(summary = SEARCH, description = SEARCH_MORE)
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    void lines(@Valid @ModelAttribute AuditFilter filter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        check(filter, request);
        awaitNewestEvent();
        try (var lines = writer(response, MediaType.APPLICATION_NDJSON_VALUE)) {
            trail.all(filter).forEach(entry -> write(lines, json.writeValueAsString(entry) + "\n"));
        }
    }

    @Operation(summary = "Verify the stored history", description = "Computes the hash chain of every cart and the seals over all of them again, and names "
            + "the first event that does not fit.")
    @PostMapping("/verify")
    Verdict verify() {
        return verification.verify(progress -> {});
    }

    @Operation(summary = "Show how far the verification is", description = "The progress of a verification that is under way, or the end of the last one.")
    @GetMapping("/verify")
    Verification.Progress progress() {
        return verification.progress();
    }

    /** A misspelt filter would silently match too much. */
    private static void check(AuditFilter filter, HttpServletRequest request) {
        request.getParameterMap().keySet().stream().filter(name -> !AuditFilter.FIELDS.contains(name)).findFirst()
                .ifPresent(name -> {
                    throw new InvalidRequest(name, "is no filter of this call");
                });
        filter.checkRange();
    }

    private static Writer writer(HttpServletResponse response, String type) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        return new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static void write(Writer to, String text) {
        try {
            to.write(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
