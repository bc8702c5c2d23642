package io.eventcart.platform.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.Uuids;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

final class IdempotentCallsTest {
    private static final UUID ANNA = Uuids.parse("a11a0000-0000-4000-8000-000000000001");
    private static final String KEY = "no mug after all";
    private static final String CALL = "fingerprint of a call";
    private static final String BETTER_CALL = "fingerprint of a better one";

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/web/V20261124.0003__idempotency.sql").build();
    private final IdempotentCalls calls = new IdempotentCalls(JdbcClient.create(database), Clock.systemUTC());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_call_made_again_is_the_same_operation_and_began_with_the_first() {
        var first = calls.begin(ANNA, KEY, CALL);

        var again = calls.begin(ANNA, KEY, CALL);

        assertThat(first.isFirst()).isTrue();
        assertThat(again.isFirst()).isFalse();
        assertThat(again.operationId()).isEqualTo(first.operationId());
        assertThat(again.begunAt()).isBeforeOrEqualTo(first.begunAt());
    }

    @Test
    void a_call_that_did_nothing_leaves_its_key_to_a_better_one() {
        calls.begin(ANNA, KEY, CALL);

        calls.free(ANNA, KEY);

        var better = calls.begin(ANNA, KEY, BETTER_CALL);
        assertThat(better.fingerprint()).isEqualTo(BETTER_CALL);
        assertThat(better.isFirst()).as("nobody is on the way whose answer it could wait for").isTrue();
        assertThat(calls.begin(ANNA, KEY, CALL).fingerprint()).isEqualTo(BETTER_CALL);
    }

    @Test
    void what_was_sent_with_a_key_is_one_operation_also_after_the_key_was_freed() {
        var late = calls.begin(ANNA, KEY, CALL);
        calls.free(ANNA, KEY);

        assertThat(calls.begin(ANNA, KEY, CALL).operationId()).isEqualTo(late.operationId());
    }

    @Test
    void a_call_that_did_nothing_after_its_repeat_was_answered_does_not_free_the_key() {
        calls.begin(ANNA, KEY, CALL);
        calls.answered(ANNA, KEY, "the answer of the repeat");

        calls.free(ANNA, KEY);

        assertThat(calls.begin(ANNA, KEY, BETTER_CALL).fingerprint()).isEqualTo(CALL);
        assertThat(calls.find(ANNA, KEY)).get().extracting(IdempotentCalls.Call::answer)
                .isEqualTo("the answer of the repeat");
    }
}
