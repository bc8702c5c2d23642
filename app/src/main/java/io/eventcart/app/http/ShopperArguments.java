package io.eventcart.app.http;

import io.eventcart.platform.web.http.ApiDescription;
import io.eventcart.platform.web.visitor.Visitor;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Resolves endpoint arguments of the kernel's types: {@link ShopperId} for the calling shopper, an {@code Optional} of it where
 * anybody may call, and {@link Reader} if the operator may call too.
 */
@Configuration(proxyBeanMethods = false)
class ShopperArguments implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig().replaceWithClass(CartId.class, UUID.class)
                .replaceWithClass(ShopperId.class, UUID.class)
                .replaceWithSchema(ProductId.class, ApiDescription.text().pattern("[A-Za-z0-9._-]{1,64}"))
                .replaceWithSchema(Money.class, ApiDescription.money())
                .addRequestWrapperToIgnore(ShopperId.class, Reader.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ShopperResolver());
    }

    private static final class ShopperResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterAnnotations().length == 0 && (parameter.getParameterType() == ShopperId.class
                    || parameter.getParameterType() == Reader.class || isOptional(parameter));
        }

        private static boolean isOptional(MethodParameter parameter) {
            return parameter.getParameterType() == Optional.class
                    && parameter.nested().getNestedParameterType() == ShopperId.class;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            var shopper = Visitor.current().map(ShopperId::new);
            if (isOptional(parameter)) {
                return shopper;
            }
            return parameter.getParameterType() == Reader.class
                    ? shopper.map(Reader::shopper).orElse(Reader.OPERATOR)
                    : shopper.orElseThrow(() -> new AccessDeniedException("a shopper's call"));
        }
    }
}
