package io.eventcart.carthistory;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/** Comparisons that CEL lacks: amounts of money with each other, and with numbers in a condition. */
enum AmountComparison {
    LESS("_<_"), LESS_OR_EQUAL("_<=_"), GREATER("_>_"), GREATER_OR_EQUAL("_>=_"), EQUAL("_==_"), NOT_EQUAL("_!=_");

    static final CelType AMOUNT = OpaqueType.create("amount");

    private final String operator;

    AmountComparison(String operator) {
        this.operator = operator;
    }

    private static boolean holds(Amount left, AmountComparison comparison, Amount right) {
        var sign = left.compareTo(right);
        return switch (comparison) {
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
        };
    }

    /** The operand types that the operator takes. */
    private record Sides(CelType left, Class<?> leftClass, CelType right, Class<?> rightClass) {
        static final Sides AMOUNTS = new Sides(AMOUNT, Amount.class, AMOUNT, Amount.class);
        static final List<Sides> AMOUNT_AND_NUMBER = List.of(
                new Sides(AMOUNT, Amount.class, SimpleType.INT, Long.class),
                new Sides(SimpleType.INT, Long.class, AMOUNT, Amount.class),
                new Sides(AMOUNT, Amount.class, SimpleType.DOUBLE, Double.class),
                new Sides(SimpleType.DOUBLE, Double.class, AMOUNT, Amount.class));
    }

    CelFunctionDecl declaration() {
        return CelFunctionDecl.newFunctionDeclaration(operator, sides().stream()
                .map(sides -> CelOverloadDecl.newGlobalOverload(id(sides), SimpleType.BOOL, sides.left, sides.right))
                .toList());
    }

    List<CelFunctionBinding> bindings() {
        var comparison = this;
        return sides().stream()
                .map(sides -> CelFunctionBinding.from(id(sides), ImmutableList.of(sides.leftClass, sides.rightClass),
                        arguments -> holds(Amount.of(arguments[0]), comparison, Amount.of(arguments[1]))))
                .toList();
    }

    /** CEL's own {@code ==} already compares two amounts. */
    private List<Sides> sides() {
        var sides = new ArrayList<>(Sides.AMOUNT_AND_NUMBER);
        if (this != EQUAL && this != NOT_EQUAL) {
            sides.add(Sides.AMOUNTS);
        }
        return sides;
    }

    private String id(Sides sides) {
        return operator + "/" + sides.left.name() + "/" + sides.right.name();
    }
}
