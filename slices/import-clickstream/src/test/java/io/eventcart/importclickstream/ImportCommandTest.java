package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.additem.AddItem;
import io.eventcart.checkout.CheckOut;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class ImportCommandTest {
    private static final String HEADER = "event_time,event_type,product_id,price,user_id,user_session\n";
    private static final String SHOPPING = HEADER + """
            2022-10-01 00:00:00 UTC,view,soap,2.62,ann,monday
            2022-10-01 00:00:01 UTC,cart,soap,2.62,ann,monday
            2022-10-01 00:00:02 UTC,cart,soap,-1.00,ann,monday
            2022-10-01 00:00:03 UTC,cart,comb,1.00,ann,monday
            2022-10-01 00:00:04 UTC,remove_from_cart,comb,1.00,ann,monday
            2022-10-01 00:00:05 UTC,purchase,soap,2.62,ann,monday
            2022-10-01 00:00:05 UTC,purchase,soap,2.62,ann,monday
            """;

    @TempDir
    Path folder;

    private final Shop shop = new Shop();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_report_is_a_table() throws IOException {
        assertThat(run(file("clicks.csv", SHOPPING))).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll("\\s+", " ").strip())).startsWith(
                "lines read, each counted once: 7",
                "views 1",
                "items added 2",
                "items removed 1",
                "checkouts 1",
                "further lines of an order 1",
                "imported already 0",
                "malformed 1",
                "line 4: the price '-1.00' is negative",
                "carts created 1").last().asString().startsWith("lines a second ");
        assertThat(err.toString()).contains("Importing 100%");
    }

    @Test
    void the_report_is_json_too() throws IOException {
        shop.refuses(new CheckOut(ClickSession.cartId("monday", 0), ClickSession.shopperId("ann")), "cart-empty");
        var report = folder.resolve("report.json");

        assertThat(run(file("clicks.csv", SHOPPING), "--report", report.toString())).isZero();

        assertThat(JsonMapper.shared().readTree(report)).isEqualTo(JsonMapper.shared().readTree("""
                {
                  "rows": 7, "views": 1, "cartsCreated": 1, "itemsAdded": 2, "itemsRemoved": 1, "checkouts": 0,
                  "furtherOrderLines": 1, "rejected": {"cart-empty": 1},
                  "malformed": [{"line": 4, "fault": "the price '-1.00' is negative"}],
                  "alreadyImported": 0
                }"""));
    }

    @Test
    void a_malformed_line_of_several_files_says_in_which_it_is() throws IOException {
        var report = folder.resolve("report.json");
        var second = file("second.csv", HEADER + "nonsense\n");

        assertThat(run(file("first.csv", SHOPPING), second, "--report", report.toString())).isZero();

        var malformed = JsonMapper.shared().readTree(report).get("malformed");
        assertThat(malformed).hasSize(2);
        assertThat(malformed.get(1)).isEqualTo(JsonMapper.shared().createObjectNode()
                .put("file", second).put("line", 2).put("fault", "it has 1 field instead of 6"));
    }

    @Test
    void prices_are_in_the_currency_that_the_caller_names() throws IOException {
        assertThat(run(file("clicks.csv", SHOPPING), "--currency", "USD")).isZero();

        assertThat(shop.commands().get(1)).isInstanceOfSatisfying(AddItem.class,
                add -> assertThat(add.unitPrice()).hasToString("USD 2.62"));
    }

    @Test
    void an_unknown_currency_is_a_wrong_call() throws IOException {
        assertThat(run(file("clicks.csv", SHOPPING), "--currency", "EURO")).isEqualTo(2);

        assertThat(err.toString()).contains("'EURO' is not an ISO 4217 code such as EUR");
        assertThat(shop.commands()).isEmpty();
    }

    @Test
    void no_file_is_a_wrong_call() {
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void every_file_is_checked_before_anything_is_imported() throws IOException {
        assertThat(run(file("good.csv", SHOPPING), file("wrong.csv", "id,name\n1,soap\n"))).isEqualTo(2);

        assertThat(err.toString()).contains("wrong.csv: its first line is 'id,name'. The first line must be " + HEADER
                .strip());
        assertThat(shop.commands()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_a_wrong_call() throws IOException {
        assertThat(run(file("good.csv", SHOPPING), folder.resolve("absent.csv").toString())).isEqualTo(2);

        assertThat(err.toString()).contains("absent.csv: there is no such file.");
        assertThat(shop.commands()).isEmpty();
    }

    @Test
    void a_report_that_could_not_be_written_is_rejected_before_the_import() throws IOException {
        assertThat(run(file("clicks.csv", SHOPPING), "--report", folder.resolve("absent/report.json").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("The report can't be written to");
        assertThat(shop.commands()).isEmpty();
    }

    @Test
    void a_store_that_fails_ends_the_import_and_it_can_be_repeated() throws IOException {
        shop.failsAt(CheckOut.class);

        assertThat(run(file("clicks.csv", SHOPPING))).isEqualTo(1);

        assertThat(err.toString()).contains("The event store failed after 6 lines: the plug is out (no current). "
                + "See that it runs. Import again then: nothing is added twice.");
        assertThat(out.toString()).isEmpty();
        shop.worksAgain();
        assertThat(run(file("clicks.csv", SHOPPING))).isZero();
        assertThat(shop.commands()).containsExactly(
                new CheckOut(ClickSession.cartId("monday", 0), ClickSession.shopperId("ann")));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new ImportCommand(shop, shop.history())).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
