package io.eventcart.platform.web.http;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An endpoint of the API answers in JSON, unless it declares another type. A call that accepts no JSON is refused before the
 * endpoint runs.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnly implements WebMvcConfigurer, WebMvcRegistrations {
    private static final String API = "/api/";

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> endpoint) {
                var route = super.getMappingForMethod(method, endpoint);
                return route == null || !route.getProducesCondition().isEmpty()
                        || route.getPatternValues().stream().noneMatch(path -> path.startsWith(API))
                                ? route
                                : route.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build();
            }
        };
    }

    /** Removes the YAML converter, which the library for the API's description brings along. */
    @Override
    public void configureMessageConverters(ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }
}
