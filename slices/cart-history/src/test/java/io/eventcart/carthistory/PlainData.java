package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** For carts without personal data. */
final class PlainData implements PersonalData {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING)).build();

    @Override
    public JsonNode readable(DomainEvent event) {
        return JSON.valueToTree(event);
    }

    @Override
    public JsonNode readable(JsonNode data, String type, String id) {
        return data;
    }

    @Override
    public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
        throw new UnsupportedOperationException("nothing is personal here");
    }

    @Override
    public Optional<Instant> keyMadeAt(UUID shopper) {
        return Optional.empty();
    }

    @Override
    public void erase(UUID shopper) {
        throw new UnsupportedOperationException("nothing is personal here");
    }
}
