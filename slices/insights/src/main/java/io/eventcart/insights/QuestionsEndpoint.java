package io.eventcart.insights;

import io.eventcart.insights.SqlQuestions.When;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Insights")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/insights/questions")
final class QuestionsEndpoint {
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final String NAME_FAULT = "is not 1 to 64 letters, digits, '.', '_' and '-'";

    private final SavedQuestions saved;
    private final RepeatableAnswers answers;

    QuestionsEndpoint(SavedQuestions saved, RepeatableAnswers answers) {
        this.saved = saved;
        this.answers = answers;
    }

    /** @param about why it is asked */
    record QuestionText(@NotBlank @Size(max = 20_000) String sql, @NotBlank @Size(max = 2_000) String about) {}

    @Operation(summary = "List the saved questions", description = "Each with its text, and why it was asked.")
    @GetMapping
    Page<SavedQuestion> all() {
        return new Page<>(saved.all(), null);
    }

    @Operation(summary = "Show a saved question", description = "Its text, and why it was asked.")
    @GetMapping("/{name}")
    SavedQuestion find(@PathVariable @Pattern(regexp = NAME, message = NAME_FAULT) String name) {
        return saved.find(name);
    }

    @Operation(summary = "Save a question", description = "A question whose answer depends on the history alone. Saving another text under the same name forgets the "
            + "answers of the old one.")
    @PutMapping("/{name}")
    ResponseEntity<SavedQuestion> save(@PathVariable @Pattern(regexp = NAME, message = NAME_FAULT) String name,
            @Valid @RequestBody QuestionText question) {
        answers.requireRepeatable(question.sql());
        var isNew = saved.save(name, question.sql(), question.about());
        return isNew
                ? ResponseEntity.created(URI.create("/api/insights/questions/" + name)).body(saved.find(name))
                : ResponseEntity.ok(saved.find(name));
    }

    @Operation(summary = "Delete a saved question", description = "With the hashes of its answers.")
    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable @Pattern(regexp = NAME, message = NAME_FAULT) String name) {
        saved.delete(name);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Ask a saved question", description = "Over all events, or with position over those up to it. The same position has the same hash, on every store and "
            + "after every rebuild.")
    @PostMapping("/{name}/ask")
    RepeatableAnswer ask(@PathVariable @Pattern(regexp = NAME, message = NAME_FAULT) String name,
            @RequestParam(required = false) @Min(0) @Nullable Long position,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return answers.ask(saved.find(name), new When(atLeast, position));
    }
}
