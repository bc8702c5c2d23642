package io.eventcart.carthistory;

import io.eventcart.sharedkernel.PersonalData;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.Sealed;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** For carts in which nothing is personal. */
final class PlainData implements PersonalData {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING)).build();

    @Override
    public JsonNode readable(RecordedEvent recorded) {
        return JSON.valueToTree(recorded.event());
    }

    @Override
    public JsonNode readable(JsonNode data, String type, String id) {
        return data;
    }

    @Override
    public <T> Sealed<T> seal(ShopperId owner, T value, Sealed.Place place) {
        throw new UnsupportedOperationException("nothing is personal here");
    }

    @Override
    public Optional<Instant> keyMadeAt(ShopperId shopper) {
        return Optional.empty();
    }

    @Override
    public void erase(ShopperId shopper) {
        throw new UnsupportedOperationException("nothing is personal here");
    }
}
