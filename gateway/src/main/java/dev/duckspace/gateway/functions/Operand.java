package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Arguments of numeric functions: what they are, and their values with PostgreSQL's decimals. */
final class Operand {
    /** What a numeric without precision is stored as. */
    static final EngineType.Decimal UNCONSTRAINED = new EngineType.Decimal(38, 10);

    /** By how PostgreSQL's operators take them, the wider ones last. */
    enum Kind {
        INT2,
        INT4,
        INT8,
        NUMERIC,
        FLOAT4,
        FLOAT8,
        TEXT,
        UNKNOWN,
        OTHER;

        boolean isInteger() {
            return this == INT2 || this == INT4 || this == INT8;
        }

        boolean isFloat() {
            return this == FLOAT4 || this == FLOAT8;
        }

        boolean isNumber() {
            return compareTo(TEXT) < 0;
        }
    }

    private Operand() {}

    static Kind kind(EngineType type) {
        if (type instanceof EngineType.Decimal decimal) {
            return decimal.alias() == null || NumericScale.ofAlias(decimal.alias()) != null
                    ? Kind.NUMERIC
                    : Kind.OTHER;
        }
        if (type.alias() != null) {
            return Kind.OTHER;
        }
        return switch (type.id()) {
            case TINYINT, UTINYINT, SMALLINT -> Kind.INT2;
            case INTEGER, USMALLINT, INTEGER_LITERAL -> Kind.INT4;
            case BIGINT, UINTEGER -> Kind.INT8;
            case HUGEINT, UHUGEINT, UBIGINT, BIGNUM -> Kind.NUMERIC;
            case FLOAT -> Kind.FLOAT4;
            case DOUBLE -> Kind.FLOAT8;
            case VARCHAR, STRING_LITERAL -> Kind.TEXT;
            case SQLNULL -> Kind.UNKNOWN;
            default -> Kind.OTHER;
        };
    }

    /** An integer or numeric of a row, with the decimals that PostgreSQL shows of it. */
    static BigDecimal decimal(Row row, int argument) {
        return shown(row.type(argument), row.decimal(argument));
    }

    static BigDecimal shown(EngineType type, BigDecimal value) {
        if (type.alias() == null && !type.equals(UNCONSTRAINED)) {
            return value;
        }
        NumericScale scale = NumericScale.ofAlias(type.alias());
        return (scale == null ? NumericScale.TRIMMED : scale).shown(value);
    }

    /** Of a constant's text. */
    static @Nullable BigDecimal constant(EngineType type, @Nullable String text) {
        return text == null ? null : shown(type, new BigDecimal(text));
    }

    /** Any number of a row. */
    static double real(Row row, int argument) {
        EngineType type = row.type(argument);
        if (type.id() == TypeId.DOUBLE || type.id() == TypeId.FLOAT) {
            return row.real(argument);
        }
        return kind(type) == Kind.NUMERIC
                ? row.decimal(argument).doubleValue()
                : row.number(argument);
    }

    /** The engine's type that holds values of any such number of decimals. */
    static EngineType.Decimal quotient() {
        return of(NumericScale.QUOTIENT);
    }

    static EngineType.Decimal of(NumericScale scale) {
        return new EngineType.Decimal(NumericScale.WIDTH, scale.scale(), scale.alias());
    }

    /** The narrowest type for a constant; null where there is none. */
    static EngineType.@Nullable Decimal typeOf(BigDecimal value) {
        int whole = Math.max(0, value.precision() - value.scale());
        return value.scale() >= 0 && value.scale() + whole <= NumericScale.WIDTH
                ? new EngineType.Decimal(Math.max(1, value.scale() + whole), value.scale())
                : null;
    }

    /**
     * A type for what has no more digits before the point than the argument, but for a carry, and
     * so many behind it. No wider than need be: the engine makes room for the digits before the
     * point by rounding when it has more than 38.
     */
    static EngineType.Decimal rounded(EngineType argument, int scale) {
        return new EngineType.Decimal(
                Math.min(NumericScale.WIDTH, whole(argument) + 1 + scale), scale);
    }

    private static int whole(EngineType type) {
        return switch (kind(type)) {
            case INT2 -> 5;
            case INT4 -> 10;
            case INT8 -> 19;
            case NUMERIC ->
                    type instanceof EngineType.Decimal of
                            ? of.width() - of.scale()
                            : NumericScale.WIDTH;
            case FLOAT4, FLOAT8, TEXT, UNKNOWN, OTHER -> NumericScale.WIDTH;
        };
    }

    /** As a quotient is stored; refused when that loses digits. */
    static BigDecimal stored(BigDecimal value) {
        return stored(value, NumericScale.QUOTIENT);
    }

    static BigDecimal stored(BigDecimal value, NumericScale scale) {
        BigDecimal fit = value;
        if (value.scale() > scale.scale()) {
            fit = value.stripTrailingZeros();
            if (fit.scale() > scale.scale()) {
                throw NumericMath.notStored();
            }
        }
        if (fit.precision() - fit.scale() > NumericScale.WIDTH - scale.scale()) {
            throw NumericMath.notStored();
        }
        return fit;
    }

    /**
     * What an operation on such types comes to: decimals that are all that count, or a quotient.
     */
    static NumericScale result(EngineType a, EngineType b) {
        return isQuotient(a) || isQuotient(b) ? NumericScale.QUOTIENT : NumericScale.TRIMMED;
    }

    private static boolean isQuotient(EngineType type) {
        NumericScale scale = NumericScale.ofAlias(type.alias());
        return scale != null && scale != NumericScale.TRIMMED;
    }

    static BigInteger integral(Row row, int argument) {
        return row.integral(argument);
    }
}
