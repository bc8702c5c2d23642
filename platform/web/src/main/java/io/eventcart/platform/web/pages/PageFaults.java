package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.web.problems.ProblemHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;

/** Shows what {@link ProblemHandler} tells programs as a page. */
@ConditionalOnWebApplication
@ControllerAdvice(annotations = PageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageFaults {
    private final ProblemHandler problems;
    private final PageWriter writer;

    PageFaults(ProblemHandler problems, PageWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @ExceptionHandler(Exception.class)
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var answer = problems.answerTo(failure, new ServletWebRequest(request, response));
        var problem = answer.getBody();
        answer.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
        writer.writeFault(answer.getStatusCode().value(),
                problem == null ? "Something went wrong" : String.valueOf(problem.getTitle()),
                problem == null ? "" : String.valueOf(problem.getDetail()), request, response);
    }
}
