package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What goes into a column that is numeric without precision, which holds ten decimals: more are
 * refused, where the engine's own casts would round.
 */
final class UnconstrainedCasts {
    private UnconstrainedCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        casts.add(
                cast(
                        TEXT,
                        Operand.UNCONSTRAINED,
                        checked(row -> QuotedNumber.numeric(row.text(0)))));
        casts.add(
                cast(
                        DOUBLE,
                        Operand.UNCONSTRAINED,
                        checked(row -> NumericCast.ofDouble(row.real(0)))));
        casts.add(
                cast(
                        REAL,
                        Operand.UNCONSTRAINED,
                        checked(row -> NumericCast.ofReal(row.float32(0)))));
        for (NumericScale scale : NumericScale.values()) {
            casts.add(
                    cast(
                            Operand.of(scale),
                            Operand.UNCONSTRAINED,
                            checked(row -> Operand.decimal(row, 0))));
        }
        for (int scale = Operand.UNCONSTRAINED.scale() + 1; scale <= NumericScale.WIDTH; scale++) {
            for (int width = scale; width <= NumericScale.WIDTH; width++) {
                casts.add(
                        cast(
                                decimal(width, scale),
                                Operand.UNCONSTRAINED,
                                checked(row -> row.decimal(0))));
            }
        }
        return casts;
    }

    /** As it is kept in such a column. */
    static BigDecimal stored(BigDecimal value) {
        BigDecimal exact = NumericScale.TRIMMED.shown(value);
        if (exact.scale() > Operand.UNCONSTRAINED.scale()) {
            throw PgException.refused(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "numeric without precision holds ten decimals here",
                    "Declare the column as numeric(precision, scale), or round the value.");
        }
        return exact;
    }

    private static RowFunction checked(Function<Row, BigDecimal> value) {
        return row -> stored(value.apply(row));
    }
}
