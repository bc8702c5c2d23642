package io.eventcart.audittrail;

import static io.eventcart.platform.sliceapi.MetaDataKeys.ACTOR;
import static io.eventcart.platform.sliceapi.MetaDataKeys.ADDRESS;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CAUSATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.COMMAND;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.REQUEST_ID;
import static java.time.ZoneOffset.UTC;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.RejectionDetails;
import io.eventcart.sharedkernel.CartCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records rejected commands, after the unit of work has rolled back, in a separate transaction.
 *
 * <p>The table is bounded, since anyone can cause rejections: a limit per shopper and hour, and only the newest rows in total.
 */
@Component
@AccompaniesEvents(tables = "rejected_command")
final class RejectionRecorder implements MessageHandlerInterceptor<CommandMessage<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionRecorder.class);
    private static final int MAX_PER_SHOPPER = 1_000;
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MAX_SHOPPERS = 10_000;
    private static final int ROWS_BETWEEN_SWEEPS = 1_000;
    private static final int MAX_MESSAGE_LENGTH = 1_000;
    private static final int MAX_FIELDS_LENGTH = 100_000;
    /** The property that marks an {@link io.eventcart.platform.sliceapi.EncryptedField}. */
    private static final String ENCRYPTED_FIELD_OWNER = "sealedFor";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final long maxRows;
    private final Cache<String, AtomicInteger> countByShopper = Caffeine.newBuilder().maximumSize(MAX_SHOPPERS)
            .expireAfterWrite(PERIOD).build();
    private final AtomicInteger written = new AtomicInteger();

    RejectionRecorder(JdbcTemplate jdbc, JsonMapper json, Clock clock,
            @Value("${cart.audit.rejections-kept:100000}") long maxRows) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.maxRows = maxRows;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Rejection rejection) {
            var facts = unitOfWork.getCorrelationData();
            unitOfWork.onCleanup(ended -> record(ended.getMessage().getPayload(), facts, rejection.details()));
            throw rejection;
        }
    }

    /** The shopper gets the rejection even if it can't be recorded. */
    private void record(Object command, MetaData facts, RejectionDetails details) {
        if (!isBelowLimit(String.valueOf(facts.get(ACTOR)))) {
            return;
        }
        try {
            insert(command, facts, details);
            if (written.incrementAndGet() % ROWS_BETWEEN_SWEEPS == 0) {
                jdbc.update("DELETE FROM rejected_command WHERE id <= (SELECT MAX(id) FROM rejected_command) - ?",
                        maxRows);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.error("The rejection of {} for cart {} ({}) could not be recorded: {}", facts.get(COMMAND),
                    cartOf(command),
                    details.kind(), e.toString());
        }
    }

    private boolean isBelowLimit(String actor) {
        if (!actor.startsWith("shopper:")) {
            return true;
        }
        var before = countByShopper.get(actor, first -> new AtomicInteger()).getAndIncrement();
        if (before == MAX_PER_SHOPPER) {
            LOG.warn("More than {} commands of one shopper were rejected within {}; further ones are not recorded",
                    MAX_PER_SHOPPER,
                    PERIOD);
        }
        return before < MAX_PER_SHOPPER;
    }

    private void insert(Object command, MetaData facts, RejectionDetails details) {
        var fields = withoutPersonalData(json.writeValueAsString(command));
        var message = details.message();
        jdbc.update("""
                INSERT INTO rejected_command (happened_at, actor, command, command_fields, cart_id, correlation_id,
                  causation_id, request_id, address, problem, message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(UTC), facts.get(ACTOR),
                facts.get(COMMAND), fields.length() > MAX_FIELDS_LENGTH ? null : fields, cartOf(command),
                facts.get(CORRELATION_ID), facts.get(CAUSATION_ID), facts.get(REQUEST_ID), facts.get(ADDRESS),
                details.kind(), message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH)));
    }

    /** A rejection is clear without personal data, and data that is not stored need not be erased. */
    private String withoutPersonalData(String fields) {
        if (!fields.contains(ENCRYPTED_FIELD_OWNER)) {
            return fields;
        }
        var kept = (ObjectNode) json.readTree(fields);
        kept.propertyNames().stream().filter(name -> kept.path(name).has(ENCRYPTED_FIELD_OWNER)).toList()
                .forEach(name -> kept.putObject(name).put("notKept", true));
        return kept.toString();
    }

    private static @Nullable String cartOf(Object command) {
        return command instanceof CartCommand<?> ofCart ? ofCart.cartId().toString() : null;
    }
}
