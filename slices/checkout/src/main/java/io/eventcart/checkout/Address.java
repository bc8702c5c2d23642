package io.eventcart.checkout;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A delivery address. All of it is personal data: it leaves the process only as an {@link
 * io.eventcart.platform.sliceapi.EncryptedField}.
 *
 * @param country ISO 3166-1 code, such as {@code DE}
 */
public record Address(@NotBlank @Size(max = 200) @PlainText String name,
        @NotBlank @Email @Size(max = 254) @PlainText String email,
        @NotBlank @Size(max = 200) @PlainText String street, @NotBlank @Size(max = 100) @PlainText String city,
        @NotBlank @Size(max = 20) @PlainText String postcode, @NotNull @CountryCode String country) {
    /** Hides the data from logs. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
