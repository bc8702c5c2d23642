package io.eventcart.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ShopperId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectionRecorderTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");

    @TempDir
    Path dataDir;

    private AuditDatabase database;
    private RejectionRecorder rejections;
    private long before;
    private @Nullable EncryptedField<String> deliverTo;

    private record Touch(CartId cartId, ShopperId shopperId, @Nullable EncryptedField<String> deliverTo)
            implements
                CartCommand<CartVersion> {}

    @BeforeEach
    void open() {
        database = new AuditDatabase(dataDir);
        rejections = new RejectionRecorder(database.jdbc, database.json, Clock.systemUTC(), 2_000);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void refuse(String actor) {
        CommandMessage<Touch> command = new GenericCommandMessage<>(new Touch(CART, ANNA, deliverTo),
                Map.of(MetaDataKeys.ACTOR, actor));
        var unitOfWork = DefaultUnitOfWork.startAndGet(command);
        unitOfWork.registerCorrelationDataProvider(message -> Map.of(MetaDataKeys.ACTOR, actor, MetaDataKeys.COMMAND,
                "Touch"));
        assertThatThrownBy(() -> rejections.handle(unitOfWork, () -> {
            throw new CartAlreadyCheckedOut(CART);
        })).isInstanceOf(CartAlreadyCheckedOut.class);
        assertThat(recorded()).as("not before the unit of work has rolled back").isEqualTo(before);
        unitOfWork.rollback();
        before = recorded();
    }

    private long recorded() {
        return Objects.requireNonNull(
                database.jdbc.queryForObject("SELECT COUNT(*) FROM rejected_command", Long.class));
    }

    @Test
    void a_refused_command_is_recorded_once_it_has_rolled_back() {
        refuse("shopper:" + ANNA);

        assertThat(database.jdbc.queryForMap("SELECT * FROM rejected_command"))
                .containsEntry("ACTOR", "shopper:" + ANNA).containsEntry("COMMAND", "Touch")
                .containsEntry("CART_ID", CART.toString()).containsEntry("PROBLEM", "cart-checked-out");
    }

    @Test
    void personal_data_of_a_rejected_command_is_not_stored_not_even_encrypted() {
        deliverTo = new EncryptedField<>(ANNA.value(), "b", "d");

        refuse("shopper:" + ANNA);

        assertThat(database.jdbc.queryForObject("SELECT command_fields FROM rejected_command", String.class))
                .isEqualTo("""
                        {"cartId":"%s","shopperId":"%s","deliverTo":{"notKept":true}}""".formatted(CART, ANNA));
    }

    @Test
    void one_shopper_can_t_fill_the_disk() {
        for (var n = 0; n < 1_005; n++) {
            refuse("shopper:" + ANNA);
        }
        assertThat(recorded()).isEqualTo(1_000);
    }

    @Test
    void of_all_the_newest_are_kept() {
        for (var n = 0; n < 4_000; n++) {
            refuse("import");
        }
        assertThat(recorded()).isEqualTo(2_000);
        assertThat(database.jdbc.queryForObject("SELECT MIN(id) FROM rejected_command", Long.class)).isEqualTo(2_001);
    }

    @Test
    void a_table_that_can_t_be_written_does_not_change_the_answer() {
        database.jdbc.execute("DROP TABLE rejected_command");
        CommandMessage<Touch> command = new GenericCommandMessage<>(new Touch(CART, ANNA, deliverTo));
        var unitOfWork = DefaultUnitOfWork.startAndGet(command);

        assertThatThrownBy(() -> rejections.handle(unitOfWork, () -> {
            throw new CartAlreadyCheckedOut(CART);
        })).isInstanceOf(CartAlreadyCheckedOut.class);

        unitOfWork.rollback();
    }
}
