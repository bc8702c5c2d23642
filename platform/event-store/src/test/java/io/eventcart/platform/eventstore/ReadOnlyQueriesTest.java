package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class ReadOnlyQueriesTest {
    private final ReadOnlyQueries transactions = new ReadOnlyQueries(new JdbcTransactionManager(database()));

    private static JdbcDataSource database() {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
        return database;
    }

    private static String transaction() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? "read-only" : "writing"
                : "none";
    }

    @Test
    void a_query_is_answered_in_a_transaction_that_only_reads() throws Exception {
        var queries = SimpleQueryBus.builder().transactionManager(transactions).build();
        queries.subscribe("how", String.class, query -> transaction());

        assertThat(queries.query(new GenericQueryMessage<>("?", "how", ResponseTypes.instanceOf(String.class))).get()
                .getPayload()).isEqualTo("read-only");
    }

    @Test
    void a_command_is_handled_in_one_that_writes() {
        var commands = SimpleCommandBus.builder().transactionManager(transactions).build();
        commands.subscribe("do", command -> transaction());
        var answer = new FutureCallback<String, String>();

        commands.dispatch((CommandMessage<String>) new GenericCommandMessage<>(
                new org.axonframework.messaging.GenericMessage<>("!"), "do"), answer);

        assertThat(answer.getResult().getPayload()).isEqualTo("writing");
    }
}
