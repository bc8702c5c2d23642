package io.eventcart.sharedkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class IdsTest {
    private static final String UUID_TEXT = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";

    @Test
    void a_uuid_names_a_cart_and_a_shopper() {
        assertThat(CartId.of(UUID_TEXT)).isEqualTo(new CartId(UUID.fromString(UUID_TEXT))).hasToString(UUID_TEXT);
        assertThat(ShopperId.of(UUID_TEXT)).isEqualTo(new ShopperId(UUID.fromString(UUID_TEXT)))
                .hasToString(UUID_TEXT);
    }

    @Test
    void a_uuid_in_capitals_names_the_same_cart() {
        assertThat(CartId.of("3F0C1C52-6A39-4F0E-9A44-0D6F5A4A9B11")).isEqualTo(CartId.of(UUID_TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "1-1-1-1-1",
            "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b1",
            "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b112",
            "3f0c1c526a394f0e9a440d6f5a4a9b11",
            " 3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b1",
            "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b1g",
            "{3f0c1c52-6a39-4f0e-9a44-d6f5a4a9b11}"})
    void a_text_that_is_no_uuid_names_neither_a_cart_nor_a_shopper(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CartId.of(text)).withMessageContaining("is not a UUID");
        assertThatIllegalArgumentException().isThrownBy(() -> ShopperId.of(text))
                .withMessageContaining("is not a UUID");
    }

    /** Texts of 36 characters that {@link UUID#fromString} reads as {@link #UUID_TEXT}. */
    @ParameterizedTest
    @ValueSource(strings = {
            "3f0c1c52-16a39-4f0e-9a44-d6f5a4a9b11",
            "03f0c1c52-6a39-4f0e-9a44-d6f5a4a9b11",
            "3f0c1c52-6a39-4f0e-9a44-+d6f5a4a9b11"})
    void two_texts_that_differ_beyond_capitals_never_name_the_same_cart(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CartId.of(text));
    }

    @Test
    void random_ids_differ() {
        assertThat(CartId.random()).isNotEqualTo(CartId.random());
        assertThat(ShopperId.random()).isNotEqualTo(ShopperId.random());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "SKU-1.5_x", "..",
            "1234567890123456789012345678901234567890123456789012345678901234"})
    void a_product_is_named_by_1_to_64_letters_digits_dots_underscores_and_hyphens(String text) {
        assertThat(ProductId.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a%2F", "ä", "٣", "a\n", "a\u0000", "a,b", "<a>",
            "12345678901234567890123456789012345678901234567890123456789012345"})
    void nothing_else_names_a_product(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProductId.of(text))
                .withMessageContaining("1 to 64 letters");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProductId(text));
    }

    @Test
    void ids_are_plain_texts_in_json() {
        record Ids(CartId cart, ShopperId shopper, ProductId product) {}
        var ids = new Ids(CartId.of(UUID_TEXT), ShopperId.of(UUID_TEXT), ProductId.of("apple"));
        var json = new JsonMapper();

        var text = json.writeValueAsString(ids);

        assertThat(text).isEqualTo(
                "{\"cart\":\"" + UUID_TEXT + "\",\"shopper\":\"" + UUID_TEXT + "\",\"product\":\"apple\"}");
        assertThat(json.readValue(text, Ids.class)).isEqualTo(ids);
    }
}
