package io.eventcart.carthistory;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import io.eventcart.cartsummary.CartView;

/** A condition over the view of a cart, in {@link ConditionLanguage}, checked once and ready to be asked often. */
final class Condition {
    private final Program program;

    private Condition(Program program) {
        this.program = program;
    }

    /** @throws InvalidCondition if it is not a condition over the view, or too large */
    static Condition of(String text) {
        return new Condition(ConditionLanguage.compile(text));
    }

    /** @return false also where it can't be told, such as {@code lines[0].quantity > 1} of an empty cart */
    boolean holds(CartView view) {
        try {
            return Boolean.TRUE.equals(program.eval(new ViewVariables(view)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
