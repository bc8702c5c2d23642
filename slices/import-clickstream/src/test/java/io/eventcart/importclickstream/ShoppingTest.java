package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.additem.AddItem;
import io.eventcart.checkout.CheckOut;
import io.eventcart.createcart.CreateCart;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.removeitem.RemoveItem;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Lines have the form {@code second action product price user session}, all within one minute. */
class ShoppingTest {
    private static final CartId CART_0 = ClickSession.cartId("monday", 0);
    private static final CartId CART_1 = ClickSession.cartId("monday", 1);
    private static final ShopperId ANN = ClickSession.shopperId("ann");
    private static final ShopperId BOB = ClickSession.shopperId("bob");

    private final Shop shop = new Shop();

    @Test
    void ids_are_derived_from_the_data() {
        assertThat(CART_0).hasToString("e54a799f-0f7b-3060-a9fa-6f3344d70f38");
        assertThat(ANN).hasToString("c5a7d47d-4a3f-3bba-a803-d5ea0c3ff580");
    }

    @Test
    void the_first_cart_line_of_a_session_opens_a_cart_and_adds_one_piece_at_its_price() {
        var report = follow("00 cart soap 2.62 ann monday");

        assertThat(shop.commands()).containsExactly(create(CART_0, ANN), add(CART_0, ANN, "soap", "2.62"));
        assertThat(report.cartsCreated()).isEqualTo(1);
        assertThat(report.itemsAdded()).isEqualTo(1);
    }

    @Test
    void events_bear_the_time_of_the_line_and_why_they_came() {
        follow("07 cart soap 2.62 ann monday");

        assertThat(shop.sent().getFirst().metaData()).isEqualTo(Map.of(
                MetaDataKeys.OCCURRED_AT, "2022-10-01T00:00:07Z",
                MetaDataKeys.ACTOR, "import",
                MetaDataKeys.CORRELATION_ID, "clickstream/monday"));
        assertThat(shop.sent().getLast().metaData()).isEqualTo(Map.of(
                MetaDataKeys.OCCURRED_AT, "2022-10-01T00:00:07Z",
                MetaDataKeys.ACTOR, "import",
                MetaDataKeys.CORRELATION_ID, "clickstream/monday",
                MetaDataKeys.OPERATION_ID, "2022-10-01T00:00:07Z#0"));
    }

    @Test
    void the_same_line_twice_in_a_second_is_two_pieces() {
        var report = follow("00 cart soap 2.62 ann monday", "00 cart soap 2.62 ann monday");

        assertThat(shop.commands()).containsExactly(create(CART_0, ANN), add(CART_0, ANN, "soap", "2.62"),
                add(CART_0, ANN, "soap", "2.62"));
        assertThat(operationIds()).containsExactly("2022-10-01T00:00:00Z#0", "2022-10-01T00:00:00Z#1");
        assertThat(report.itemsAdded()).isEqualTo(2);
    }

    @Test
    void two_sessions_of_one_user_are_two_carts_of_one_shopper() {
        follow("00 cart soap 2.62 ann monday", "01 cart soap 2.62 ann tuesday");

        assertThat(shop.commands()).contains(create(CART_0, ANN), create(ClickSession.cartId("tuesday", 0), ANN));
    }

    @Test
    void a_removal_takes_one_piece_out() {
        var report = follow("00 cart soap 2.62 ann monday", "01 remove_from_cart soap 2.62 ann monday");

        assertThat(shop.commands()).last().isEqualTo(remove(CART_0, ANN, "soap"));
        assertThat(report.itemsRemoved()).isEqualTo(1);
    }

    @Test
    void views_are_counted_and_do_nothing() {
        var report = follow("00 view soap 2.62 ann monday", "00 view soap 2.62 ann monday");

        assertThat(shop.commands()).isEmpty();
        assertThat(report.views()).isEqualTo(2);
    }

    @Test
    void a_price_of_zero_is_a_price() {
        follow("00 cart sample 0.00 ann monday");

        assertThat(shop.commands()).last().isEqualTo(add(CART_0, ANN, "sample", "0.00"));
    }

    @Test
    void purchase_lines_of_one_session_and_second_are_one_checkout() {
        var report = follow("00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday",
                "05 purchase brush 9.00 ann monday", "05 purchase comb 1.00 ann monday");

        assertThat(shop.commands()).containsOnlyOnce(new CheckOut(CART_0, ANN)).hasSize(3);
        assertThat(report.checkouts()).isEqualTo(1);
        assertThat(report.furtherOrderLines()).isEqualTo(2);
        assertThat(report.alreadyImported()).isZero();
    }

    @Test
    void lines_of_other_sessions_in_between_do_not_split_an_order() {
        var report = follow("00 cart soap 2.62 ann monday", "00 cart soap 2.62 bob tuesday",
                "05 purchase soap 2.62 ann monday", "05 purchase soap 2.62 bob tuesday",
                "05 purchase brush 9.00 ann monday", "05 purchase brush 9.00 bob tuesday");

        assertThat(shop.commands()).containsOnlyOnce(new CheckOut(CART_0, ANN))
                .containsOnlyOnce(new CheckOut(ClickSession.cartId("tuesday", 0), BOB));
        assertThat(report.checkouts()).isEqualTo(2);
    }

