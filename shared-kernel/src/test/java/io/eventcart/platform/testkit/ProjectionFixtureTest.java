package io.eventcart.platform.testkit;

import static io.eventcart.platform.testkit.ProjectionFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class ProjectionFixtureTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");

    private final ProjectionFixture<Wrappings> fixture = new ProjectionFixture<>(
            database -> new Wrappings(JdbcClient.create(database)));

    /** A projection that writes a row for each event and fails at paper ribbons. */
    static final class Wrappings {
        private final JdbcClient jdbc;
        private final List<String> seen = new ArrayList<>();

        Wrappings(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("CREATE TABLE wrapping (ribbon VARCHAR(20))").update();
        }

        @EventHandler
        void on(GiftWrapped event, @SequenceNumber long number, @Timestamp Instant at) {
            seen.add(number + " " + (at.getEpochSecond() - NOON.getEpochSecond()) + " "
                    + System.identityHashCode(CurrentUnitOfWork.get().root()));
            jdbc.sql("INSERT INTO wrapping VALUES (?)").param(event.ribbon()).update();
            if ("paper".equals(event.ribbon())) {
                throw new IllegalStateException("paper tears");
            }
        }

        long rows() {
            return jdbc.sql("SELECT COUNT(*) FROM wrapping").query(Long.class).single();
        }
    }

    @AfterEach
    void dropDatabase() {
        fixture.close();
    }

    private static GiftWrapped wrapped(CartId cart, String ribbon) {
        return new GiftWrapped(cart, Money.parse("EUR 2.00"), List.of(), ribbon);
    }

    @Test
    void given_events_have_the_sequence_numbers_of_their_cart_a_second_apart_in_one_unit_of_work() {
        fixture.given(wrapped(CART, "gold"), wrapped(OTHER_CART, "gold"), wrapped(CART, "silver"));

        var seen = fixture.whenAsked(wrappings -> wrappings.seen).value();
        assertThat(seen).extracting(event -> event.substring(0, 3)).containsExactly("0 0", "0 0", "1 1");
        assertThat(seen).extracting(event -> event.substring(4)).containsOnly(seen.getFirst().substring(4));
    }

    @Test
    void a_batch_that_fails_leaves_nothing() {
        fixture.given(wrapped(CART, "gold"));

        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.given(wrapped(CART, "gold"), wrapped(CART, "paper")));

        fixture.whenAsked(Wrappings::rows).expect(1L);
    }

    @Test
    void a_stored_event_is_upcast() {
        fixture.givenStored(CART.toString(), "cart.gift-wrapped", "2", """
                {"cartId": "%s", "price": {"amount": "2.00", "currency": "EUR"}, "cards": []}
                """.formatted(CART)).whenAsked(Wrappings::rows).expect(1L);
    }
}
