package io.eventcart.platform.web.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.StartFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class OperatorPasswordTest {
    @TempDir
    Path folder;

    @Test
    void the_password_is_the_first_line_of_its_file() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "sec ret\nand a note\n");

        assertThat(OperatorPassword.given(operator(null, file))).contains("sec ret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \nsecret"})
    void a_file_without_a_password_is_refused(String content) throws Exception {
        var file = Files.writeString(folder.resolve("password"), content);

        assertThat(fault(operator(null, file))).hasMessageContaining("empty");
    }

    @Test
    void a_missing_file_is_refused() {
        assertThat(fault(operator(null, folder.resolve("none"))).remedy()).contains("Make a file");
    }

    @Test
    void a_password_given_twice_is_refused() throws Exception {
        var file = Files.writeString(folder.resolve("password"), "secret");

        assertThat(fault(operator("secret", file))).hasMessageContaining("twice");
    }

    @Test
    void the_environment_may_name_password_and_file() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
                Map.of("CART_OPERATOR_PASSWORD", "secret", "CART_OPERATOR_PASSWORD_FILE", "/some/file")));
        ConfigurationPropertySources.attach(environment);

        assertThat(Binder.get(environment).bind("cart.operator", EventcartProperties.Operator.class).get())
                .isEqualTo(operator("secret", Path.of("/some/file")));
    }

    private static EventcartProperties.Operator operator(@Nullable String password, @Nullable Path file) {
        return new EventcartProperties.Operator(password, file, Duration.ofMinutes(30));
    }

    private static StartFault fault(EventcartProperties.Operator operator) {
        return catchThrowableOfType(StartFault.class, () -> OperatorPassword.given(operator));
    }
}
