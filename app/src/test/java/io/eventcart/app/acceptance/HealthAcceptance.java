package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.projections.Operator;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the app is well; the same for every store. */
interface HealthAcceptance {
    String HEALTH = "/actuator/health";
    String READINESS = HEALTH + "/readiness";
    String LIVENESS = HEALTH + "/liveness";

    URI shop();

    @Test
    @DisplayName("anybody may ask whether the app is well, ready and alive; its parts are the operator's to see")
    default void showsPartsToOperatorsOnly() {
        var anybody = ShopClient.anonymous(shop());
        for (var path : List.of(HEALTH, READINESS, LIVENESS)) {
            var answer = anybody.get(path);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("status").asString()).isEqualTo("UP");
            assertThat(answer.json().has("components")).as(answer.text()).isFalse();
        }
        assertThat(anybody.get(READINESS + "/store").status()).isEqualTo(401);

        var parts = Operator.of(shop(), "acceptance").client().get(HEALTH).json().path("components");
        assertThat(parts.propertyNames()).contains("store", "projections", "deadLetters", "diskSpace");
    }

    @Test
    @DisplayName("while a projection stands still the app is neither well nor ready, but alive")
    default void isDownWhileAProjectionStandsStill() {
        var operator = Operator.of(shop(), "acceptance");
        operator.await("remove-item", view -> view.path("state").asString().equals("RUNNING"));
        operator.ask("remove-item", "pause");
        try {
            ShopClient.guest(shop()).createCart();

            await().until(() -> operator.client().get(HEALTH).status() == 503);
            assertThat(
                    operator.client().get(HEALTH).json().at("/components/projections/details/standingStill/remove-item")
                            .asString())
                    .isEqualTo("It is paused.");
            assertThat(operator.client().get(READINESS).status()).isEqualTo(503);
            assertThat(operator.client().get(LIVENESS).status()).isEqualTo(200);
        } finally {
            operator.ask("remove-item", "resume");
        }
        await().until(() -> operator.client().get(HEALTH).status() == 200);
    }
}