    @Test
    void a_refused_order_is_counted_once_however_many_lines_it_has() {
        shop.refuses(new CheckOut(CART_0, ANN), "cart-not-found");

        var report = follow("05 purchase soap 2.62 ann monday", "05 purchase brush 9.00 ann monday");

        assertThat(report.rejected()).isEqualTo(Map.of("cart-not-found", 1L));
        assertThat(report.checkouts()).isZero();
    }

    @Test
    void a_removal_without_a_cart_is_left_to_the_rules_and_counted_by_their_reason() {
        shop.refuses(remove(CART_0, ANN, "soap"), "cart-not-found");

        var report = follow("00 remove_from_cart soap 2.62 ann monday", "01 remove_from_cart soap 2.62 ann monday");

        assertThat(report.rejected()).isEqualTo(Map.of("cart-not-found", 2L));
        assertThat(report.itemsRemoved()).isZero();
    }

    @Test
    void the_next_cart_line_after_a_checkout_opens_another_cart() {
        var report = follow("00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday",
                "09 cart comb 1.00 ann monday", "12 purchase comb 1.00 ann monday");

        assertThat(shop.commands()).containsExactly(create(CART_0, ANN), add(CART_0, ANN, "soap", "2.62"),
                new CheckOut(CART_0, ANN), create(CART_1, ANN), add(CART_1, ANN, "comb", "1.00"),
                new CheckOut(CART_1, ANN));
        assertThat(report.cartsCreated()).isEqualTo(2);
        assertThat(report.checkouts()).isEqualTo(2);
    }

    @Test
    void after_a_checkout_removals_and_orders_go_to_the_cart_that_was_checked_out() {
        shop.refuses(remove(CART_0, ANN, "soap"), "cart-checked-out");
        follow("00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday",
                "09 remove_from_cart soap 2.62 ann monday", "10 purchase soap 2.62 ann monday");

        assertThat(shop.commands()).endsWith(remove(CART_0, ANN, "soap"), new CheckOut(CART_0, ANN));
    }

    @Test
    void a_refused_order_leaves_the_cart_open() {
        shop.refuses(new CheckOut(CART_0, ANN), "cart-empty");

        follow("00 cart soap 2.62 ann monday", "02 remove_from_cart soap 2.62 ann monday",
                "05 purchase soap 2.62 ann monday", "09 cart comb 1.00 ann monday");

        assertThat(shop.commands()).last().isEqualTo(add(CART_0, ANN, "comb", "1.00"));
    }

    @Test
    void another_user_of_a_session_acts_for_the_shopper_who_opened_its_cart() {
        follow("00 cart soap 2.62 ann monday", "01 cart comb 1.00 bob monday", "05 purchase soap 2.62 bob monday",
                "09 cart comb 1.00 bob monday");

        assertThat(shop.commands()).containsExactly(create(CART_0, ANN), add(CART_0, ANN, "soap", "2.62"),
                add(CART_0, ANN, "comb", "1.00"), new CheckOut(CART_0, ANN), create(CART_1, BOB),
                add(CART_1, BOB, "comb", "1.00"));
    }

    @Test
    void a_file_imported_again_adds_nothing() {
        String[] lines = {"00 view soap 2.62 ann monday", "00 cart soap 2.62 ann monday",
                "00 cart soap 2.62 ann monday", "03 remove_from_cart soap 2.62 ann monday",
                "05 purchase soap 2.62 ann monday", "05 purchase brush 9.00 ann monday",
                "09 cart comb 1.00 ann monday"};
        follow(lines);
        shop.worksAgain();

        var report = follow(lines);

        assertThat(shop.commands()).isEmpty();
        assertThat(report.alreadyImported()).isEqualTo(6);
        assertThat(report.rejected()).isEmpty();
        assertThat(report.views()).isEqualTo(1);
    }

    @Test
    void two_files_with_the_same_lines_in_one_import_are_one() {
        String[] lines = {"00 cart soap 2.62 ann monday", "00 cart soap 2.62 ann monday",
                "05 purchase soap 2.62 ann monday", "05 purchase brush 9.00 ann monday",
                "09 purchase comb 1.00 ann monday"};
        shop.refuses(new CheckOut(CART_1, ANN), "cart-not-found");

        var report = followFiles(List.of(List.of(lines), List.of(lines)));

        assertThat(report.itemsAdded()).isEqualTo(2);
        assertThat(report.alreadyImported()).isEqualTo(5);
    }

