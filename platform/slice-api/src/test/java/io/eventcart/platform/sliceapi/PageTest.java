package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void without_items_the_page_is_empty_and_the_last() {
        assertThat(Page.of(List.<String>of(), 2, item -> "after " + item)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void with_as_many_items_as_the_limit_the_page_is_the_last() {
        assertThat(Page.of(List.of("a", "b"), 2, item -> "after " + item))
                .isEqualTo(new Page<>(List.of("a", "b"), null));
    }

    @Test
    void an_item_more_than_the_limit_starts_the_next_page() {
        assertThat(Page.of(List.of("a", "b", "c"), 2, item -> "after " + item))
                .isEqualTo(new Page<>(List.of("a", "b"), "after b"));
    }
}
