package io.eventcart.carthistory;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;
import static io.eventcart.carthistory.AmountComparison.AMOUNT;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the Common Expression Language, <a href="https://cel.dev">CEL</a>, that conditions are written in: the fields of the
 * view, literals, comparisons, {@code && || ! ?: in}, {@code []}, {@code size(…)} and {@code timestamp("…")}. There are no loops,
 * types, arithmetic or other functions, so the time to evaluate one state is proportional to the length of the text.
 */
final class ConditionLanguage {
    /** In characters. */
    static final int MAX_LENGTH = 1000;

    private static final int MAX_DEPTH = 32;
    private static final CelOptions OPTIONS = CelOptions.current().maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH).maxParseErrorRecoveryLimit(1).enableComprehension(false)
            .enableHeterogeneousNumericComparisons(true).build();

    private static final StructType MONEY = struct("money", ImmutableMap.of("amount", AMOUNT, "currency", STRING));
    private static final StructType LINE = struct("line",
            ImmutableMap.of("productId", STRING, "name", STRING, "quantity", INT,
                    "unitPrice", MONEY, "lineTotal", MONEY));
    /** The variables that {@link ViewVariables} resolves. */
    private static final Map<String, CelType> VIEW = Map.of("cartId", STRING, "status", STRING, "lines",
            ListType.create(LINE), "itemCount", INT, "total", MONEY, "version", INT, "createdAt", TIMESTAMP,
            "updatedAt",
            TIMESTAMP, "checkedOutAt", NullableType.create(TIMESTAMP), "quantities", MapType.create(STRING, INT));

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS)
            .addFunctionBindings(Arrays.stream(AmountComparison.values())
                    .flatMap(comparison -> comparison.bindings().stream()).toList())
            .build();

    private ConditionLanguage() {}

    /** @throws InvalidCondition if the text is not of this language, not about the view, or neither true nor false */
    static CelRuntime.Program compile(String text) {
        try {
            var parsed = COMPILER.parse(text).getAst();
            rejectUnsupported(parsed);
            return RUNTIME.createProgram(COMPILER.check(parsed).getAst());
        } catch (CelValidationException e) {
            throw invalid(e.getErrors().getFirst());
        } catch (CelEvaluationException e) {
            throw new InvalidCondition(1, 1, "it can't be evaluated");
        }
    }

    private static CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().includeFunctions(
                        StandardFunction.LOGICAL_AND, StandardFunction.LOGICAL_OR, StandardFunction.LOGICAL_NOT,
                        StandardFunction.CONDITIONAL, StandardFunction.EQUALS, StandardFunction.NOT_EQUALS,
                        StandardFunction.LESS, StandardFunction.LESS_EQUALS, StandardFunction.GREATER,
                        StandardFunction.GREATER_EQUALS, StandardFunction.IN, StandardFunction.INDEX,
                        StandardFunction.SIZE, StandardFunction.TIMESTAMP).build())
                .addFunctionDeclarations(Arrays.stream(AmountComparison.values()).map(AmountComparison::declaration)
                        .toList())
                .setTypeProvider(new Structs()).setResultType(BOOL);
        VIEW.forEach(builder::addVar);
        return builder.build();
    }

    /** Rejects what CEL's grammar allows and no option disables: type names and constructed values. */
    private static void rejectUnsupported(CelAbstractSyntaxTree parsed) throws CelValidationException {
        for (var node : (Iterable<CelExpr>) CelNavigableAst.fromAst(parsed).getRoot().allNodes()
                .map(navigable -> navigable.expr())::iterator) {
            var fault = switch (node.exprKind().getKind()) {
                case IDENT -> VIEW.containsKey(node.ident().name())
                        ? null
                        : "a cart's view has no '" + node.ident().name() + "'";
                case CONSTANT -> switch (node.constant().getKind()) {
                    case DOUBLE_VALUE -> Double.isFinite(node.constant().doubleValue()) ? null : "too large a number";
                    case BYTES_VALUE, UINT64_VALUE -> "a condition knows whole and decimal numbers and texts only";
                    default -> null;
                };
                case CALL -> node.call().function().equals("timestamp")
                        ? timestampFault(node.call().args())
                        : null;
                case SELECT, LIST -> null;
                default -> "a condition can't make values or loop";
            };
            if (fault != null) {
                var source = parsed.getSource();
                var offset = source.getPositionsMap().getOrDefault(node.id(), 0);
                var location = source.getOffsetLocation(offset).orElseThrow();
                throw new InvalidCondition(location.getLine(), location.getColumn() + 1, fault);
            }
        }
    }

    /** Checked before any cart is read, also where no cart would evaluate it. */
    private static @Nullable String timestampFault(List<CelExpr> arguments) {
        return arguments.size() == 1 && arguments.getFirst().exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && arguments.getFirst().constant().getKind() == CelConstant.Kind.STRING_VALUE
                && isInstant(arguments.getFirst().constant().stringValue())
                        ? null
                        : "timestamp takes an instant in quotes, such as '2026-11-24T12:00:00Z'";
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return Character.isDigit(text.charAt(0)); // CEL takes no year of more than four digits.
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** CEL counts columns from 0, and gives no location for a text that is too long. */
    private static InvalidCondition invalid(CelIssue issue) {
        var location = issue.getSourceLocation();
        return new InvalidCondition(Math.max(1, location.getLine()), Math.max(0, location.getColumn()) + 1,
                issue.getMessage().replaceAll(" \\((in container|candidates:).*| expecting .*", "")
                        .replaceAll("For input string: .*", "too large a number").strip());
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static final class Structs implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(MONEY, LINE);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return types().stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
