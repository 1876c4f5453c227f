package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/**
 * {@code /}, which the engine binds to {@code //} under its setting integer_division. The name
 * {@code /} itself is the optimizer's.
 */
final class DivisionFunctions {
    private static final String NAME = "//";

    private DivisionFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction(NAME, List.of(ANY, ANY), DivisionFunctions::resolve),
                integers(SMALLINT, Short.MIN_VALUE, "smallint out of range"),
                integers(INT, Integer.MIN_VALUE, "integer out of range"),
                integers(BIGINT, Long.MIN_VALUE, "bigint out of range"),
                function(
                        NAME,
                        DOUBLE,
                        List.of(DOUBLE, DOUBLE),
                        row -> Floats.divide(row.real(0), row.real(1))),
                function(
                        NAME,
                        REAL,
                        List.of(REAL, REAL),
                        row -> Floats.divide(row.float32(0), row.float32(1))));
    }

    private static EngineFunction integers(EngineType type, long least, String overflow) {
        return function(
                NAME,
                type,
                List.of(type, type),
                row -> divide(row.number(0), row.number(1), least, overflow));
    }

    private static long divide(long dividend, long divisor, long least, String overflow) {
        if (divisor == 0) {
            throw NumericMath.divisionByZero();
        }
        if (divisor == -1 && dividend == least) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, overflow);
        }
        return dividend / divisor;
    }

    private static Resolution resolve(BoundArguments arguments) {
        EngineType left = arguments.type(0);
        EngineType right = arguments.type(1);
        Kind a = Operand.kind(left);
        Kind b = Operand.kind(right);
        if (left.id() == TypeId.INTERVAL && (b.isNumber() || b == Kind.UNKNOWN)) {
            return new Resolution(
                    INTERVAL,
                    ((RowFunction) row -> divide(row.interval(0), Operand.real(row, 1))).strict());
        }
        if (a == Kind.TEXT && b.isNumber()) {
            return literal(arguments, 0, b);
        }
        if (b == Kind.TEXT && a.isNumber()) {
            return literal(arguments, 1, a);
        }
        if (!(a.isNumber() || a == Kind.UNKNOWN) || !(b.isNumber() || b == Kind.UNKNOWN)) {
            throw FunctionErrors.undefinedOperator("/", left, right);
        }
        return numbers(arguments, a, b);
    }

    private static Resolution numbers(BoundArguments arguments, Kind a, Kind b) {
        if (a.isFloat() || b.isFloat()) {
            return new Resolution(
                    DOUBLE,
                    ((RowFunction) row -> Floats.divide(Operand.real(row, 0), Operand.real(row, 1)))
                            .strict());
        }
        if (a == Kind.NUMERIC || b == Kind.NUMERIC) {
            return NumericFunction.exact(
                    arguments, list -> NumericMath.divide(list.getFirst(), list.getLast()));
        }
        Kind wider = a == Kind.UNKNOWN ? b : b == Kind.UNKNOWN || a.compareTo(b) > 0 ? a : b;
        return switch (wider) {
            case INT2 -> integerResult(SMALLINT, Short.MIN_VALUE, "smallint out of range");
            case INT4 -> integerResult(INT, Integer.MIN_VALUE, "integer out of range");
            default -> integerResult(BIGINT, Long.MIN_VALUE, "bigint out of range");
        };
    }

    private static Resolution integerResult(EngineType type, long least, String overflow) {
        return new Resolution(
                type,
                ((RowFunction) row -> divide(row.number(0), row.number(1), least, overflow))
                        .strict());
    }

    /** A quoted literal beside a number is of the number's type. */
    private static Resolution literal(BoundArguments arguments, int at, Kind other) {
        String text = arguments.constant(at);
        if (text == null) {
            throw FunctionErrors.undefinedOperator("/", arguments.type(0), arguments.type(1));
        }
        return QuotedNumber.division(arguments, at, text, other);
    }

    /** PostgreSQL's division of the fields, with what is left of each carried to the next. */
    static EngineValue.Interval divide(EngineValue.Interval span, double factor) {
        if (factor == 0) {
            throw NumericMath.divisionByZero();
        }
        int months = (int) (span.months() / factor);
        int days = (int) (span.days() / factor);
        double monthDays = rounded((span.months() / factor - months) * 30);
        double seconds =
                rounded((span.days() / factor - days + monthDays - (int) monthDays) * 86_400);
        if (Math.abs(seconds) >= 86_400) {
            days += (int) (seconds / 86_400);
            seconds -= ((int) (seconds / 86_400)) * 86_400.0;
        }
        days += (int) monthDays;
        double micros = Math.rint(span.micros() / factor + seconds * 1_000_000);
        if (!(Math.abs(micros) < 9.2e18)) {
            throw new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
        }
        return new EngineValue.Interval(months, days, (long) micros);
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000_000) / 1_000_000;
    }
}
