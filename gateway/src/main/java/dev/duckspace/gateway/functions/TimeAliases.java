package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DATE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIME;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.named;

import dev.duckspace.gateway.engine.AliasTypes;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.functions.time.Intervals;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.types.IntervalFields;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The types through which casts go, so that a precision or fields are kept and texts are read as
 * PostgreSQL reads them: see sql.TimeTypes. No column has them.
 */
final class TimeAliases {
    private static final int MOST_DECIMALS = 6;

    /** By the name that theirs begins with. */
    private static final Map<String, EngineType> ROUNDED =
            Map.of(
                    "pg_time",
                    TIME,
                    "pg_timetz",
                    TIMETZ,
                    "pg_timestamp",
                    TIMESTAMP,
                    "pg_timestamptz",
                    TIMESTAMPTZ,
                    "pg_interval",
                    INTERVAL);

    static final EngineType ZONED = named(TIMESTAMPTZ.id(), "pg_timestamptz");
    static final EngineType ZONED_TIME = named(TIMETZ.id(), "pg_timetz");

    private TimeAliases() {}

    static void registerTypes(EngineConnection connection) {
        AliasTypes.register(connection, "pg_timestamptz", TIMESTAMPTZ);
        AliasTypes.register(connection, "pg_timetz", TIMETZ);
        ROUNDED.forEach(
                (name, type) -> {
                    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
                        AliasTypes.register(connection, name + '_' + decimals, type);
                    }
                });
        for (IntervalFields fields : IntervalFields.values()) {
            AliasTypes.register(connection, alias(fields), INTERVAL);
        }
    }

    /** The types that an explicit cast to a time of a precision comes from in the end. */
    static List<EngineType> lastOf(EngineType type) {
        List<EngineType> types = new ArrayList<>();
        ROUNDED.forEach(
                (name, base) -> {
                    if (base.equals(type)) {
                        for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
                            types.add(named(type.id(), name + '_' + decimals));
                        }
                    }
                });
        if (type.equals(INTERVAL)) {
            for (IntervalFields fields : IntervalFields.values()) {
                types.add(named(type.id(), alias(fields)));
            }
        }
        if (type.equals(TIMESTAMPTZ)) {
            types.add(ZONED);
        }
        if (type.equals(TIMETZ)) {
            types.add(ZONED_TIME);
        }
        return types;
    }

    private static String alias(IntervalFields fields) {
        return "pg_interval_" + fields.name().toLowerCase(Locale.ROOT);
    }

    static List<EngineFunction> casts() {
        List<EngineFunction> casts = new ArrayList<>();
        ROUNDED.forEach(
                (name, type) -> {
                    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
                        casts.addAll(rounding(name, type, decimals));
                    }
                });
        for (IntervalFields fields : IntervalFields.values()) {
            casts.add(
                    cast(
                            INTERVAL,
                            named(INTERVAL.id(), alias(fields)),
                            row -> fields.cut(row.interval(0))));
        }
        casts.addAll(zoned());
        casts.addAll(zonedTimes());
        return casts;
    }

    private static List<EngineFunction> rounding(String name, EngineType type, int decimals) {
        EngineType target = named(type.id(), name + '_' + decimals);
        RowFunction rounding = rounding(type, decimals);
        List<EngineFunction> casts = new ArrayList<>(List.of(cast(type, target, rounding)));
        if (type.equals(TIMESTAMPTZ) || type.equals(TIMETZ)) {
            casts.add(cast(named(type.id(), name), target, rounding));
        }
        if (type.equals(INTERVAL)) {
            for (IntervalFields fields : IntervalFields.values()) {
                casts.add(cast(named(type.id(), alias(fields)), target, rounding));
            }
        }
        return casts;
    }

    private static RowFunction rounding(EngineType type, int decimals) {
        return switch (type.id()) {
            case INTERVAL -> row -> Intervals.round(row.interval(0), decimals);
            case TIMETZ ->
                    row -> {
                        EngineValue.TimeTz time = (EngineValue.TimeTz) row.value(0);
                        return new EngineValue.TimeTz(
                                Intervals.roundMicros(time.micros(), decimals),
                                time.offsetSeconds());
                    };
            default ->
                    row -> {
                        long micros = row.number(0);
                        return Local.isInfinite(micros)
                                ? micros
                                : Intervals.roundMicros(micros, decimals);
                    };
        };
    }

    private static List<EngineFunction> zoned() {
        return List.of(
                new SessionCast(
                        TEXT, ZONED, call -> reading(PgType.TIMESTAMPTZ, SessionText.of(call))),
                new SessionCast(
                        DATE,
                        ZONED,
                        call -> {
                            ZoneId zone = SessionText.of(call).zone();
                            return row -> Local.instant(Local.midnight(row.integer(0)), zone);
                        }),
                new SessionCast(
                        TIMESTAMP,
                        ZONED,
                        call -> {
                            ZoneId zone = SessionText.of(call).zone();
                            return row -> Local.instant(row.number(0), zone);
                        }),
                cast(TIMESTAMPTZ, ZONED, row -> row.number(0)));
    }

    private static List<EngineFunction> zonedTimes() {
        return List.of(
                new SessionCast(
                        TEXT, ZONED_TIME, call -> reading(PgType.TIMETZ, SessionText.of(call))),
                new SessionCast(
                        TIME,
                        ZONED_TIME,
                        call -> {
                            int offset = offset(SessionText.of(call).zone(), Instant.now());
                            return row -> new EngineValue.TimeTz(row.number(0), offset);
                        }),
                new SessionCast(
                        TIMESTAMPTZ,
                        ZONED_TIME,
                        call -> {
                            ZoneId zone = SessionText.of(call).zone();
                            return row -> timeOfDay(row.number(0), zone);
                        }),
                cast(TIMETZ, ZONED_TIME, row -> row.value(0)));
    }

    private static RowFunction reading(PgType type, TextSettings settings) {
        return row -> TextInput.value(type.oid(), row.text(0), settings);
    }

    static int offset(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at).getTotalSeconds();
    }

    static EngineValue timeOfDay(long instant, ZoneId zone) {
        if (Local.isInfinite(instant)) {
            return new EngineValue.Null();
        }
        int offset =
                offset(
                        zone,
                        Instant.ofEpochSecond(Math.floorDiv(instant, Local.MICROS_PER_SECOND)));
        return new EngineValue.TimeTz(
                Local.ofTimestamp(instant + offset * Local.MICROS_PER_SECOND).micros(), offset);
    }

    /** An interval literal's text, the fields that it has, and the decimals of its seconds. */
    static ScalarFunction intervalOf() {
        return function(
                        "pg_interval_of",
                        INTERVAL,
                        List.of(TEXT, TEXT, INT),
                        row -> {
                            TextSettings settings = Session.settings(row);
                            String fields = row.text(1).toUpperCase(Locale.ROOT);
                            EngineValue.Interval value =
                                    fields.isEmpty()
                                            ? (EngineValue.Interval)
                                                    TextInput.value(
                                                            PgType.INTERVAL.oid(),
                                                            row.text(0),
                                                            settings)
                                            : TextInput.interval(
                                                    row.text(0),
                                                    IntervalFields.valueOf(fields),
                                                    settings);
                            return Intervals.round(value, Math.min(row.integer(2), MOST_DECIMALS));
                        })
                .withSession();
    }
}
