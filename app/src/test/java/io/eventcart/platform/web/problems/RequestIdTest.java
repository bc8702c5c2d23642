package io.eventcart.platform.web.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.removeitem.RemoveItem;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class RequestIdTest {
    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void a_command_that_is_handled_on_another_thread_bears_the_id_of_its_request_and_its_cart() throws Exception {
        var cart = CartId.random();
        var command = new RemoveItem(cart, ShopperId.random(), ProductId.of("mug"), null);
        var seen = new AtomicReference<Map<String, String>>();

        new RequestId.OfCommand().handle(
                new DefaultUnitOfWork<>(new GenericCommandMessage<>(command, Map.of(MetaDataKeys.REQUEST_ID, "r-1"))),
                () -> {
                    seen.set(MDC.getCopyOfContextMap());
                    return "";
                });

        assertThat(seen.get()).isEqualTo(Map.of("requestId", "r-1", "cartId", cart.toString()));
        assertThat(MDC.get("requestId")).isNull();
    }

    @Test
    void an_answer_that_is_given_again_names_the_call_that_it_is_given_to() {
        MDC.put("requestId", "second");

        assertThat(RequestId.ofThisCall("{\"type\":\"/problems/cart-empty\",\"requestId\":\"first\"}"))
                .isEqualTo("{\"type\":\"/problems/cart-empty\",\"requestId\":\"second\"}");
        assertThat(RequestId.ofThisCall("{\"version\":2}")).isEqualTo("{\"version\":2}");
    }
}
