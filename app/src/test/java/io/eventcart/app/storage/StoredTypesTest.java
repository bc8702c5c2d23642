package io.eventcart.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.sharedkernel.StoredAs;
import io.eventcart.sharedkernel.StoredTypes;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredTypesTest {
    @StoredAs("cart.twin")
    @Revision("1")
    private record One() {}

    @StoredAs("cart.twin")
    @Revision("1")
    private record Other() {}

    @Revision("1")
    private record Nameless() {}

    @StoredAs("cart.timeless")
    private record WithoutRevision() {}

    @Test
    @DisplayName("what was ever released keeps its name in the store")
    void namesAllEvents() {
        assertThat(StoredTypes.find().classes()).containsKeys("cart.cart-created", "cart.item-added",
                "cart.item-removed", "cart.cart-checked-out", "cart.snapshot", "shopper.data-erased");
    }

    @Test
    @DisplayName("two events can't share a name")
    void refusesTwins() {
        assertThatThrownBy(() -> StoredTypes.of(List.of(One.class, Other.class))).hasMessageContaining("another name");
    }

    @Test
    @DisplayName("an event can't do without a name or a revision")
    void refusesTheNameless() {
        assertThatThrownBy(() -> StoredTypes.of(List.of(Nameless.class))).hasMessageContaining("@StoredAs");
        assertThatThrownBy(() -> StoredTypes.of(List.of(WithoutRevision.class))).hasMessageContaining("@Revision");
    }
}
