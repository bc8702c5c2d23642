package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void nothing_found_is_an_empty_page_and_the_end() {
        assertThat(Page.of(List.<String>of(), 2, item -> "after " + item)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void exactly_as_much_as_the_limit_is_the_end() {
        assertThat(Page.of(List.of("a", "b"), 2, item -> "after " + item))
                .isEqualTo(new Page<>(List.of("a", "b"), null));
    }

    @Test
    void one_more_than_the_limit_is_left_for_the_next_page_which_starts_after_the_last_one_shown() {
        assertThat(Page.of(List.of("a", "b", "c"), 2, item -> "after " + item))
                .isEqualTo(new Page<>(List.of("a", "b"), "after b"));
    }
}
