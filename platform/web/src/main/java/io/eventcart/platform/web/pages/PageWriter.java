package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.NavigationLink;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PagePart;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.WebPage;
import io.eventcart.platform.web.visitor.OperatorSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Writes pages in their frame, parts of pages, and redirects. */
@Component
@ConditionalOnWebApplication
public final class PageWriter {
    private static final String HTML = "text/html;charset=UTF-8";

    private final ObjectProvider<Assets> assets;
    private final ObjectProvider<NavigationLink> links;
    private final Notices notices;
    private final OperatorSessions sessions;

    PageWriter(ObjectProvider<Assets> assets, ObjectProvider<NavigationLink> links, Notices notices,
            OperatorSessions sessions) {
        this.assets = assets;
        this.links = links;
        this.notices = notices;
        this.sessions = sessions;
    }

    /** Everything that the frame shows around a page. */
    record Frame(WebPage page, PageCall call, List<NavigationLink> links, String path, String style, String libraries,
            String script, String icon) {
        boolean isDesk() {
            return page.area() == WebPage.Area.DESK;
        }

        boolean isHere(NavigationLink link) {
            return link.path().equals(path);
        }
    }

    /** What a program and a person are told about a request that failed. */
    record Fault(String detail, String requestId) {}

    PageCall call(HttpServletRequest request) {
        return new BrowserCall(request, notices.in(request), sessions);
    }

    public void write(WebPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = call(request);
        if (WebUtils.getCookie(request, Notices.COOKIE) != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, notices.none().toString());
        }
        var files = assets.getObject();
        var frame = new Frame(page, call,
                links.stream().filter(link -> link.area() == page.area())
                        .sorted(Comparator.comparingInt(NavigationLink::order)).toList(),
                request.getRequestURI(), files.address("style.css"), files.address("libraries.js"),
                files.address("script.js"), files.address("icon.svg"));
        response.setStatus(page.status());
        send(Html.text(Html.of((out, none) -> JteframeGenerated.render(out, none, frame))), response);
    }

    void write(PagePart part, HttpServletResponse response) throws IOException {
        if (part.event() != null) {
            response.setHeader("HX-Trigger", part.event());
        }
        send(Html.text(part.content()), response);
    }

    /** Also tells the script of a page to go there. */
    public void write(Redirect redirect, HttpServletRequest request, HttpServletResponse response) {
        var to = LocalPath.isOne(redirect.to()) ? redirect.to() : "/";
        if (redirect.notice() != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, notices.cookie(redirect.notice()).toString());
        }
        if (call(request).wantsPart()) {
            response.setHeader("HX-Redirect", to);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else {
            response.setHeader(HttpHeaders.LOCATION, to);
            response.setStatus(HttpStatus.SEE_OTHER.value());
        }
    }

    /** Writes a fault as a page of its own; into an open page, as a sentence. */
    public void writeFault(int status, String title, String detail, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        var call = call(request);
        if (call.wantsPart()) {
            response.setStatus(status);
            write(new PagePart(notice(Notice.refused("", detail))), response);
        } else {
            var fault = new Fault(detail, String.valueOf(request.getAttribute("X-Request-Id")));
            var area = request.getRequestURI().startsWith("/operator") ? WebPage.Area.DESK : WebPage.Area.SHOP;
            write(new WebPage(title, area, Html.of((out, none) -> JtefaultGenerated.render(out, none, fault)), status),
                    request, response);
        }
    }

    static gg.jte.Content notice(Notice notice) {
        return Html.of((out, none) -> JtenoticeGenerated.render(out, none, notice));
    }

    private static void send(String html, HttpServletResponse response) throws IOException {
        response.setContentType(HTML);
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }
}
