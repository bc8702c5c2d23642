package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.FormToken;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.web.visitor.OperatorSessions;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** A browser's request for a page or a part of one. */
final class BrowserCall implements PageCall {
    /** The scripts of a page send it. */
    static final String PART = "HX-Request";
    static final String BACK = "back";

    private final HttpServletRequest request;
    private final @Nullable Notice notice;
    private final @Nullable String operatorSession;
    private final OperatorSessions sessions;
    /** Made at once: its cookie must be set before the answer begins. */
    private final FormToken token;

    BrowserCall(HttpServletRequest request, @Nullable Notice notice, OperatorSessions sessions) {
        this.request = request;
        this.notice = notice;
        this.sessions = sessions;
        this.operatorSession = Visitor.operatorSession(request).orElse(null);
        this.token = new FormToken(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                ? Objects.requireNonNull(csrf.getToken())
                : "");
    }

    @Override
    public FormToken token() {
        return token;
    }

    @Override
    public boolean wantsPart() {
        return "true".equals(request.getHeader(PART));
    }

    @Override
    public String address() {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    @Override
    public String back(String otherwise) {
        return Optional.ofNullable(request.getParameter(BACK)).filter(LocalPath::isOne).orElse(otherwise);
    }

    @Override
    public Optional<Notice> notice(String about) {
        return Optional.ofNullable(notice).filter(said -> said.about().equals(about));
    }

    @Override
    public boolean isOperator() {
        return operatorSession != null;
    }

    @Override
    public boolean isStillSignedIn() {
        return operatorSession == null || sessions.lasts(operatorSession);
    }
}
