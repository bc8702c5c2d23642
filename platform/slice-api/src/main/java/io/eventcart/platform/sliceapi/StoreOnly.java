package io.eventcart.platform.sliceapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a command of the command line that needs only the store and its readers. No server, projection, schedule or command
 * handler starts for it, and each bean is created on first use.
 *
 * <p>A running server may have the store open. Then the command asks the {@link RunningServer}. So it takes beans that open the
 * store as an {@code ObjectProvider}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreOnly {
}
