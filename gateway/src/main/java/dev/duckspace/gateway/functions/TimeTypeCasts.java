package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;

import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.IntervalFields;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.TimeType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Casts to and from times of a precision. A value is rounded where a statement stores it; elsewhere
 * the engine casts by itself, to compare or to find a common type, and it stays as it is. An
 * explicit cast has rounded it before.
 */
final class TimeTypeCasts {
    private static final EngineType VARCHAR =
            Definitions.named(TypeId.VARCHAR, "character varying");

    /** Of an implicit cast to a time with a zone: more than that to the base type. */
    private static final long ZONED_COST = 130;

    private TimeTypeCasts() {}

    /** Whether a type is one of these. */
    static boolean isPrecise(EngineType type) {
        String alias = type.alias();
        return alias != null && TimeType.ofAlias(alias).isPresent();
    }

    /** All but those between two of these types, and those of strings of a length. */
    static List<EngineFunction> of(TimeType type) {
        EngineType own = type.engineType();
        EngineType base = type.kind().base();
        List<EngineFunction> casts = new ArrayList<>();
        casts.add(read(TEXT, type));
        casts.add(read(VARCHAR, type));
        casts.add(readArray(type));
        casts.add(TextCasts.toText(own));
        casts.add(TextCasts.toText(new EngineType.ListOf(own)));
        casts.add(TextCasts.toString(own, VARCHAR));
        casts.add(into(base, type, zone -> value(type.kind())));
        TimeAliases.lastOf(base)
                .forEach(last -> casts.add(into(last, type, zone -> value(type.kind()))));
        for (TimeConversion conversion : TimeConversion.ALL) {
            if (conversion.to().equals(base)) {
                casts.add(
                        isLosing(conversion.from(), type)
                                ? stored(conversion.from(), type, conversion.maker())
                                : into(conversion.from(), type, conversion.maker()));
            }
            if (conversion.from().equals(base)) {
                casts.add(outOf(own, conversion.to(), conversion.maker()));
            }
        }
        zoned(own, base, TIMESTAMPTZ, TimeAliases.ZONED, casts);
        zoned(own, base, TIMETZ, TimeAliases.ZONED_TIME, casts);
        return casts;
    }

    /** The types that explicit casts to a time with a zone go through. */
    private static void zoned(
            EngineType own,
            EngineType base,
            EngineType zoned,
            EngineType through,
            List<EngineFunction> casts) {
        if (base.equals(zoned)) {
            casts.add(outOf(own, through, zone -> row -> row.value(0)));
        } else {
            TimeConversion.between(base, zoned)
                    .ifPresent(found -> casts.add(outOf(own, through, found.maker())));
        }
    }

    /** None where PostgreSQL has no cast. */
    static List<EngineFunction> between(TimeType from, TimeType to) {
        EngineType base = from.kind().base();
        if (from.kind() == to.kind()) {
            return List.of(into(from.engineType(), to, zone -> value(to.kind())));
        }
        return TimeConversion.between(base, to.kind().base())
                .map(
                        found ->
                                isLosing(base, to)
                                        ? stored(from.engineType(), to, found.maker())
                                        : into(from.engineType(), to, found.maker()))
                .stream()
                .toList();
    }

    private static RowFunction value(TimeType.Kind kind) {
        return switch (kind) {
            case TIME, TIMESTAMP, TIMESTAMPTZ -> row -> row.number(0);
            case TIMETZ, INTERVAL -> row -> row.value(0);
        };
    }

    private static EngineFunction into(
            EngineType from, TimeType type, Function<ZoneId, RowFunction> maker) {
        return new SessionCast(
                from,
                type.engineType(),
                call -> {
                    RowFunction made = maker.apply(SessionText.of(call).zone());
                    UnaryOperator<Object> fit = fitting(type, call.storing());
                    return row -> {
                        Object value = made.of(row);
                        return value == null ? null : fit.apply(value);
                    };
                });
    }

    /**
     * Whether PostgreSQL's common type is not this one, which the engine prefers for having a name.
     */
    private static boolean isLosing(EngineType from, TimeType to) {
        return switch (to.kind()) {
            case TIMESTAMP -> from.equals(TIMESTAMPTZ);
            case TIME -> from.equals(TIMETZ) || from.equals(INTERVAL);
            case TIMETZ, TIMESTAMPTZ, INTERVAL -> false;
        };
    }

    /** Elsewhere than where a statement stores it this cast is not what PostgreSQL would do. */
    private static EngineFunction stored(
            EngineType from, TimeType type, Function<ZoneId, RowFunction> maker) {
        return new SessionCast(
                from,
                type.engineType(),
                call -> {
                    String name = PgColumnType.of(from).type().sqlName();
                    boolean storing = call.storing();
                    RowFunction made = maker.apply(SessionText.of(call).zone());
                    return row -> {
                        if (!storing) {
                            throw PgException.notSupported(
                                    "%s and %s have no common type here"
                                            .formatted(type.sqlName(), name),
                                    "Cast the first to %s.".formatted(name));
                        }
                        Object value = made.of(row);
                        return value == null ? null : fitted(type, value);
                    };
                });
    }

    private static EngineFunction outOf(
            EngineType own, EngineType to, Function<ZoneId, RowFunction> maker) {
        long cost =
                to.equals(TIMESTAMPTZ) || to.equals(TIMETZ)
                        ? ZONED_COST
                        : CastFunction.EXPLICIT_ONLY;
        return new SessionCast(own, to, cost, call -> maker.apply(SessionText.of(call).zone()));
    }

    /** From a string. */
    static EngineFunction read(EngineType string, TimeType type) {
        return new SessionCast(
                string,
                type.engineType(),
                call -> {
                    TextSettings settings = SessionText.of(call);
                    UnaryOperator<Object> fit = fitting(type, call.storing());
                    return row -> fit.apply(read(type, row.text(0), settings));
                });
    }

    private static EngineValue read(TimeType type, String text, TextSettings settings) {
        IntervalFields fields = type.fields();
        return fields == null
                ? TextInput.value(type.kind().type().oid(), text, settings)
                : TextInput.interval(text, fields, settings);
    }

    private static EngineFunction readArray(TimeType type) {
        return new SessionCast(
                TEXT,
                new EngineType.ListOf(type.engineType()),
                call -> {
                    TextSettings settings = SessionText.of(call);
                    UnaryOperator<Object> fit = fitting(type, call.storing());
                    return row ->
                            fitAll(TextInput.array(row.text(0), type.kind().base(), settings), fit);
                });
    }

    private static List<Object> fitAll(List<EngineValue> items, UnaryOperator<Object> fit) {
        List<Object> fitted = new ArrayList<>();
        for (EngineValue item : items) {
            fitted.add(
                    switch (item) {
                        case EngineValue.Null none -> none;
                        case EngineValue.ListOf list ->
                                throw PgException.notSupported(
                                        "multidimensional arrays of a precision are not supported",
                                        "Leave out the precision.");
                        default -> fit.apply(item);
                    });
        }
        return fitted;
    }

    private static UnaryOperator<Object> fitting(TimeType type, boolean storing) {
        return storing ? value -> fitted(type, value) : UnaryOperator.identity();
    }

    private static Object fitted(TimeType type, Object value) {
        return switch (value) {
            case EngineValue typed -> type.fit(typed);
            case Long micros -> type.rounded(micros);
            default -> throw new IllegalStateException("no time: " + value);
        };
    }
}
