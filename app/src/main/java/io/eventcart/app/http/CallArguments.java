package io.eventcart.app.http;

import io.eventcart.app.security.Shopper;
import io.eventcart.sharedkernel.Operation;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Endpoints take {@link ShopperId}, who is asking, and {@link Operation}, what the call means to do, as arguments. */
@Configuration(proxyBeanMethods = false)
class CallArguments implements WebMvcConfigurer {
    static final String OPERATION = Operation.class.getName();

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Resolver());
    }

    private static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterAnnotations().length == 0
                    && (parameter.getParameterType() == ShopperId.class
                            || parameter.getParameterType() == Operation.class);
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            if (parameter.getParameterType() == ShopperId.class) {
                return Shopper.current().orElseThrow(() -> new IllegalStateException("this route needs a shopper"));
            }
            return request.getAttribute(OPERATION, RequestAttributes.SCOPE_REQUEST) instanceof Operation known
                    ? known
                    : new Operation(UUID.randomUUID());
        }
    }
}
