package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.JsonTypes.JSON;
import static dev.duckspace.gateway.functions.JsonTypes.JSONB;
import static dev.duckspace.gateway.functions.JsonTypes.jsonb;

import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.json.JsonReader;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Casts of json and jsonb. Those from and to text stand with the other stored types. */
final class JsonCasts {
    /** So that DuckDB's own functions of JSON take jsonb. */
    private static final long TO_JSON_COST = 150;

    private static final EngineType NUMERIC = Definitions.decimal(38, 10);

    private JsonCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        casts.add(
                cast(
                        TEXT,
                        JSON,
                        row -> {
                            String text = row.text(0);
                            // Only to see that it is some.
                            JsonReader.read(text);
                            return text;
                        }));
        casts.add(cast(JSON, JSONB, row -> JsonbBytes.encode(Jsonb.parse(row.text(0)))));
        casts.add(
                new CastFunction(
                        JSONB,
                        JSON,
                        TO_JSON_COST,
                        cast(JSONB, JSON, row -> jsonb(row, 0).text()).body()));
        casts.add(cast(JSONB, BOOL, row -> bool(jsonb(row, 0))));
        casts.add(integer(SMALLINT, Short.MIN_VALUE, Short.MAX_VALUE));
        casts.add(integer(INT, Integer.MIN_VALUE, Integer.MAX_VALUE));
        casts.add(integer(BIGINT, Long.MIN_VALUE, Long.MAX_VALUE));
        casts.add(cast(JSONB, DOUBLE, row -> number(jsonb(row, 0), DOUBLE).doubleValue()));
        casts.add(cast(JSONB, REAL, row -> number(jsonb(row, 0), REAL).floatValue()));
        casts.add(cast(JSONB, NUMERIC, row -> number(jsonb(row, 0), NUMERIC)));
        return casts;
    }

    private static CastFunction integer(EngineType type, long least, long most) {
        return cast(
                JSONB,
                type,
                row -> {
                    BigDecimal whole =
                            number(jsonb(row, 0), type).setScale(0, RoundingMode.HALF_UP);
                    if (whole.compareTo(BigDecimal.valueOf(least)) < 0
                            || whole.compareTo(BigDecimal.valueOf(most)) > 0) {
                        throw new PgException(
                                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, name(type) + " out of range");
                    }
                    return whole.longValue();
                });
    }

    private static boolean bool(Jsonb value) {
        if (value instanceof Jsonb.Bool bool) {
            return bool.value();
        }
        throw wrongKind(value, BOOL);
    }

    static BigDecimal numeric(Jsonb value) {
        return number(value, NUMERIC);
    }

    private static BigDecimal number(Jsonb value, EngineType type) {
        if (value instanceof Jsonb.Num number) {
            return number.value();
        }
        throw wrongKind(value, type);
    }

    private static PgException wrongKind(Jsonb value, EngineType type) {
        String kind =
                switch (value.kind()) {
                    case NUMBER -> "numeric";
                    case ARRAY -> "array";
                    case OBJECT -> "object";
                    case NULL, STRING, BOOLEAN -> value.kind().label();
                };
        return new PgException(
                SqlState.INVALID_PARAMETER_VALUE,
                "cannot cast jsonb %s to type %s".formatted(kind, name(type)));
    }

    private static String name(EngineType type) {
        return PgColumnType.of(type).type().sqlName();
    }
}
