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
    private static final String OTHER_CALL = "fingerprint of another call";

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/web/V20261124.0003__idempotency.sql").build();
    private final IdempotentCalls calls = new IdempotentCalls(JdbcClient.create(database), Clock.systemUTC());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_repeated_call_has_the_operation_and_the_start_time_of_the_first() {
        var first = calls.begin(ANNA, KEY, CALL);

        var again = calls.begin(ANNA, KEY, CALL);

        assertThat(first.isFirst()).isTrue();
        assertThat(again.isFirst()).isFalse();
        assertThat(again.operationId()).isEqualTo(first.operationId());
        assertThat(again.begunAt()).isBeforeOrEqualTo(first.begunAt());
    }

    @Test
    void the_key_of_a_call_that_did_nothing_can_be_used_for_another_call() {
        calls.begin(ANNA, KEY, CALL);

        calls.release(ANNA, KEY);

        var other = calls.begin(ANNA, KEY, OTHER_CALL);
        assertThat(other.fingerprint()).isEqualTo(OTHER_CALL);
        assertThat(other.isFirst()).as("there is no running call whose answer it could wait for").isTrue();
        assertThat(calls.begin(ANNA, KEY, CALL).fingerprint()).isEqualTo(OTHER_CALL);
    }

    @Test
    void all_calls_with_a_key_have_one_operation_also_after_its_release() {
        var late = calls.begin(ANNA, KEY, CALL);
        calls.release(ANNA, KEY);

        assertThat(calls.begin(ANNA, KEY, CALL).operationId()).isEqualTo(late.operationId());
    }

    @Test
    void a_key_with_an_answer_is_not_released() {
        calls.begin(ANNA, KEY, CALL);
        calls.answered(ANNA, KEY, "the answer of the repeat");

        calls.release(ANNA, KEY);

        assertThat(calls.begin(ANNA, KEY, OTHER_CALL).fingerprint()).isEqualTo(CALL);
        assertThat(calls.find(ANNA, KEY)).get().extracting(IdempotentCalls.Call::answer)
                .isEqualTo("the answer of the repeat");
    }
}
