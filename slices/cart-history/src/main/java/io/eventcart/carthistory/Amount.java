package io.eventcart.carthistory;

import java.math.BigDecimal;

/**
 * An amount of money in a condition: 12.50 and 12.5 are the same, and no binary fraction comes in between.
 *
 * @param value without zeros at its end
 */
record Amount(BigDecimal value) implements Comparable<Amount> {
    static Amount of(BigDecimal value) {
        return new Amount(value.stripTrailingZeros());
    }

    /**
     * @param literal of a condition: a whole number, or a decimal one; the shortest text of such a double is the number that was
     *     written, up to 15 digits
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
