package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The methods of items in a path, and arithmetic that PostgreSQL does in its own way. */
final class PathMethods {
    private static final int LEAST_QUOTIENT_DIGITS = 16;
    private static final int MAX_SCALE = 1_000;
    private static final Pattern DOUBLE =
            Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    private PathMethods() {}

    /**
     * @param lenient whether what is no array has a size of one
     * @param whole whether the item is the whole value
     */
    static void apply(
            String method, Jsonb item, boolean lenient, boolean whole, Consumer<Jsonb> next) {
        switch (method) {
            case "type" -> next.accept(new Jsonb.Str(item.kind().label()));
            case "size" -> next.accept(size(item, lenient));
            case "double" -> next.accept(doubleOf(item));
            case "keyvalue" -> keyValue(item, whole, next);
            default -> next.accept(Jsonb.number(rounded(method, item)));
        }
    }

    private static Jsonb size(Jsonb item, boolean lenient) {
        if (item instanceof Jsonb.Array array) {
            return Jsonb.number(array.elements().size());
        }
        if (lenient) {
            return Jsonb.number(1);
        }
        throw new PathFailure(
                SqlState.SQL_JSON_ARRAY_NOT_FOUND,
                "jsonpath item method .size() can only be applied to an array");
    }

    private static BigDecimal rounded(String method, Jsonb item) {
        if (!(item instanceof Jsonb.Num number)) {
            throw new PathFailure(
                    SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                    "jsonpath item method .%s() can only be applied to a numeric value"
                            .formatted(method));
        }
        BigDecimal value = number.value();
        return switch (method) {
            case "abs" -> value.abs();
            case "floor" -> value.setScale(0, RoundingMode.FLOOR);
            default -> value.setScale(0, RoundingMode.CEILING);
        };
    }

    private static Jsonb doubleOf(Jsonb item) {
        return switch (item) {
            case Jsonb.Num number -> ofDouble(number.value().doubleValue(), "numeric argument");
            case Jsonb.Str string -> {
                if (!DOUBLE.matcher(string.value()).matches()) {
                    throw new PathFailure(
                            SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                            "string argument of jsonpath item method .double() is not a valid"
                                    + " representation of a double precision number");
                }
                yield ofDouble(Double.parseDouble(string.value()), "string argument");
            }
            case Jsonb.Null nothing -> throw notForDouble();
            case Jsonb.Bool bool -> throw notForDouble();
            case Jsonb.Array array -> throw notForDouble();
            case Jsonb.Members members -> throw notForDouble();
        };
    }

    private static Jsonb ofDouble(double value, String what) {
        if (Double.isInfinite(value)) {
            throw new PathFailure(
                    SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                    what
                            + " of jsonpath item method .double() is out of range for type double"
                            + " precision");
        }
        return Jsonb.number(numeric(value));
    }

    /** As a double is cast to numeric: 15 significant digits. */
    static BigDecimal numeric(double value) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(15, RoundingMode.HALF_EVEN));
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static PathFailure notForDouble() {
        return new PathFailure(
                SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                "jsonpath item method .double() can only be applied to a string or numeric value");
    }

    private static void keyValue(Jsonb item, boolean whole, Consumer<Jsonb> next) {
        if (!(item instanceof Jsonb.Members object)) {
            throw new PathFailure(
                    SqlState.SQL_JSON_OBJECT_NOT_FOUND,
                    "jsonpath item method .keyvalue() can only be applied to an object");
        }
        if (!whole) {
            throw PgException.notSupported(
                    "jsonpath item method .keyvalue() is supported for the whole value only",
                    "Use jsonb_each on what the path answers.");
        }
        for (Jsonb.Member member : object.members()) {
            TreeMap<String, Jsonb> entry = new TreeMap<>(Jsonb.KEYS);
            entry.put("id", Jsonb.number(0));
            entry.put("key", new Jsonb.Str(member.key()));
            entry.put("value", member.value());
            next.accept(Jsonb.object(entry));
        }
    }

    static BigDecimal divide(BigDecimal left, BigDecimal right) {
        requireDivisor(right);
        return left.divide(right, quotientScale(left, right), RoundingMode.HALF_UP);
    }

    /** At least 16 significant digits, by PostgreSQL's estimate of the quotient's weight. */
    private static int quotientScale(BigDecimal left, BigDecimal right) {
        int weight = weight(left) - weight(right);
        if (firstDigits(left) <= firstDigits(right)) {
            weight--;
        }
        int scale = LEAST_QUOTIENT_DIGITS - weight * 4;
        scale = Math.max(scale, Math.max(left.scale(), right.scale()));
        return Math.clamp(scale, 0, MAX_SCALE);
    }

    /** The power of 10,000 of the first digit in base 10,000; 0 for zero. */
    private static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, 4);
    }

    private static int firstDigits(BigDecimal value) {
        return value.signum() == 0
                ? 0
                : value.abs().scaleByPowerOfTen(-4 * weight(value)).intValue();
    }

    static BigDecimal remainder(BigDecimal left, BigDecimal right) {
        requireDivisor(right);
        return left.remainder(right).setScale(Math.max(left.scale(), right.scale()));
    }

    private static void requireDivisor(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new PathFailure(SqlState.DIVISION_BY_ZERO, "division by zero");
        }
    }
}
