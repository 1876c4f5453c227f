package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.List;
import java.util.function.BiFunction;

/** The predicates of a path, in three-valued logic. */
final class PathPredicates {
    enum Truth {
        TRUE,
        FALSE,
        UNKNOWN;

        static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    private final PathRun run;

    PathPredicates(PathRun run) {
        this.run = run;
    }

    Truth test(PathNode.Predicate predicate, Jsonb item) {
        return switch (predicate) {
            case PathNode.And and -> {
                Truth left = test(and.left(), item);
                Truth right = left == Truth.FALSE ? left : test(and.right(), item);
                yield right == Truth.TRUE ? left : right;
            }
            case PathNode.Or or -> {
                Truth left = test(or.left(), item);
                Truth right = left == Truth.TRUE ? left : test(or.right(), item);
                yield right == Truth.FALSE ? left : right;
            }
            case PathNode.Not not ->
                    switch (test(not.operand(), item)) {
                        case TRUE -> Truth.FALSE;
                        case FALSE -> Truth.TRUE;
                        case UNKNOWN -> Truth.UNKNOWN;
                    };
            case PathNode.IsUnknown unknown ->
                    Truth.of(test(unknown.operand(), item) == Truth.UNKNOWN);
            case PathNode.Exists exists -> exists(exists.operand(), item);
            case PathNode.Comparison comparison ->
                    pairs(
                            () -> run.unwrapped(comparison.left(), item),
                            () -> run.unwrapped(comparison.right(), item),
                            (left, right) -> compare(comparison.operator(), left, right));
            case PathNode.StartsWith starts ->
                    pairs(
                            () -> run.unwrapped(starts.whole(), item),
                            () -> run.list(starts.beginning(), item),
                            PathPredicates::startsWith);
            case PathNode.LikeRegex like ->
                    pairs(
                            () -> run.unwrapped(like.operand(), item),
                            () -> List.of(JsonbValues.NULL),
                            (left, right) ->
                                    left instanceof Jsonb.Str string
                                            ? Truth.of(
                                                    like.pattern().matcher(string.value()).find())
                                            : Truth.UNKNOWN);
        };
    }

    private Truth exists(PathNode operand, Jsonb item) {
        try {
            return Truth.of(run.finds(operand, item));
        } catch (PathFailure e) {
            return Truth.UNKNOWN;
        }
    }

    @FunctionalInterface
    private interface Items {
        List<Jsonb> find();
    }

    /** Whether some pair holds; in strict mode no pair may be unknown. */
    private Truth pairs(Items lefts, Items rights, BiFunction<Jsonb, Jsonb, Truth> holds) {
        boolean unknown = false;
        boolean found = false;
        try {
            List<Jsonb> left = lefts.find();
            List<Jsonb> right = rights.find();
            for (Jsonb first : left) {
                for (Jsonb second : right) {
                    Truth truth = holds.apply(first, second);
                    if (truth == Truth.UNKNOWN && !run.isLax()) {
                        return truth;
                    }
                    if (truth == Truth.TRUE && run.isLax()) {
                        return truth;
                    }
                    unknown |= truth == Truth.UNKNOWN;
                    found |= truth == Truth.TRUE;
                }
            }
        } catch (PathFailure e) {
            return Truth.UNKNOWN;
        }
        return found ? Truth.TRUE : unknown ? Truth.UNKNOWN : Truth.FALSE;
    }

    private static Truth startsWith(Jsonb whole, Jsonb beginning) {
        return whole instanceof Jsonb.Str string && beginning instanceof Jsonb.Str prefix
                ? Truth.of(string.value().startsWith(prefix.value()))
                : Truth.UNKNOWN;
    }

    private static Truth compare(String operator, Jsonb left, Jsonb right) {
        if (left.kind() != right.kind()) {
            boolean withNull = left instanceof Jsonb.Null || right instanceof Jsonb.Null;
            return withNull ? Truth.of(operator.equals("!=")) : Truth.UNKNOWN;
        }
        if (!left.isScalar()) {
            return Truth.UNKNOWN;
        }
        int order = JsonbComparison.compare(left, right);
        return Truth.of(
                switch (operator) {
                    case "==" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }
}
