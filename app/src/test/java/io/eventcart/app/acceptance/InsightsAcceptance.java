package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Answers over the whole history, from the analytical copy of a running shop. */
interface InsightsAcceptance {
    String STONEWARE = "mug-stoneware";
    String ADDRESS = "{\"deliverTo\": {\"name\": \"Wilhelmina Quastenberg\", \"email\": \"quastenberg@example.org\", "
            + "\"street\": \"Quastenweg 1\", \"city\": \"Berlin\", \"postcode\": \"10115\", \"country\": \"DE\"}}";

    URI shop();

    List<Path> folders();

    private ShopClient insightsOperator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    private ShopClient.Answer query(String sql, String... headers) {
        return insightsOperator().postJson("/api/insights/query",
                JsonMapper.shared().writeValueAsString(Map.of("sql", sql)), headers);
    }

    /** The copy is filled by the first question. */
    private void awaitCopy() {
        await().until(() -> insightsOperator().get("/api/insights").json(),
                now -> now.path("state").asString().equals("RUNNING"));
    }

    @Test
    @DisplayName("a question sees what was acknowledged before it, on any store")
    default void seesWhatWasAcknowledged() {
        awaitCopy();
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, STONEWARE, 3);
        shopper.remove(cart, STONEWARE, "?quantity=1");
        shopper.checkOut(cart);

        var answer = query("""
                SELECT type, a.version, a.product_id, a.quantity, c.total_currency FROM events
                LEFT JOIN cart_item_added a USING (position) LEFT JOIN cart_cart_checked_out c USING (position)
                WHERE stream = '%s' ORDER BY position
                """.formatted(cart)).json();

