package io.eventcart.eventmodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ModelsTest {
    @Test
    void the_models_are_sound() {
        assertThat(ModelCheck.check(Board.read(Path.of("models")))).isEmpty();
    }
}
