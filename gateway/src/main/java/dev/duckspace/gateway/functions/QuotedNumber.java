package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;

/** A quoted literal as an operand: {@code '6' / 2} is of integers, {@code '6' / 2.0} not. */
final class QuotedNumber {
    private QuotedNumber() {}

    static Resolution division(BoundArguments arguments, int at, String text, Kind other) {
        if (other.isFloat()) {
            double value = parse(text, other).doubleValue();
            return new Resolution(
                    DOUBLE,
                    ((RowFunction)
                                    row ->
                                            Floats.divide(
                                                    at == 0 ? value : Operand.real(row, 0),
                                                    at == 1 ? value : Operand.real(row, 1)))
                            .strict());
        }
        BigDecimal value = parse(text, other);
        if (other == Kind.NUMERIC) {
            return new Resolution(
                    Operand.quotient(),
                    ((RowFunction)
                                    row ->
                                            Operand.stored(
                                                    NumericMath.divide(
                                                            at == 0 ? value : other(row, 0),
                                                            at == 1 ? value : other(row, 1))))
                            .strict());
        }
        EngineType type =
                switch (other) {
                    case INT2 -> SMALLINT;
                    case INT4 -> INT;
                    default -> BIGINT;
                };
        return new Resolution(
                type,
                ((RowFunction)
                                row ->
                                        NumericMath.div(
                                                        at == 0 ? value : other(row, 0),
                                                        at == 1 ? value : other(row, 1))
                                                .toBigInteger())
                        .strict());
    }

    static BigDecimal numeric(String text) {
        return parse(text, Kind.NUMERIC);
    }

    private static BigDecimal other(Row row, int argument) {
        return Operand.decimal(row, argument);
    }

    private static BigDecimal parse(String text, Kind kind) {
        try {
            BigDecimal value = new BigDecimal(text.strip());
            if (kind.isInteger() && (value.scale() != 0 || text.strip().matches(".*[.eE].*"))) {
                throw invalid(text, kind);
            }
            return value;
        } catch (NumberFormatException e) {
            throw invalid(text, kind);
        }
    }

    private static PgException invalid(String text, Kind kind) {
        String type =
                switch (kind) {
                    case INT2 -> "smallint";
                    case INT4 -> "integer";
                    case INT8 -> "bigint";
                    case FLOAT4 -> "real";
                    case FLOAT8 -> "double precision";
                    default -> "numeric";
                };
        return new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type " + type + ": \"" + text + '"');
    }
}
