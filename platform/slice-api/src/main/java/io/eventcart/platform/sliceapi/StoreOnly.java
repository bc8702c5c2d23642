package io.eventcart.platform.sliceapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a command of the command line: it needs the store and what reads it, and nothing that works by itself. No server,
 * projection, schedule or command handler is started for it, and each bean is made when the command first asks for it.
 *
 * <p>A server may hold the store. Then there is a {@link RunningServer} to ask, so such a command takes what opens the store as
 * an {@code ObjectProvider}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreOnly {
}
