package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.BYTEA;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.types.NumericScale;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Casts between text and the engine's own types, where PostgreSQL reads or spells otherwise. */
final class TextCasts {
    private static final List<EngineType> WRITTEN =
            List.of(
                    BYTEA,
                    REAL,
                    DOUBLE,
                    Definitions.DATE,
                    Definitions.TIME,
                    Definitions.TIMETZ,
                    Definitions.TIMESTAMP,
                    Definitions.TIMESTAMPTZ,
                    Definitions.INTERVAL);

    /** Decimals without a place before the point, which the engine prints as {@code .50}. */
    static final List<EngineType> FRACTIONS =
            IntStream.rangeClosed(1, NumericScale.WIDTH)
                    .<EngineType>mapToObj(width -> decimal(width, width))
                    .toList();

    private TextCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        casts.add(cast(TEXT, BYTEA, row -> TextInput.bytea(row.text(0))));
        casts.add(cast(TEXT, BOOL, row -> TextInput.bool(row.text(0))));
        casts.add(integer(SMALLINT, Short.MIN_VALUE, Short.MAX_VALUE));
        casts.add(integer(INT, Integer.MIN_VALUE, Integer.MAX_VALUE));
        casts.add(integer(BIGINT, Long.MIN_VALUE, Long.MAX_VALUE));
        casts.add(cast(TEXT, REAL, row -> TextInput.float4(row.text(0))));
        casts.add(cast(TEXT, DOUBLE, row -> TextInput.float8(row.text(0))));
        casts.add(
                cast(
                        DOUBLE,
                        REAL,
                        row -> {
                            double value = row.real(0);
                            return Floats.single(value, value, value);
                        }));
        WRITTEN.forEach(type -> casts.add(toText(type)));
        FRACTIONS.forEach(type -> casts.add(cast(type, TEXT, row -> digits(row))));
        return casts;
    }

    static String digits(Row row) {
        return row.decimal(0).toPlainString();
    }

    /** The engine would round {@code 1.5}, and read {@code 1e3} and {@code 1_000}. */
    private static CastFunction integer(EngineType type, long min, long max) {
        String name = FunctionErrors.name(type);
        return cast(TEXT, type, row -> TextInput.integer(row.text(0), min, max, name));
    }

    /** As the session spells it. */
    static SessionCast toText(EngineType from) {
        return toString(from, TEXT);
    }

    static SessionCast toString(EngineType from, EngineType string) {
        return new SessionCast(
                from,
                string,
                call -> {
                    ValueText text = new ValueText(from, SessionText.of(call));
                    return row -> text.of(call.argument(0), row.index());
                });
    }
}
