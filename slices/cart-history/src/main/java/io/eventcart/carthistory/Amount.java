package io.eventcart.carthistory;

import java.math.BigDecimal;

/**
 * An amount of money in a condition. 12.50 equals 12.5; the comparison is decimal, never binary.
 *
 * @param value without trailing zeros
 */
record Amount(BigDecimal value) implements Comparable<Amount> {
    static Amount of(BigDecimal value) {
        return new Amount(value.stripTrailingZeros());
    }

    /**
     * @param literal of a condition: a whole or a decimal number. A double is read by its shortest text, which is exact up to 15
     *     digits
     */
    static Amount of(Object literal) {
        return switch (literal) {
            case Amount amount -> amount;
            case Long whole -> of(BigDecimal.valueOf(whole));
            case Double decimal -> of(BigDecimal.valueOf(decimal));
            default -> throw new IllegalArgumentException("is not a number");
        };
    }

    @Override
    public int compareTo(Amount other) {
        return value.compareTo(other.value);
    }
}
