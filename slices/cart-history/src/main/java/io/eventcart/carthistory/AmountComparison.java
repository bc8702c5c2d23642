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
    private record Operands(CelType left, Class<?> leftClass, CelType right, Class<?> rightClass) {
        static final Operands AMOUNTS = new Operands(AMOUNT, Amount.class, AMOUNT, Amount.class);
        static final List<Operands> AMOUNT_AND_NUMBER = List.of(
                new Operands(AMOUNT, Amount.class, SimpleType.INT, Long.class),
                new Operands(SimpleType.INT, Long.class, AMOUNT, Amount.class),
                new Operands(AMOUNT, Amount.class, SimpleType.DOUBLE, Double.class),
                new Operands(SimpleType.DOUBLE, Double.class, AMOUNT, Amount.class));
    }

    CelFunctionDecl declaration() {
        return CelFunctionDecl.newFunctionDeclaration(operator, operands().stream()
                .map(operands -> CelOverloadDecl.newGlobalOverload(id(operands), SimpleType.BOOL, operands.left,
                        operands.right))
                .toList());
    }

    List<CelFunctionBinding> bindings() {
        var comparison = this;
        return operands().stream()
                .map(operands -> CelFunctionBinding.from(id(operands),
                        ImmutableList.of(operands.leftClass, operands.rightClass),
                        arguments -> holds(Amount.of(arguments[0]), comparison, Amount.of(arguments[1]))))
                .toList();
    }

    /** CEL's own {@code ==} already compares two amounts. */
    private List<Operands> operands() {
        var operands = new ArrayList<>(Operands.AMOUNT_AND_NUMBER);
        if (this != EQUAL && this != NOT_EQUAL) {
            operands.add(Operands.AMOUNTS);
        }
        return operands;
    }

    private String id(Operands operands) {
        return operator + "/" + operands.left.name() + "/" + operands.right.name();
    }
}
