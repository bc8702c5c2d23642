package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void a_guard_that_is_read_from_its_metadata_is_the_same() {
        var guard = new Guard("op-1", NOON, Set.of(3L, 12L));

        assertThat(Guard.in(guard.metaData())).isEqualTo(guard);
        assertThat(Guard.in(Guard.NONE.metaData())).isEqualTo(Guard.NONE);
    }

    @Test
    void a_guard_without_expected_versions_allows_any() {
        assertThat(Guard.NONE.allows(7)).isTrue();
    }

    @Test
    void a_guard_allows_only_its_expected_versions() {
        var guard = new Guard(null, null, Set.of(3L, 12L));

        assertThat(guard.allows(12)).isTrue();
        assertThat(guard.allows(4)).isFalse();
    }

    @Test
    void a_guard_of_weak_tags_only_allows_no_version_also_when_read_from_metadata() {
        var guard = new Guard(null, null, Set.of());

        assertThat(Guard.in(guard.metaData()).allows(3)).isFalse();
    }

    /** JSON between two instances has no {@link Long}: small numbers arrive as {@link Integer}. */
    @Test
    void an_expected_version_in_metadata_is_a_number_of_any_size() {
        assertThat(Guard.in(Map.of(MetaDataKeys.EXPECTED_VERSION, 3)).allows(3)).isTrue();
    }
}
