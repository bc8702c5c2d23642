package io.eventcart.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void a_complete_address_is_accepted() {
        assertThat(faults(new Address("Anna Sample", "anna@example.org", "1 Way", "Ulm", "89073", "DE"))).isEmpty();
    }

    @Test
    void what_is_left_blank_is_named() {
        assertThat(faults(new Address("", " ", "", "", "", ""))).containsExactlyInAnyOrder("name", "email", "email",
                "street", "city", "postcode", "country");
    }

    @Test
    void what_is_too_long_is_named() {
        assertThat(faults(new Address("n".repeat(201), "a".repeat(64) + "@" + "b".repeat(190), "s".repeat(201),
                "c".repeat(101), "p".repeat(21), "DEU")))
                .contains("name", "email", "street", "city", "postcode", "country");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jos\u00e9 \u00d1u\u00f1ez-O\u2019Hara", "\u5c71\u7530\u592a\u90ce",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "Nr. 7 / 2. OG"})
    void every_language_is_accepted(String text) {
        assertThat(faults(new Address(text, "anna@example.org", text, text, text, "DE"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\tb", "\0", "a\u0085b", "a\u2028b", "turned \u202e round", "\u2066a\u2069",
            "a\u200fb",
            "a\u061cb", "\ufeffa", "\ud800", "a\uffffb", "\u0378"})
    void invisible_and_direction_characters_are_rejected(String text) {
        assertThat(faults(new Address(text, "anna@example.org", text, text, text, "DE")))
                .containsExactlyInAnyOrder("name", "street", "city", "postcode");
        assertThat(faults(new Address("Anna", "a" + text + "@example.org", "1 Way", "Ulm", "89073", "DE")))
                .contains("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "US", "NZ", "GB"})
    void a_country_is_named_by_its_code(String code) {
        assertThat(VALIDATOR.validateValue(Address.class, "country", code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "DEU", "XX", "ZZ", "SU", "UK", "", "D", "Germany"})
    void what_names_no_country_of_today_is_refused(String code) {
        assertThat(VALIDATOR.validateValue(Address.class, "country", code)).isNotEmpty();
    }

    @Test
    void an_address_says_nothing_of_itself_to_a_log() {
        assertThat(new Address("Anna Sample", "anna@example.org", "1 Way", "Ulm", "89073", "DE")).hasToString(
                "Address[…]");
    }

    private static List<String> faults(Address address) {
        return VALIDATOR.validate(address).stream().map(ConstraintViolation::getPropertyPath).map(Object::toString)
                .toList();
    }
}
