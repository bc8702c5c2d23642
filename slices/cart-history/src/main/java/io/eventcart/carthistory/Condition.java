package io.eventcart.carthistory;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import io.eventcart.cartsummary.CartView;

/** A condition over the view of a cart, in {@link ConditionLanguage}. Checked once, evaluated many times. */
final class Condition {
    private final Program program;

    private Condition(Program program) {
        this.program = program;
    }

    /** @throws InvalidCondition if it is not a condition over the view, or too large */
    static Condition of(String text) {
        return new Condition(ConditionLanguage.compile(text));
    }

    /** @return false also if it can't be evaluated, such as {@code lines[0].quantity > 1} of an empty cart */
    boolean holds(CartView view) {
        try {
            return Boolean.TRUE.equals(program.eval(new ViewVariables(view)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
