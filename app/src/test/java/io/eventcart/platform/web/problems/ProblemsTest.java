package io.eventcart.platform.web.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void every_kind_of_the_app_and_its_slices_is_explained() {
        assertThat(problems.page("too-many-requests")).isPresent();
        assertThat(problems.page("cart-full")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "../application", "", "cart-full.md", "CART-FULL"})
    void what_is_no_kind_is_not_found_and_leaves_nothing_behind(String kind) {
        assertThat(problems.page(kind)).isEmpty();
        assertThat(problems).usingRecursiveComparison().isEqualTo(new Problems());
    }
}
