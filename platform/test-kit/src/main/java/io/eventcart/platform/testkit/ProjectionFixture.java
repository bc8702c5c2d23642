package io.eventcart.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.DomainEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Given events, then this view.
 *
 * <pre>{@code
 * new ProjectionFixture<>(database -> new AddedProducts(JdbcClient.create(database), Tables.SINGLE_COPY))
 *         .given(new ItemAdded(CART, APPLE, "Apple", 2, PRICE))
 *         .whenAsked(products -> products.answer(new MostAdded(10)))
 *         .expect(List.of(new AddedProduct(APPLE, 1, 2)));
 * }</pre>
 *
 * <p>The database is a new H2 in memory with the migrations on the class path. The events of one call are handled as by an event
 * processor: in one unit of work and one transaction, by the projection's event handlers. The first event of a cart happens at
 * {@link #NOON}, each later one a second after the previous.
 *
 * @param <P> the projection
 */
public final class ProjectionFixture<P> implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final StoredForms forms = new StoredForms();
    private final Map<String, Long> lengths = new HashMap<>();
    private final P projection;
    private final AnnotationEventHandlerAdapter handlers;
    private long position;

    public ProjectionFixture(Function<DataSource, P> projection) {
        database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).outOfOrder(true).load().migrate();
        this.projection = projection.apply(database);
        this.handlers = new AnnotationEventHandlerAdapter(this.projection);
    }

    /**
     * Handles events in one batch. A {@link DomainEventMessage} is used as it is, so that a test can set its sequence number, time
     * or metadata.
     *
     * @throws RuntimeException of the projection; then the batch is rolled back
     */
    public ProjectionFixture<P> given(Object... events) {
        var batch = new ArrayList<EventMessage<?>>();
        for (var event : events) {
            batch.add(event instanceof DomainEventMessage<?> message ? counted(message) : message(event));
        }
        return handle(batch);
    }

    /** Handles, in one batch, the upcast events that readers get for a stored event. */
    public ProjectionFixture<P> givenStored(String stream, String type, String revision, String payload) {
        var number = lengths.merge(stream, 1L, Long::sum) - 1;
        return handle(forms.read(new Stored(type, revision, payload), stream, number, NOON.plusSeconds(number),
                position++).toList());
    }

    private ProjectionFixture<P> handle(List<? extends EventMessage<?>> batch) {
        if (!batch.isEmpty()) {
            var unitOfWork = new BatchingUnitOfWork<>(batch);
            unitOfWork.attachTransaction(new SpringTransactionManager(new DataSourceTransactionManager(database)));
            var outcome = unitOfWork
                    .executeWithResult(() -> handlers.handle((EventMessage<?>) CurrentUnitOfWork.get().getMessage()));
            if (outcome.isExceptional()) {
                throw outcome.exceptionResult() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(outcome.exceptionResult());
            }
        }
        return this;
    }

    private EventMessage<?> counted(DomainEventMessage<?> event) {
        lengths.put(event.getAggregateIdentifier(), event.getSequenceNumber() + 1);
        return event;
    }

    private EventMessage<?> message(Object event) {
        if (!(event instanceof DomainEvent stored)) {
            throw new IllegalArgumentException(event + " is no DomainEvent");
        }
        var stream = stored.stream();
        var number = lengths.merge(stream, 1L, Long::sum) - 1;
        return new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(position++),
                new GenericDomainEventMessage<>(stored.streamType(), stream, number, event,
                        Map.of(), stream + "-" + number, NOON.plusSeconds(number)));
    }

    /** Asks the projection for a view. */
    public <V extends @Nullable Object> ViewAnswer<V> whenAsked(Function<P, V> question) {
        return new ViewAnswer<>(question.apply(projection));
    }

    /** The tables, to inspect or change them directly. */
    public JdbcClient tables() {
        return JdbcClient.create(database);
    }

    @Override
    public void close() {
        tables().sql("SHUTDOWN").update();
    }

    /**
     * The projection's answer.
     *
     * @param <V> the view
     */
    public record ViewAnswer<V extends @Nullable Object>(V value) {
        public void expect(V expected) {
            assertThat(value).isEqualTo(expected);
        }
    }
}
