package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The value in {@code SET a[i] = x}: what PostgreSQL assigns to the elements' type, as it does. */
final class ElementAssignment {
    private ElementAssignment() {}

    /** Text, literals and NULL are read as the elements are; other types must be theirs. */
    static void require(EngineType element, BoundArguments arguments, int at) {
        EngineType value = arguments.type(at);
        boolean numbers = Operand.kind(element).isNumber() && Operand.kind(value).isNumber();
        boolean literal =
                value.id() == TypeId.SQLNULL
                        || value.id() == TypeId.UNKNOWN
                        || (value.id() == TypeId.VARCHAR
                                && (element.id() == TypeId.VARCHAR
                                        || arguments.constant(at) != null));
        if (value.equals(element) || value.id() == element.id() || numbers || literal) {
            return;
        }
        throw new PgException(
                ErrorInfo.error(
                                SqlState.DATATYPE_MISMATCH,
                                "subscripted assignment requires type %s but expression is of type %s"
                                        .formatted(
                                                FunctionErrors.name(element),
                                                FunctionErrors.name(value)))
                        .withHint("You will need to rewrite or cast the expression."));
    }

    /** A number as the elements' type holds it. */
    static EngineValue stored(EngineValue value, EngineType element) {
        return switch (value) {
            case EngineValue.Decimal(BigDecimal number) ->
                    number(number, element, RoundingMode.HALF_UP, value);
            case EngineValue.Float64(double number) when Double.isFinite(number) ->
                    number(new BigDecimal(number), element, RoundingMode.HALF_EVEN, value);
            case EngineValue.Float32(float number) when Float.isFinite(number) ->
                    number(new BigDecimal(number), element, RoundingMode.HALF_EVEN, value);
            case EngineValue.Int(long number) ->
                    number(BigDecimal.valueOf(number), element, RoundingMode.HALF_UP, value);
            default -> value;
        };
    }

    private static EngineValue number(
            BigDecimal number, EngineType element, RoundingMode rounding, EngineValue value) {
        if (Operand.kind(element).isInteger()) {
            return whole(number.setScale(0, rounding), element);
        }
        if (Operand.kind(element) == Kind.NUMERIC && element instanceof EngineType.Decimal of) {
            BigDecimal fitted = number.setScale(of.scale(), RoundingMode.HALF_UP);
            if (fitted.precision() > of.width()) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow");
            }
            return new EngineValue.Decimal(fitted);
        }
        return value;
    }

    private static EngineValue whole(BigDecimal number, EngineType element) {
        int bits =
                element.id() == TypeId.SMALLINT
                        ? Short.SIZE
                        : element.id() == TypeId.INTEGER ? Integer.SIZE : Long.SIZE;
        if (number.toBigInteger().bitLength() >= bits) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    FunctionErrors.name(element) + " out of range");
        }
        return new EngineValue.Int(number.longValue());
    }
}
