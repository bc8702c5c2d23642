package io.eventcart.platform.web.limits;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration implements WebMvcConfigurer {
    private final Watchers watchers;

    LimitsConfiguration(Watchers watchers) {
        this.watchers = watchers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(watchers).addPathPatterns("/api/**");
    }

    /** Writes streams on virtual threads: a watcher that does not read blocks only its own. */
    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.setTaskExecutor(new VirtualThreadTaskExecutor("watcher-"));
    }
}
