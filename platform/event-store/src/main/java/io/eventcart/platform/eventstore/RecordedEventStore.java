package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records which event store the checkpoints and views in this database belong to. The same events have other positions in another
 * store, so a start on another store fails before a projection reads or anything is written.
 */
@Component
public final class RecordedEventStore {
    /** The kind of event store: this database, or Axon Server. */
    public enum StoreKind {
        DATABASE, AXON_SERVER
    }

    private record Store(StoreKind kind, Optional<String> firstEvent) {}

    private final JdbcClient jdbc;
    private final Serializer serializer;

    /** @throws StartFault if the checkpoints belong to another kind of store than the profiles name */
    RecordedEventStore(JdbcClient jdbc, Serializer serializer, Environment environment) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        requireKind(
                environment.acceptsProfiles(Profiles.of("axonserver")) ? StoreKind.AXON_SERVER : StoreKind.DATABASE);
    }

    private void requireKind(StoreKind named) {
        var kind = recorded().map(Store::kind).or(this::kindOfCheckpoints).orElse(named);
        if (kind == named) {
            recordFirst(named);
        } else if (kind == StoreKind.DATABASE && !hasEvents()) {
            record(jdbc, named);
            jdbc.sql("DELETE FROM token").update(); // Tokens before the first event, in a form that Axon Server does not accept.
        } else if (kind == StoreKind.AXON_SERVER) {
            throw axonServerIsNotNamed();
        } else {
            throw new StartFault(
                    "The events are in this database, with their checkpoints and views, and this start names an Axon Server.",
                    "Start without the profile axonserver. To move the events there, run migrate --to axonserver. Or name another "
                            + "folder with --cart.data-dir=FOLDER.");
        }
    }

    private static StartFault axonServerIsNotNamed() {
        return new StartFault(
                "The checkpoints and views in this database are those of an Axon Server, and this start names none.",
                "Start with the profile axonserver, too, such as --spring.profiles.active=axonserver. To move the events here, "
                        + "run migrate --from axonserver. Or name another folder with --cart.data-dir=FOLDER.");
    }

    /**
     * For a command that only reads events from the database.
     *
     * @throws StartFault if the events are on an Axon Server
     */
    public static void requireEventsIn(JdbcClient database) {
        try {
            if (database.sql("SELECT kind FROM recorded_event_store").query(String.class).list()
                    .contains(StoreKind.AXON_SERVER.name())) {
                throw axonServerIsNotNamed();
            }
        } catch (BadSqlGrammarException e) {
            // No server has run on it since the record was introduced.
        }
    }

    private void recordFirst(StoreKind kind) {
        try {
            jdbc.sql(
                    "INSERT INTO recorded_event_store (one, kind) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM recorded_event_store)")
                    .param(kind.name()).update();
        } catch (DuplicateKeyException e) {
            requireKind(kind); // Another instance did so at the same time.
        }
    }

    /**
     * @throws StartFault if the checkpoints belong to another Axon Server, or to a longer history
     * @throws io.eventcart.platform.sliceapi.StoreUnavailable if it does not answer
     */
    void requireSame(StoredEvents axonServer) {
        var head = axonServer.head();
        var first = firstEvent(axonServer, head);
        var recorded = recorded().flatMap(Store::firstEvent);
        if (recorded.isPresent() && !recorded.equals(first)) {
            throw otherHistory("begins with event " + recorded.get() + ", and this one "
                    + first.map(event -> "with event " + event).orElse("has no events"));
        }
        var seen = checkpoints().stream().mapToLong(token -> token.position().orElse(-1) + 1).max().orElse(0);
        if (seen > head) {
            throw otherHistory("has at least %,d events, and this one has %,d".formatted(seen, head));
        }
        first.ifPresent(event -> jdbc.sql("UPDATE recorded_event_store SET first_event = ?").param(event).update());
    }

    private static Optional<String> firstEvent(StoredEvents axonServer, long head) {
        try (var events = axonServer.between(0, Math.min(1, head))) {
            return events.findFirst().map(StoredEvent::eventId);
        }
    }

    private static StartFault otherHistory(String difference) {
        return new StartFault(
                "The Axon Server that the checkpoints and views in this database belong to " + difference + ".",
                "Name the right one with --axon.axonserver.servers and its context with --axon.axonserver.context, or restore it from a "
                        + "newer backup. To go on with this one, start in a copy of the data directory without eventcart.mv.db, or on an "
                        + "empty database: the views are made anew from the events.");
    }

    /** Replaces the record, after a migration. */
    public static void record(JdbcClient database, StoreKind kind) {
        database.sql("DELETE FROM recorded_event_store").update();
        database.sql("INSERT INTO recorded_event_store (one, kind) VALUES (1, ?)").param(kind.name()).update();
    }

    private Optional<Store> recorded() {
        return jdbc.sql("SELECT kind, first_event FROM recorded_event_store")
                .query((row, n) -> new Store(StoreKind.valueOf(row.getString(1)),
                        Optional.ofNullable(row.getString(2))))
                .optional();
    }

    /** For a database without a record. It may still have the events that were migrated to Axon Server. */
    private Optional<StoreKind> kindOfCheckpoints() {
        return checkpoints().stream().findFirst()
                .map(token -> token instanceof GapAwareTrackingToken ? StoreKind.DATABASE : StoreKind.AXON_SERVER)
                .or(() -> hasEvents() ? Optional.of(StoreKind.DATABASE) : Optional.empty());
    }

    private boolean hasEvents() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM domain_event)").query(Boolean.class).single();
    }

    private List<TrackingToken> checkpoints() {
        return jdbc.sql("SELECT token, token_type FROM token WHERE token IS NOT NULL")
                .query((row, n) -> new SimpleSerializedObject<>(row.getBytes(1), byte[].class, row.getString(2), null))
                .list().stream().<TrackingToken>map(serializer::deserialize).flatMap(RecordedEventStore::furthest)
                .toList();
    }

    private static Stream<TrackingToken> furthest(TrackingToken token) {
        return Stream.ofNullable(
                token instanceof ReplayToken replay ? replay.getTokenAtReset() : WrappedToken.unwrapUpperBound(token));
    }
}