        assertThat(answer.path("rows").toString()).isEqualTo("[[\"cart.cart-created\",null,null,null,null],"
                + "[\"cart.item-added\",2,\"mug-stoneware\",3,null],[\"cart.item-removed\",null,null,null,null],"
                + "[\"cart.cart-checked-out\",null,null,null,\"EUR\"]]");
        assertThat(answer.path("position").asLong()).isPositive();
        assertThat(answer.path("hash").asString()).hasSize(64);
    }

    @Test
    @DisplayName("the ready answers bear the position up to which they count")
    default void readyAnswersBearTheirPosition() {
        awaitCopy();
        var shopper = ShopClient.guest(shop());
        shopper.add(shopper.createCart(), STONEWARE, 1);
        var head = insightsOperator().get("/api/insights").json().path("head").asLong();

        var funnel = insightsOperator()
                .postJson("/api/insights/funnel?atLeast=" + head,
                        """
                                {"by": "cart", "steps": ["cart.cart-created", "cart.item-added", "cart.cart-checked-out"], "within": "P1D"}
                                """)
                .json();
        assertThat(funnel.path("position").asLong()).isGreaterThanOrEqualTo(head);
        assertThat(funnel.at("/steps/0/type").asString()).isEqualTo("cart.cart-created");
        assertThat(funnel.at("/steps/0/count").asLong()).isGreaterThanOrEqualTo(funnel.at("/steps/1/count").asLong());
        assertThat(funnel.at("/steps/1/medianFromPrevious").asString()).startsWith("PT");

        for (var path : List.of("abandonment?idle=PT1H&window=P7D", "products?limit=3&sort=piecesAdded",
                "before-checkout?last=3&idle=PT1H", "series?bucket=P1D")) {
            var answer = insightsOperator().get("/api/insights/" + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().path("position").asLong()).as(path).isGreaterThanOrEqualTo(head);
        }
    }

    @Test
    @DisplayName("personal data is in no file of the analytical copy")
    default void personalDataIsInNoFileOfTheCopy() throws IOException {
        awaitCopy();
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, STONEWARE, 1);
        assertThat(shopper.postJson("/api/carts/" + cart + "/checkout", ADDRESS).status()).isEqualTo(200);

        assertThat(query("SELECT deliver_to_given FROM cart_cart_checked_out WHERE cart_id = '" + cart + "'").json()
                .path("rows").toString()).isEqualTo("[[true]]");
        assertThat(query("SELECT count(*) FROM events WHERE data::VARCHAR LIKE '%Quastenberg%'").json().at("/rows/0/0")
                .asLong()).isZero();
        assertThat(Grep.of("quastenberg@example.org", "Wilhelmina Quastenberg")
                .in(List.of(folders().getFirst().resolve("insights"))))
                .isEmpty();
    }

    @Test
    @DisplayName("a saved question has the same answer at the same position, after more events and after a rebuild")
    default void savedQuestionsAreRepeatable() {
        awaitCopy();
        var operator = insightsOperator();
        ShopClient.guest(shop()).createCart();
        var body = "{\"sql\": \"SELECT type, count(*) FROM events GROUP BY type\", \"about\": \"what happens here?\"}";
        assertThat(operator.send("PUT", "/api/insights/questions/what-happens", body,
                "Content-Type", "application/json").status()).isIn(200, 201);
        var first = operator.post("/api/insights/questions/what-happens/ask").json();
        var position = first.path("position").asLong();

        ShopClient.guest(shop()).createCart();
        operator.post("/api/projections/insights/replay");
        await().until(() -> operator.get("/api/projections/insights").json(), now -> now.path("replay").isNull());

        var again = operator.post("/api/insights/questions/what-happens/ask?position=" + position).json();
        assertThat(again.path("hash")).isEqualTo(first.path("hash"));
        assertThat(again.path("rows")).isEqualTo(first.path("rows"));
        assertThat(again.at("/firstAnswer/isSame").asBoolean()).isTrue();
        assertThat(operator.post("/api/insights/questions/what-happens/ask").json().path("rows"))
                .isNotEqualTo(first.path("rows"));

        assertThat(operator.get("/api/insights/questions").json().path("items").toString())
                .contains("what happens here?");
        assertThat(operator.send("DELETE", "/api/insights/questions/what-happens", "").status()).isEqualTo(204);
        assertThat(operator.get("/api/insights/questions/what-happens").problem())
                .isEqualTo("/problems/question-not-found");
    }

    @Test
    @DisplayName("an erasure after the position is told")
    default void tellsOfErasures() {
        awaitCopy();
        var operator = insightsOperator();
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, STONEWARE, 1);
        shopper.postJson("/api/carts/" + cart + "/checkout", ADDRESS);
        operator.send("PUT", "/api/insights/questions/erased",
                "{\"sql\": \"SELECT count(*) FROM events\", \"about\": \"how many?\"}",
                "Content-Type", "application/json");
        var first = operator.post("/api/insights/questions/erased/ask").json();
        assertThat(first.path("erasedSince").asLong()).isZero();

        var owner = query("SELECT shopper_id FROM cart_cart_created WHERE cart_id = '" + cart + "'").json()
                .at("/rows/0/0").asString();
        assertThat(operator.send("DELETE", "/api/shoppers/" + owner, "").status()).isEqualTo(200);

        var again = operator.post("/api/insights/questions/erased/ask?position=" + first.path("position").asLong())
                .json();
        assertThat(again.path("erasedSince").asLong()).isPositive();
        assertThat(again.path("hash")).isEqualTo(first.path("hash"));
    }

    @Test
    @DisplayName("an answer is to be had as CSV and as Parquet, with all rows")
    default void exportsAnswers() {
        awaitCopy();
        var csv = query("SELECT 'a' AS letter, 1 AS number", "Accept", "text/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines()).containsExactly("letter,number", "a,1");
        assertThat(Long.parseLong(csv.header("Eventcart-Position"))).isNotNegative();

        var parquet = query("SELECT position FROM events", "Accept", "application/vnd.apache.parquet");
        assertThat(parquet.header("Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(parquet.text()).startsWith("PAR1").endsWith("PAR1");

        var ocel = insightsOperator().get("/api/insights/ocel").json();
        assertThat(ocel.propertyNames()).containsExactlyInAnyOrder("objectTypes", "eventTypes", "objects", "events");
    }

    @ParameterizedTest
    @DisplayName("a malformed question is refused, and the answer names the argument")
    @CsvSource(delimiter = '|', textBlock = """
            abandonment?idle=1h          | idle
            abandonment?window=-P1D      | window
            abandonment?from=yesterday   | from
            products?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z | to
            products?sort=colour         | sort
            products?limit=0             | limit
            before-checkout?last=11      | last
            series?bucket=PT0S           | bucket
            """)
    default void refusesMalformedQuestions(String path, String field) {
        var answer = insightsOperator().get("/api/insights/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("/problems/invalid-request");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @DisplayName("a funnel of unknown steps, of none or by nobody is refused")
    @CsvSource(delimiter = '|', textBlock = """
            {"by": "cart", "steps": ["cart.item-wrapped"]}  | steps[0]
            {"by": "cart", "steps": []}                     | steps
            {"by": "city", "steps": ["cart.item-added"]}    | by
            {"steps": ["cart.item-added"], "within": "day"} | within
            """)
    default void refusesMalformedFunnels(String body, String field) {
        var answer = insightsOperator().postJson("/api/insights/funnel", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    @DisplayName("a position that the copy has not reached is refused, and SQL that does not parse with its place")
    default void refusesWhatItCantAnswer() {
        awaitCopy();
        var head = insightsOperator().get("/api/insights").json().path("head").asLong();
        assertThat(insightsOperator().get("/api/insights/abandonment?atLeast=" + (head + 1_000_000)).problem())
                .isEqualTo("/problems/view-behind");

        var refused = query("SELECT type\nFORM events");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("/problems/sql-refused");
        assertThat(refused.json().path("line").asInt()).isEqualTo(2);
        assertThat(query("DROP TABLE events").problem()).isEqualTo("/problems/sql-refused");
        assertThat(query("SELECT count(*) FROM events").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a shopper may not ask")
    default void insightsAreTheOperators() {
        assertThat(ShopClient.guest(shop()).get("/api/insights").status()).isEqualTo(403);
        assertThat(ShopClient.anonymous(shop()).get("/api/insights").status()).isEqualTo(401);
    }
}
