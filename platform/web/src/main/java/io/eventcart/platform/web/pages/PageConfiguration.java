package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.PagePart;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.WebPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives page controllers their {@link PageCall}, and writes what they return. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageConfiguration implements WebMvcConfigurer {
    private final ObjectProvider<PageWriter> writer;

    PageConfiguration(ObjectProvider<PageWriter> writer) {
        this.writer = writer;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallResolver());
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new Answers());
    }

    private final class CallResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == PageCall.class;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            return writer.getObject().call(servlet(request));
        }
    }

    private static HttpServletRequest servlet(NativeWebRequest request) {
        return Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    }

    private final class Answers implements HandlerMethodReturnValueHandler {
        /** A method may return one or the other of the three, declared as {@code Object}. */
        @Override
        public boolean supportsReturnType(MethodParameter type) {
            return isAnswer(type.getParameterType())
                    || (type.getParameterType() == Object.class
                            && type.getContainingClass().isAnnotationPresent(PageController.class));
        }

        private static boolean isAnswer(Class<?> type) {
            return type == WebPage.class || type == PagePart.class || type == Redirect.class;
        }

        @Override
        public void handleReturnValue(@Nullable Object answer, MethodParameter type, ModelAndViewContainer container,
                NativeWebRequest request) throws IOException {
            container.setRequestHandled(true);
            var response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
            switch (answer) {
                case WebPage page -> writer.getObject().write(page, servlet(request), response);
                case PagePart part -> writer.getObject().write(part, response);
                case Redirect redirect -> writer.getObject().write(redirect, servlet(request), response);
                case null, default -> throw new IllegalStateException("a page controller returned " + answer);
            }
        }
    }
}
