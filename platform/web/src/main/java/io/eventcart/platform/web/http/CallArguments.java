package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.Operation;
import io.eventcart.platform.web.problems.RequestId;
import java.time.Instant;
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
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Endpoints take {@link Operation}, what the call means to do, as an argument. */
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
        interceptors.addInterceptor(new IfMatch()).addPathPatterns("/api/**");
    }

    private static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterAnnotations().length == 0 && parameter.getParameterType() == Operation.class;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            return request.getAttribute(OPERATION, RequestAttributes.SCOPE_REQUEST) instanceof Operation known
                    ? known
                    : new Operation(UUID.randomUUID(), Instant.now());
        }
    }
}
