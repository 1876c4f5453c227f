package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrays are to PostgreSQL: rectangles of elements, an empty one without dimensions. */
final class ArrayValues {
    private ArrayValues() {}

    /** The length of each dimension; none of an empty array. */
    static List<Integer> sizes(List<EngineValue> items) {
        List<Integer> sizes = new ArrayList<>();
        List<EngineValue> inner = items;
        while (!inner.isEmpty()) {
            sizes.add(inner.size());
            if (!(inner.getFirst() instanceof EngineValue.ListOf list)) {
                break;
            }
            inner = list.items();
        }
        return sizes;
    }

    /** The elements of all dimensions, in order. */
    static List<EngineValue> leaves(List<EngineValue> items) {
        List<EngineValue> leaves = new ArrayList<>();
        for (EngineValue item : items) {
            if (item instanceof EngineValue.ListOf list) {
                leaves.addAll(leaves(list.items()));
            } else {
                leaves.add(item);
            }
        }
        return leaves;
    }

    /** The type of the elements of all dimensions; null for what is no list. */
    static @Nullable EngineType leaf(EngineType type) {
        EngineType element = element(type);
        if (element == null) {
            return null;
        }
        EngineType inner = leaf(element);
        return inner == null ? element : inner;
    }

    /** Of a list or an array of the engine's; null for anything else. */
    static @Nullable EngineType element(EngineType type) {
        return switch (type) {
            case EngineType.ListOf list -> list.element();
            case EngineType.ArrayOf array -> array.element();
            default -> null;
        };
    }

    /** The value as one of the type, where both are numbers; else as it is. */
    static EngineValue as(EngineValue value, EngineType type) {
        if (value instanceof EngineValue.Null) {
            return value;
        }
        BigDecimal number = number(value);
        if (number == null) {
            return value;
        }
        return switch (type) {
            case EngineType.Decimal decimal ->
                    new EngineValue.Decimal(
                            number.scale() < decimal.scale()
                                    ? number.setScale(decimal.scale())
                                    : number);
            case EngineType.Scalar scalar ->
                    switch (scalar.id()) {
                        case FLOAT -> new EngineValue.Float32(number.floatValue());
                        case DOUBLE -> new EngineValue.Float64(number.doubleValue());
                        case TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER ->
                                isLong(number) ? new EngineValue.Int(number.longValue()) : value;
                        default -> value;
                    };
            default -> value;
        };
    }

    private static boolean isLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
    }

    private static @Nullable BigDecimal number(EngineValue value) {
        return switch (value) {
            case EngineValue.Int(long number) -> BigDecimal.valueOf(number);
            case EngineValue.Hugeint(BigInteger number) -> new BigDecimal(number);
            case EngineValue.Decimal(BigDecimal number) -> number;
            case EngineValue.Float32(float number) when Float.isFinite(number) ->
                    new BigDecimal(Float.toString(number));
            case EngineValue.Float64(double number) when Double.isFinite(number) ->
                    new BigDecimal(Double.toString(number));
            default -> null;
        };
    }

    /** The type that holds numbers of both; null where one is no number, or they are the same. */
    static @Nullable EngineType wider(EngineType a, EngineType b) {
        int first = rank(a);
        int second = rank(b);
        if (first < 0 || second < 0) {
            return null;
        }
        if (a instanceof EngineType.Decimal one && b instanceof EngineType.Decimal other) {
            return new EngineType.Decimal(38, Math.max(one.scale(), other.scale()));
        }
        EngineType wider = first >= second ? a : b;
        return wider instanceof EngineType.Decimal decimal
                ? new EngineType.Decimal(38, decimal.scale())
                : wider;
    }

    private static int rank(EngineType type) {
        return switch (type) {
            case EngineType.Decimal decimal -> 4;
            case EngineType.Scalar scalar when scalar.alias() == null ->
                    switch (scalar.id()) {
                        case SMALLINT -> 1;
                        case INTEGER -> 2;
                        case BIGINT -> 3;
                        case FLOAT -> 5;
                        case DOUBLE -> 6;
                        default -> -1;
                    };
            default -> -1;
        };
    }
}
