package io.eventcart.app.acceptance;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.additem.ItemAdded;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.testkit.LocalPostgres;
import io.eventcart.platform.testkit.RawStore;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The contract, everything in PostgreSQL")
@ActiveProfiles("postgres")
@Order(2)
class PostgresAcceptanceTest extends CartAcceptance
        implements
            AuditAcceptance,
            FeedAcceptance,
            ForgetAcceptance,
            OldEventsAcceptance,
            HealthAcceptance,
            InsightsAcceptance,
            ProjectionsAcceptance {
    @TempDir
    static Path dataDir;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
        LocalPostgres.addTo(properties);
    }

    @ParameterizedTest
    @CsvSource({"add-item, added_product", "remove-item, removed_product"})
    @DisplayName("two transactions that make a row of many carts at the same moment both count")
    void countsInRacedRows(String group, String table, @Autowired ListableBeanFactory beans,
            @Autowired PlatformTransactionManager transactions) {
        var projection = beans.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
                .filter(bean -> bean.getClass().getAnnotation(ProcessingGroup.class).value().equals(group)).findFirst()
                .map(AnnotationEventHandlerAdapter::new).orElseThrow();
        var raced = new ProductId("raced-for");
        var cart = CartId.random();
        var event = new GenericEventMessage<>(group.equals("add-item")
                ? new ItemAdded(cart, raced, "Raced for", 3, Money.parse("EUR 1.00"))
                : new ItemRemoved(cart, raced, 3));
        var transaction = new TransactionTemplate(transactions);
        Consumer<TransactionStatus> handle = ignored -> {
            try {
                projection.handle(event);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        var second = transaction.execute(first -> {
            handle.accept(first);
            var begun = runAsync(() -> transaction.executeWithoutResult(handle));
            await().until(() -> begun.isDone() || isWaitedForLock());
            return begun;
        });

        assertThat(second).succeedsWithin(Duration.ofMinutes(1));
        assertThat(jdbc().sql("SELECT times || ' times, ' || pieces FROM " + table + " WHERE product_id = 'raced-for'")
                .query(String.class).single()).isEqualTo("2 times, 6");
    }

    private boolean isWaitedForLock() {
        return jdbc().sql("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").query(Long.class).single() > 0;
    }

    @Override
    public List<Path> folders() {
        return Stream.concat(Stream.of(dataDir), LocalPostgres.folders(jdbc()).stream()).toList();
    }

    @Override
    public List<Stored> stored(String cart) {
        return storedInDatabase(cart);
    }

    @Override
    public void append(List<StoredEvent> events) {
        events.forEach(event -> RawStore.append(jdbc(), event));
    }

    @Override
    public String everyRow() {
        return jdbc().sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class).list().stream().flatMap(table -> rows(table).stream())
                .collect(Collectors.joining("\n"));
    }

    private List<String> rows(String table) {
        return jdbc().sql("SELECT * FROM " + table).query((row, n) -> {
            var text = new StringBuilder();
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(row.getObject(column) instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : row.getString(column)).append('\t');
            }
            return text.toString();
        }).list();
    }
}
