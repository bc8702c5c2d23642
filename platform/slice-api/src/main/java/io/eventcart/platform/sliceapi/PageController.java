package io.eventcart.platform.sliceapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/**
 * Answers browsers: its methods return a {@link WebPage}, a {@link PagePart}, a {@link Redirect} or a stream of parts. {@link
 * MayCall} says who may see them. A form that writes needs {@link FormToken#fields()}.
 */
@Controller
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PageController {}
