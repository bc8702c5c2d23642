package io.eventcart.platform.sliceapi;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives a command handler the {@link Guard} of its command. Axon finds this class by its name in META-INF/services. */
public final class GuardArgument implements ParameterResolverFactory {
    @Override
    public @Nullable ParameterResolver<?> createInstance(Executable handler, Parameter[] parameters, int index) {
        return parameters[index].getType() == Guard.class ? new OfCommand() : null;
    }

    private static final class OfCommand implements ParameterResolver<Guard> {
        @Override
        public Guard resolveParameterValue(Message<?> command) {
            return Guard.in(command.getMetaData());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof CommandMessage<?>;
        }
    }
}
