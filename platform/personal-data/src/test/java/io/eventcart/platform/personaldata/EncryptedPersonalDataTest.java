package io.eventcart.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.EncryptedField.Place;
import io.eventcart.platform.sliceapi.PersonErased;
import io.eventcart.platform.sliceapi.Uuids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Sealed data")
class EncryptedPersonalDataTest {
    private static final UUID ANNA = Uuids.parse("a11a0000-0000-4000-8000-000000000001");
    private static final UUID BEN = Uuids.parse("be110000-0000-4000-8000-000000000002");
    private static final String TYPE = "cart.cart-checked-out";
    private static final String CART = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
    private static final Place PLACE = new Place(TYPE, CART, "deliverTo");
    private static final Map<String, String> ADDRESS = Map.of("city", "Ulm");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path root;

    private EncryptedPersonalData personal;

    @BeforeEach
    void open() {
        var master = MasterKey.of(new byte[AesGcm.KEY_BYTES]);
        personal = new EncryptedPersonalData(
                new PersonKeys(new KeyFolder(root, master.id()), master, Clock.fixed(NOON, ZoneOffset.UTC)), json);
    }

    private ObjectNode event(EncryptedField<?> encrypted) {
        return json.createObjectNode().put("cartId", CART).set("deliverTo", json.valueToTree(encrypted));
    }

    private JsonNode opened(ObjectNode event) {
        return personal.readable(event, TYPE, CART).path("deliverTo");
    }

    @Test
    @DisplayName("can be decrypted where it belongs, and is unreadable before")
    void opens() {
        var event = event(personal.encrypt(ANNA, ADDRESS, PLACE));

        assertThat(event.toString()).doesNotContain("Ulm").contains("sealedFor", ANNA.toString());
        assertThat(personal.readable(event, TYPE, CART).toString())
                .isEqualTo("{\"cartId\":\"" + CART + "\",\"deliverTo\":{\"city\":\"Ulm\"}}");
        assertThat(event.path("deliverTo").has("sealedFor")).as("what was given is not changed").isTrue();
    }

    @Test
    @DisplayName("has a nonce of its own each time")
    void hasAFreshNonce() {
        var first = personal.encrypt(ANNA, ADDRESS, PLACE);
        var second = personal.encrypt(ANNA, ADDRESS, PLACE);

        assertThat(first.nonce()).isNotEqualTo(second.nonce());
        assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    }

    @Test
    @DisplayName("opens after a restart")
    void opensAfterARestart() {
        var event = event(personal.encrypt(ANNA, ADDRESS, PLACE));

        open();

        assertThat(opened(event)).isEqualTo(json.valueToTree(ADDRESS));
    }

    @Test
    @DisplayName("is erased with its key, and nothing else is")
    void isErased() {
        var annas = event(personal.encrypt(ANNA, ADDRESS, PLACE));
        var bens = event(personal.encrypt(BEN, ADDRESS, PLACE));

        personal.erase(ANNA);
        personal.erase(ANNA);

        assertThat(opened(annas).toString()).isEqualTo("{\"erased\":true}");
        assertThat(opened(bens)).isEqualTo(json.valueToTree(ADDRESS));
        assertThat(personal.keyMadeAt(ANNA)).isEmpty();
        assertThat(personal.keyMadeAt(BEN)).contains(NOON);
    }

    @Test
    @DisplayName("is not made for who was erased, after a restart neither, with or without a key before")
    void isNotMadeForTheErased() {
        personal.encrypt(ANNA, ADDRESS, PLACE);
        personal.erase(ANNA);
        personal.erase(BEN);
        open();

        assertThatExceptionOfType(PersonErased.class).isThrownBy(() -> personal.encrypt(ANNA, ADDRESS, PLACE));
        assertThatExceptionOfType(PersonErased.class).isThrownBy(() -> personal.encrypt(BEN, ADDRESS, PLACE));
    }

    @Test
    @DisplayName("that was changed is unreadable, and takes nothing else with it")
    void isBoundToItsBytes() {
        var encrypted = personal.encrypt(ANNA, ADDRESS, PLACE);

        for (var changed : new EncryptedField<?>[]{
                new EncryptedField<>(ANNA, flipped(encrypted.nonce()), encrypted.ciphertext()),
                new EncryptedField<>(ANNA, encrypted.nonce(), flipped(encrypted.ciphertext())),
                new EncryptedField<>(ANNA, encrypted.nonce(), ""),
                new EncryptedField<>(ANNA, "", encrypted.ciphertext()),
                new EncryptedField<>(ANNA, encrypted.nonce(), "not Base64!")}) {
            var readable = personal.readable(event(changed), TYPE, CART);
            assertThat(readable.path("deliverTo").toString()).isEqualTo("{\"unreadable\":true}");
            assertThat(readable.path("cartId").asString()).isEqualTo(CART);
        }
    }

    @Test
    @DisplayName("that was moved to another cart, event, field or shopper is unreadable there")
    void isBoundToItsPlace() {
        personal.encrypt(BEN, ADDRESS, PLACE);
        var encrypted = personal.encrypt(ANNA, ADDRESS, PLACE);
        var event = event(encrypted);

        assertThat(personal.readable(event, TYPE, "another cart").at("/deliverTo/unreadable").asBoolean()).isTrue();
        assertThat(personal.readable(event, "another.event", CART).at("/deliverTo/unreadable").asBoolean()).isTrue();
        event.set("billTo", event.get("deliverTo"));
        assertThat(personal.readable(event, TYPE, CART).at("/billTo/unreadable").asBoolean()).isTrue();
        assertThat(opened(event(new EncryptedField<>(BEN, encrypted.nonce(), encrypted.ciphertext()))).toString())
                .isEqualTo("{\"unreadable\":true}");
    }

    @Test
    @DisplayName("whose key is lost is unreadable, which is not erased")
    void distinguishesALostKeyFromAnErasedOne() throws Exception {
        var event = event(personal.encrypt(ANNA, ADDRESS, PLACE));
        try (var files = Files.walk(root)) {
            for (var key : files.filter(file -> file.endsWith(ANNA.toString())).toList()) {
                Files.delete(key);
            }
        }

        assertThat(opened(event).toString()).isEqualTo("{\"unreadable\":true}");
    }

    @Test
    @DisplayName("an event without any is shown as it is")
    void leavesTheRest() {
        var event = json.createObjectNode().put("cartId", CART).putNull("deliverTo");

        assertThat(personal.readable(event, TYPE, CART)).isEqualTo(event);
    }

    private static String flipped(String base64) {
        var bytes = Base64.getDecoder().decode(base64);
        bytes[0] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
