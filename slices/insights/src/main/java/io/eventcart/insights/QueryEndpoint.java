package io.eventcart.insights;

import io.eventcart.insights.SqlQuestions.When;
import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Insights")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/insights")
final class QueryEndpoint {
    static final String POSITION = "Eventcart-Position";
    static final String CSV = "text/csv";
    static final String PARQUET = "application/vnd.apache.parquet";
    private static final int MOST_ROWS = 10_000;

    private final SqlQuestions questions;
    private final OcelExport ocel;

    QueryEndpoint(SqlQuestions questions, OcelExport ocel) {
        this.questions = questions;
        this.ocel = ocel;
    }

    /** @param limit of the rows in JSON, 1 to 10,000, which it is if left out */
    record QueryRequest(@NotBlank String sql, @Min(1) @Max(MOST_ROWS) @Nullable Integer limit) {}

    @Operation(summary = "Ask any question in SQL", description = "One read-only statement over the events and a table for each type of event; SHOW TABLES and DESCRIBE name "
            + "them. The answer is JSON with at most 10,000 rows, or all rows as CSV or Parquet, as Accept says. With position, only the events up to it are seen.")
    @ApiResponse(responseCode = "200", description = "OK", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = QueryAnswer.class)),
            @Content(mediaType = CSV, schema = @Schema(type = "string")),
            @Content(mediaType = PARQUET, schema = @Schema(type = "string", format = "binary"))})
    @PostMapping(path = "/query", produces = {MediaType.APPLICATION_JSON_VALUE, CSV, PARQUET})
    ResponseEntity<Object> query(@Valid @RequestBody QueryRequest request,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast,
            @RequestParam(required = false) @Min(0) @Nullable Long position,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) List<String> accept) {
        var when = new When(atLeast, position);
        var type = wanted(MediaType.parseMediaTypes(accept));
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return ResponseEntity.ok().contentType(type).body(questions.answer(request.sql(),
                    Objects.requireNonNullElse(request.limit(), MOST_ROWS), when));
        }
        var export = questions.export(request.sql(),
                type.toString().equals(CSV) ? ExportFormat.CSV : ExportFormat.PARQUET, when);
        return file(export.file(), type, export.position());
    }

    private static MediaType wanted(List<MediaType> accepted) {
        MimeTypeUtils.sortBySpecificity(accepted);
        var offered = List.of(MediaType.APPLICATION_JSON, MediaType.valueOf(CSV), MediaType.valueOf(PARQUET));
        return accepted.stream().flatMap(type -> offered.stream().filter(type::includes)).findFirst()
                .orElse(MediaType.APPLICATION_JSON);
    }

    @Operation(summary = "Export the history for process mining", description = "The history as an object-centric event log, OCEL 2.0: carts, shoppers and products as objects.")
    @GetMapping(path = "/ocel", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> ocel(@RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        var export = ocel.json(atLeast);
        return file(export.file(), MediaType.APPLICATION_JSON, export.position());
    }

    /** The file is deleted when it has been sent, or can't be. */
    private static ResponseEntity<Object> file(Path file, MediaType type, long position) {
        try {
            var size = Files.size(file);
            return ResponseEntity.ok().contentType(type).contentLength(size).header(POSITION, Long.toString(position))
                    .body(new InputStreamResource(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
