package io.eventcart.platform.storedevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.platform.sliceapi.StoredAs;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

    @StoredAs("cart.item-replaced")
    @Revision("1")
    private record Replaced() {}

    @Test
    @DisplayName("a name and revision that an upcaster takes for an old event can't be an event of today")
    void refusesATakenName() {
        var upcasters = new SingleEventUpcaster() {
            @Override
            protected boolean canUpcast(IntermediateEventRepresentation event) {
                return event.getType().getName().equals("cart.item-replaced");
            }

            @Override
            protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                return event.upcast(new SimpleSerializedType("cart.twin", "1"), JsonNode.class, data -> data,
                        metaData -> metaData);
            }
        };
        var types = StoredTypes.of(List.of(One.class, Replaced.class));

        assertThatThrownBy(() -> types.requireUntouched(upcasters, EventSerializer.of(types)))
                .hasMessageContaining(
                        "@StoredAs(\"cart.item-replaced\") @Revision(\"1\"), a form that an upcaster takes")
                .hasMessageContaining("reads as [cart.twin 1]").hasMessageContaining("give it another name");
        StoredTypes.of(List.of(One.class)).requireUntouched(upcasters, EventSerializer.of(types));
    }

    @Test
    @DisplayName("an event can't do without a name or a revision")
    void refusesTheNameless() {
        assertThatThrownBy(() -> StoredTypes.of(List.of(Nameless.class))).hasMessageContaining("@StoredAs");
        assertThatThrownBy(() -> StoredTypes.of(List.of(WithoutRevision.class))).hasMessageContaining("@Revision");
    }
}
