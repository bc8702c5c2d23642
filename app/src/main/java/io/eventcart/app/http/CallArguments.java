package io.eventcart.app.http;

import io.eventcart.app.security.Shopper;
import io.eventcart.sharedkernel.Operation;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Endpoints take {@link ShopperId} or, where an operator may ask too, {@link Reader}, who is asking, and {@link Operation},
 * what the call means to do, as arguments.
 */
@Configuration(proxyBeanMethods = false)
class CallArguments implements WebMvcConfigurer {
    static final String OPERATION = Operation.class.getName();

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Resolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new RequestId.OfCart()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new GivenOnce()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new IfMatch()).addPathPatterns("/api/carts/*/**");
    }

    private static final Set<Class<?>> TAKEN = Set.of(ShopperId.class, Reader.class, Operation.class);

    private static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterAnnotations().length == 0 && TAKEN.contains(parameter.getParameterType());
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            if (parameter.getParameterType() == ShopperId.class) {
                return Shopper.current().orElseThrow(() -> new AccessDeniedException("a shopper's call"));
            }
            if (parameter.getParameterType() == Reader.class) {
                return Shopper.current().map(Reader::shopper).orElse(Reader.OPERATOR);
            }
            return request.getAttribute(OPERATION, RequestAttributes.SCOPE_REQUEST) instanceof Operation known
                    ? known
                    : new Operation(UUID.randomUUID(), Instant.now());
        }
    }
}
