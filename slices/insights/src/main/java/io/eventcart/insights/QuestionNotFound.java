package io.eventcart.insights;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

@SuppressWarnings("serial")
final class QuestionNotFound extends Rejection {
    QuestionNotFound(String name) {
        super("question-not-found", Nature.NOT_FOUND,
                "There is no saved question " + name + ". GET /api/insights/questions names them.",
                Map.of("name", name));
    }
}