    @Test
    void what_was_refused_is_refused_again() {
        shop.refuses(new CheckOut(CART_0, ANN), "cart-empty");
        String[] lines = {"00 cart soap 2.62 ann monday", "02 remove_from_cart soap 2.62 ann monday",
                "05 purchase soap 2.62 ann monday", "05 purchase brush 9.00 ann monday"};
        follow(lines);
        shop.worksAgain();

        var report = follow(lines);

        assertThat(shop.commands()).containsExactly(new CheckOut(CART_0, ANN));
        assertThat(report.rejected()).isEqualTo(Map.of("cart-empty", 1L));
        assertThat(report.alreadyImported()).isEqualTo(2);
    }

    @Test
    void lines_that_are_new_in_a_longer_file_are_imported() {
        follow("00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday");
        shop.worksAgain();

        follow("00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday",
                "05 purchase brush 9.00 ann monday", "09 cart comb 1.00 ann monday");

        assertThat(shop.commands()).containsExactly(create(CART_1, ANN), add(CART_1, ANN, "comb", "1.00"));
    }

    @Test
    void an_import_that_ended_between_a_cart_and_its_first_item_is_taken_up_there() {
        shop.failsAt(AddItem.class);
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> follow("00 cart soap 2.62 ann monday"));
        assertThat(shop.commands()).containsExactly(create(CART_0, ANN));
        shop.worksAgain();

        var report = follow("00 cart soap 2.62 ann monday");

        assertThat(shop.commands()).containsExactly(add(CART_0, ANN, "soap", "2.62"));
        assertThat(report.cartsCreated()).isZero();
    }

    @Test
    void an_import_that_ended_between_a_second_cart_and_its_first_item_is_taken_up_there() {
        String[] lines = {"00 cart soap 2.62 ann monday", "05 purchase soap 2.62 ann monday",
                "05 cart comb 1.00 ann monday"};
        follow(lines[0], lines[1]);
        shop.failsAt(AddItem.class);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> follow(lines));
        shop.worksAgain();

        follow(lines);

        assertThat(shop.commands()).containsExactly(add(CART_1, ANN, "comb", "1.00"));
    }

    @Test
    void a_session_that_is_no_longer_held_goes_on_where_its_carts_are() {
        var lines = List.of("00 cart soap 2.62 ann monday", "01 cart soap 2.62 bob tuesday",
                "05 purchase soap 2.62 ann monday", "06 cart soap 2.62 bob tuesday", "09 cart comb 1.00 bob monday",
                "10 cart soap 2.62 bob tuesday", "11 remove_from_cart comb 1.00 ann monday");
        var tally = new ImportTally();
        var shopping = new Shopping(shop, new ClickSessions(shop.history(), 1), tally);

        lines.stream().map(ShoppingTest::click).forEach(shopping::follow);

        assertThat(shop.commands().stream().filter(command -> command.cartId().equals(CART_1))).containsExactly(
                create(CART_1, BOB), add(CART_1, BOB, "comb", "1.00"), remove(CART_1, BOB, "comb"));
        assertThat(tally.report().alreadyImported()).isZero();
    }

    private ImportReport follow(String... lines) {
        return followFiles(List.of(List.of(lines)));
    }

    /** A separate import, which knows of earlier ones only from the event store. */
    private ImportReport followFiles(List<List<String>> files) {
        var tally = new ImportTally();
        var shopping = new Shopping(shop, new ClickSessions(shop.history(), ClickSessions.MAX_CACHED), tally);
        files.forEach(lines -> {
            shopping.beginFile();
            lines.stream().map(ShoppingTest::click).forEach(shopping::follow);
        });
        var report = tally.report();
        assertThat(outcomes(report)).as("each line has one outcome")
                .isEqualTo(files.stream().mapToInt(List::size).sum());
        return report;
    }

    private static long outcomes(ImportReport report) {
        return report.views() + report.itemsAdded() + report.itemsRemoved() + report.checkouts()
                + report.furtherOrderLines() + report.rejected().values().stream().mapToLong(n -> n).sum()
                + report.malformed().size() + report.alreadyImported();
    }

    private static Click click(String line) {
        try {
            return new ClickFormat(CurrencyUnit.EUR)
                    .parse("2022-10-01 00:00:" + line.replaceFirst(" ", " UTC ").replace(' ', ',')
                            .replaceFirst(",", " "));
        } catch (MalformedLine e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private List<Object> operationIds() {
        return shop.sent().stream().<Object>mapMulti((sent, into) -> {
            var id = sent.metaData().get(MetaDataKeys.OPERATION_ID);
            if (id != null) {
                into.accept(id);
            }
        }).toList();
    }

    private static CreateCart create(CartId cart, ShopperId shopper) {
        return new CreateCart(cart, shopper, CurrencyUnit.EUR);
    }

    private static AddItem add(CartId cart, ShopperId shopper, String product, String price) {
        return new AddItem(cart, shopper, new ProductId(product), "Product " + product, 1, Money.parse("EUR " + price));
    }

    private static RemoveItem remove(CartId cart, ShopperId shopper, String product) {
        return new RemoveItem(cart, shopper, new ProductId(product), 1);
    }
}
