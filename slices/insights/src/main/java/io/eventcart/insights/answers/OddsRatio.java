package io.eventcart.insights.answers;

import org.jspecify.annotations.Nullable;

/**
 * How much more often something comes before a checkout than before an abandonment, with its 95 % confidence interval by Woolf's
 * method: the logarithm of the ratio is about normally distributed, with the variance 1/a + 1/b + 1/c + 1/d.
 *
 * @param ratio null, as are the bounds, if one of the four numbers is 0
 * @param note why there is no ratio; null if there is one
 */
record OddsRatio(@Nullable Double ratio, @Nullable Double low, @Nullable Double high, @Nullable String note) {
    /** 95 % of a normal distribution lie within so many standard deviations. */
    private static final double DEVIATIONS = 1.96;

    /**
     * @param checkouts with the pattern, of all
     * @param abandonments with the pattern, of all
     */
    static OddsRatio of(long checkouts, long allCheckouts, long abandonments, long allAbandonments) {
        var note = note(checkouts, allCheckouts, abandonments, allAbandonments);
        if (note != null) {
            return new OddsRatio(null, null, null, note);
        }
        double a = checkouts;
        double b = abandonments;
        double c = allCheckouts - checkouts;
        double d = allAbandonments - abandonments;
        var ratio = a * d / (b * c);
        var reach = DEVIATIONS * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        return new OddsRatio(ratio, Math.exp(Math.log(ratio) - reach), Math.exp(Math.log(ratio) + reach), null);
    }

    private static @Nullable String note(long checkouts, long allCheckouts, long abandonments, long allAbandonments) {
        if (allAbandonments == 0) {
            return "No cart was left at all, so there is no ratio.";
        } else if (allCheckouts == 0) {
            return "No cart was checked out at all, so there is no ratio.";
        } else if (abandonments == 0) {
            return "No cart was left after this pattern, so there is no ratio.";
        } else if (checkouts == 0) {
            return "No cart was checked out after this pattern, so there is no ratio.";
        } else if (checkouts == allCheckouts) {
            return "No cart was checked out after another pattern, so there is no ratio.";
        }
        return abandonments == allAbandonments ? "No cart was left after another pattern, so there is no ratio." : null;
    }
}
