package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Tags;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Given what happened outside, then the commands that are sent: through the slice's real command line. */
final class Translations {
    private Translations() {}

    static void run(Board board, Slice slice, Specification specification) throws Exception {
        assertThat(specification.when()).as("the when of " + specification.id() + ", which has nothing to do")
                .isEmpty();
        var commands = new RecordingCommands();
        var events = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        try (var code = new SliceUnderTest(slice, events, commands)) {
            var values = new Values(board, code.bean(JsonMapper.class));
            var outside = specification.given().stream().flatMap(step -> values.payloads(step).stream()).toList();
            translate(code, format(board, specification), outside);
            assertThat(commands.sent()).isEqualTo(values.objects(specification.then()));
        }
    }

    private static String format(Board board, Specification specification) {
        var automation = board.element(specification.linkedId()).orElseThrow();
        return Tags.value(automation.tags(), Tags.TRANSLATES).orElseThrow(() -> new AssertionError(
                automation.id() + " can't be run: tag it translates:FORMAT, and teach Translations that format"));
    }

    private static void translate(SliceUnderTest code, String format, List<ObjectNode> outside) throws Exception {
        var commandLines = code.components(Command.class);
        assertThat(commandLines).as("command lines of the slice").hasSize(1);
        var file = Files.createTempFile("outside", "." + format);
        try {
            Files.writeString(file, switch (format) {
                case "clickstream" -> clickstream(outside);
                default -> throw new AssertionError("teach Translations how to write the format " + format);
            });
            assertThat(new CommandLine(commandLines.getFirst()).setOut(new PrintWriter(Writer.nullWriter()))
                    .setErr(new PrintWriter(Writer.nullWriter())).execute(file.toString())).isZero();
        } finally {
            Files.delete(file);
        }
    }

    private static String clickstream(List<ObjectNode> clicks) {
        var lines = new StringBuilder("event_time,event_type,product_id,price,user_id,user_session\n");
        for (var click : clicks) {
            var at = click.get("at").stringValue().replace('T', ' ').replace("Z", " UTC");
            lines.append(String.join(",", at, click.get("action").stringValue().toLowerCase(Locale.ROOT),
                    click.get("productId").stringValue(), click.get("price").get("amount").stringValue(),
                    click.get("user").stringValue(), click.get("session").stringValue())).append('\n');
        }
        return lines.toString();
    }
}
