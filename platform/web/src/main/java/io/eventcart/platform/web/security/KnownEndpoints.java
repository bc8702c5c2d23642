package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.Revalidated;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/** The endpoints of the API, the pages, and their annotations. */
@Component
@ConditionalOnWebApplication
final class KnownEndpoints {
    private static final String API = "/api/";
    private static final Set<Caller> VISITORS = Set.of(Caller.VISITOR);

    private final List<Endpoint> endpoints;

    KnownEndpoints(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        var found = new ArrayList<Endpoint>();
        mapping.getHandlerMethods()
                .forEach((info, handler) -> Objects.requireNonNull(info.getPathPatternsCondition()).getPatterns()
                        .stream()
                        .filter(pattern -> pattern.getPatternString().startsWith(API) || isPage(handler))
                        .map(pattern -> new Endpoint(pattern, info.getMethodsCondition().getMethods(), callers(handler),
                                handler.hasMethodAnnotation(Revalidated.class), isPage(handler)))
                        .forEach(found::add));
        found.sort(Comparator.comparing(Endpoint::pattern));
        endpoints = List.copyOf(found);
    }

    /** @param methods empty for all methods */
    private record Endpoint(PathPattern pattern, Set<RequestMethod> methods, Set<Caller> callers,
            boolean isRevalidated, boolean isPage) {
        boolean takes(String method) {
            return methods.isEmpty() || methods.stream().anyMatch(taken -> taken.name().equals(method))
                    || (method.equals("HEAD") && methods.contains(RequestMethod.GET));
        }
    }

    private static boolean isPage(HandlerMethod handler) {
        return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), PageController.class);
    }

    private static Set<Caller> callers(HandlerMethod handler) {
        var ofMethod = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), MayCall.class);
        var ofType = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), MayCall.class);
        return ofMethod != null ? Set.of(ofMethod.value()) : ofType != null ? Set.of(ofType.value()) : VISITORS;
    }

    /** @return false if the API has no endpoint at the address, whatever the method */
    boolean has(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(API) || !at(request).isEmpty();
    }

    /** @return whether a {@link PageController} answers at the address, whatever the method */
    boolean isPage(HttpServletRequest request) {
        return at(request).stream().anyMatch(Endpoint::isPage);
    }

    /**
     * @return the callers of the endpoint; if none takes the method, the callers of all endpoints at that address; if there is
     *         none, visitors
     */
    Set<Caller> callersOf(HttpServletRequest request) {
        var found = at(request);
        return found.stream().filter(endpoint -> endpoint.takes(request.getMethod())).findFirst().map(Endpoint::callers)
                .orElseGet(() -> found.isEmpty()
                        ? VISITORS
                        : found.stream().flatMap(endpoint -> endpoint.callers().stream())
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** @return whether the endpoint sets the cache headers of its answer */
    boolean isRevalidated(HttpServletRequest request) {
        return at(request).stream().filter(endpoint -> endpoint.takes(request.getMethod())).findFirst()
                .filter(Endpoint::isRevalidated).isPresent();
    }

    /** @return the endpoints at the address, the most specific one first */
    private List<Endpoint> at(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return endpoints.stream().filter(endpoint -> endpoint.pattern().matches(path)).toList();
    }
}
