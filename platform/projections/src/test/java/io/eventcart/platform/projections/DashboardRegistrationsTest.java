package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Copy 1 of a projection is active, copy 2 is the standby copy. */
final class DashboardRegistrationsTest {
    private static final String ACTIVE = "things";
    private static final String STANDBY = "things-2";

    private final DashboardRegistrations registrations = new DashboardRegistrations();
    private final List<String> calls = new ArrayList<>();

    private void follow(Set<String> inUse) {
        registrations.follow(List.of(ACTIVE, STANDBY), inUse::contains, name -> {
            calls.add("register " + name);
            return () -> calls.add("cancel " + name);
        });
    }

    @Test
    void an_empty_standby_copy_is_not_registered_and_the_active_copy_is_registered_once() {
        follow(Set.of(ACTIVE));
        follow(Set.of(ACTIVE));

        assertThat(calls).containsExactly("register " + ACTIVE);
    }

    @Test
    void a_standby_copy_is_registered_from_the_start_of_its_rebuild_until_it_is_discarded() {
        follow(Set.of(ACTIVE));
        follow(Set.of(ACTIVE, STANDBY));
        follow(Set.of(ACTIVE));

        assertThat(calls).containsExactly("register " + ACTIVE, "register " + STANDBY, "cancel " + STANDBY);
    }
}
