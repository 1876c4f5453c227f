package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cast to numeric without precision: what is numeric stays as it is, an integer is a numeric
 * without decimals, and a float has 15 digits, or 6 of single precision.
 */
final class NumericCast {
    private static final MathContext OF_DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final MathContext OF_REAL = new MathContext(6, RoundingMode.HALF_EVEN);

    private NumericCast() {}

    static ResolvedFunction function() {
        return new ResolvedFunction("pg_numeric", List.of(ANY), NumericCast::resolve);
    }

    private static Resolution resolve(BoundArguments arguments) {
        EngineType type = arguments.type(0);
        return switch (Operand.kind(type)) {
            case INT2 -> exact(decimal(5, 0));
            case INT4 -> exact(decimal(10, 0));
            case INT8 -> exact(decimal(19, 0));
            case NUMERIC ->
                    type instanceof EngineType.Decimal ? exact(type) : exact(decimal(38, 0));
            case FLOAT4 -> parsed(arguments, row -> ofDouble(row.float32(0), OF_REAL));
            case FLOAT8 -> parsed(arguments, row -> ofDouble(row.real(0), OF_DOUBLE));
            case TEXT -> text(arguments);
            case UNKNOWN -> exact(decimal(38, 10));
            case OTHER -> {
                if (type.id() == TypeId.VARCHAR) {
                    yield text(arguments);
                }
                if (type.equals(JsonTypes.JSONB)) {
                    yield parsed(row -> JsonCasts.numeric(JsonTypes.jsonb(row, 0)), null);
                }
                throw new PgException(
                        SqlState.CANNOT_COERCE,
                        "cannot cast type " + FunctionErrors.name(type) + " to numeric");
            }
        };
    }

    private static Resolution exact(EngineType type) {
        return new Resolution(type, ((RowFunction) row -> row.decimal(0)).strict());
    }

    private static Resolution text(BoundArguments arguments) {
        String constant = arguments.constant(0);
        return parsed(row -> ofText(row.text(0)), constant == null ? null : ofText(constant));
    }

    private static Resolution parsed(BoundArguments arguments, Function<Row, BigDecimal> value) {
        String constant = arguments.constant(0);
        MathContext digits = arguments.type(0).id() == TypeId.FLOAT ? OF_REAL : OF_DOUBLE;
        return parsed(
                value,
                constant == null ? null : ofDouble(Double.parseDouble(spelled(constant)), digits));
    }

    private static String spelled(String real) {
        return switch (real) {
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan" -> "NaN";
            default -> real;
        };
    }

    private static Resolution parsed(
            Function<Row, BigDecimal> value, @Nullable BigDecimal constant) {
        EngineType.Decimal type = constant == null ? null : Operand.typeOf(constant);
        if (constant != null && type != null) {
            return new Resolution(type, ((RowFunction) row -> constant).strict());
        }
        return new Resolution(
                Operand.of(NumericScale.TRIMMED),
                ((RowFunction) row -> Operand.stored(value.apply(row), NumericScale.TRIMMED))
                        .strict());
    }

    private static BigDecimal ofDouble(double value, MathContext digits) {
        if (!Double.isFinite(value)) {
            throw PgException.notSupported(
                    "a numeric that is infinite or not a number cannot be stored",
                    "Use double precision.");
        }
        return NumericScale.TRIMMED.shown(new BigDecimal(value).round(digits));
    }

    static BigDecimal ofDouble(double value) {
        return ofDouble(value, OF_DOUBLE);
    }

    static BigDecimal ofReal(float value) {
        return ofDouble(value, OF_REAL);
    }

    private static BigDecimal ofText(String text) {
        BigDecimal value = QuotedNumber.numeric(text);
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
