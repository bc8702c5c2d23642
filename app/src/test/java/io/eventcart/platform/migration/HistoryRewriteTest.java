package io.eventcart.platform.migration;

import static io.eventcart.platform.migration.StoreName.EMBEDDED;
import static io.eventcart.platform.migration.StoreName.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.platform.sliceapi.MerkleTree;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A history that is changed on its way")
@ResourceLock(Stores.AXON_SERVER)
class HistoryRewriteTest {
    private static final Path SAMPLE = Path.of("..", "docs", "guides", "samples", "PrototypeTidied.java");
    private static final String TIDIED = "com.example.PrototypeTidied";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NEWEST_FORMS = List.of("cart.cart-created 1", "cart.item-added 2",
            "cart.cart-created 1", "cart.item-removed 1", "cart.item-added 2", "cart.item-added 2",
            "cart.item-removed 1", "store.history-rewritten 1");

    @TempDir
    Path folder;

    private Stores stores;

    @BeforeEach
    void aHistoryOfThePrototype() {
        stores = new Stores(folder.resolve("data"));
        stores.fill(EMBEDDED, SomeEvents.ofThePrototype().list());
    }

    /** The guide's own sample. */
    private Path jar() throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"), SAMPLE.toString());
        assertThat(failed).isZero();
        var jar = folder.resolve("tidied.jar");
        try (var to = new JarOutputStream(Files.newOutputStream(jar))) {
            var name = TIDIED.replace('.', '/') + ".class";
            to.putNextEntry(new JarEntry(name));
            to.write(Files.readAllBytes(classes.resolve(name)));
        }
        return jar;
    }

    private static Stream<String> forms(List<StoredEvent> events) {
        return events.stream().map(event -> event.type() + " " + event.revision());
    }

    private static void assertChained(List<StoredEvent> events) {
        var ends = new HashMap<String, StoredEvent>();
        var position = 0L;
        for (var event : events) {
            var before = ends.put(event.aggregateId(), event);
            assertThat(event.position()).isEqualTo(++position);
            assertThat(event.sequenceNumber()).isEqualTo(before == null ? 0 : before.sequenceNumber() + 1);
            assertThat(event.hash()).isEqualTo(event.hashAfter(before == null ? "" : String.valueOf(before.hash())));
        }
    }

    private static String rootOf(List<StoredEvent> events) {
        var tree = new MerkleTree();
        events.forEach(tree::add);
        return tree.root();
    }

    @Test
    @DisplayName("--upcast stores the newest forms under a chain of their own, and records the old chain's root")
    void upcasts() {
        var said = stores.migrate(EMBEDDED, POSTGRES, "--upcast", "--verify");

        assertThat(said.exitCode()).as(said.text()).isZero();
        var events = stores.events(POSTGRES);
        assertThat(forms(events)).containsExactlyElementsOf(NEWEST_FORMS);
        assertChained(events);
        var record = JSON.readValue(events.getLast().payload(), HistoryRewritten.class);
        assertThat(record).isEqualTo(new HistoryRewritten("embedded", 7, rootOf(SomeEvents.ofThePrototype().list()),
                List.of("upcast")));
    }

    @Test
    @DisplayName("--upcast leaves an event as it is that is in its newest form, or of a type that no code knows")
    void upcastsNothingElse() {
        var odd = new SomeEvents().and("c", "cart.gift-wrapped", "3", "{ \"paper\" : 1.50 }", Map.of("retries", 3));
        stores = new Stores(folder.resolve("odd"));
        stores.fill(EMBEDDED, odd.list());

        assertThat(stores.migrate(EMBEDDED, POSTGRES, "--upcast").exitCode()).isZero();

        var kept = stores.events(POSTGRES).getFirst();
        assertThat(kept.type()).isEqualTo("cart.gift-wrapped");
        assertThat(new String(kept.payload(), StandardCharsets.UTF_8)).isEqualTo("{ \"paper\" : 1.50 }");
        assertThat(kept.hash()).isEqualTo(odd.list().getFirst().hash());
    }

    @Test
    @DisplayName("--transform renames, splits, drops and mends by a class out of a jar, and so does a move that goes on")
    void transforms() throws IOException {
        var jar = "--transform-jar=" + jar();

        var said = stores.migrate(EMBEDDED, POSTGRES, "--transform=" + TIDIED, jar, "--verify");

        assertThat(said.exitCode()).as(said.text()).isZero();
        var events = stores.events(POSTGRES);
        assertThat(forms(events)).containsExactlyElementsOf(NEWEST_FORMS);
        assertChained(events);
        assertThat(new String(events.get(4).payload(), StandardCharsets.UTF_8)).contains("pear",
                "\"unitPrice\":{\"amount\":\"0.75\",\"currency\":\"EUR\"}");
        assertThat(events.get(3).eventId()).isEqualTo(SomeEvents.ofThePrototype().list().get(4).eventId())
                .isNotEqualTo(events.get(4).eventId());
        stores.sql(POSTGRES, "DELETE FROM domain_event WHERE global_index > 4"); // in the middle of the split
        var goneOn = stores.migrate(EMBEDDED, POSTGRES, "--transform=" + TIDIED, jar, "--verify");
        assertThat(goneOn.text()).contains("4 events copied", "Verified: 8 events");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "--transform=com.example.Missing | There is no class com.example.Missing. Give its full name, and the jar that it is in",
            "--transform=java.lang.String | java.lang.String is no io.eventcart.platform.migration.EventTransform. Let it implement",
            "--transform=io.eventcart.platform.migration.UpcastToNewest | io.eventcart.platform.migration.UpcastToNewest can't be made",
            "--transform-jar=a.jar | --transform-jar is given without --transform. Name the class in it, too."})
    @DisplayName("a class that will not do is named, with what to do about it")
    void namesBadClasses(String option, String words) {
        var said = stores.migrate(EMBEDDED, POSTGRES, option);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains(words).doesNotContain("\tat ");
    }

    private static HistoryRewrite by(EventTransform step) {
        return new HistoryRewrite(new LinkedHashMap<>(Map.of("Step", step)));
    }

    private List<StoredEvent> rewritten(EventTransform step) {
        try (var source = stores.stores().source(EMBEDDED); var events = by(step).of(source, read -> {})) {
            return events.toList();
        }
    }

    @Test
    @DisplayName("a class that fails is named, with the event at which it does")
    void namesTheEventAtWhichItFails() {
        assertThatThrownBy(() -> rewritten(event -> {
            throw new IllegalArgumentException("no price");
        })).isInstanceOf(MigrationFault.class).hasMessageContaining("Step fails at cart.cart-created "
                + SomeEvents.ofThePrototype().list().getFirst().eventId() + " at position 1")
                .hasMessageContaining("no price");
    }

    @Test
    @DisplayName("personal data is not taken to where nobody could open it")
    void leavesSealedDataWhereItOpens() {
        stores = new Stores(folder.resolve("sealed"));
        stores.fill(EMBEDDED, new SomeEvents().and("a", "cart.cart-checked-out", "1",
                ",'deliverTo':{'sealedFor':'" + SomeEvents.id("anna") + "','nonce':'AA==','ciphertext':'AA=='}")
                .list());

        assertThatThrownBy(() -> rewritten(event -> List.of(EventTransform.changed(event, "cart.bought", "1",
                event.payload())))).isInstanceOf(MigrationFault.class)
                .hasMessageContaining("it could never be decrypted again");
        assertThat(rewritten(event -> List.of(EventTransform.changed(event, "cart.bought", "1",
                "{}".getBytes(StandardCharsets.UTF_8))))).hasSize(2);
    }
}
