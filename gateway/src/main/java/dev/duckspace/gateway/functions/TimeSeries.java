package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.functions.time.Walk;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextInput;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** generate_series of timestamps; of dates it is one of timestamps with time zone. */
final class TimeSeries {
    private TimeSeries() {}

    static SeriesParts.Kind kind(BoundArguments arguments) {
        boolean local =
                TimestampUnits.isTimestamp(arguments.type(0).id())
                        || TimestampUnits.isTimestamp(arguments.type(1).id());
        boolean zoned =
                arguments.type(0).id() == TypeId.TIMESTAMPTZ
                        || arguments.type(1).id() == TypeId.TIMESTAMPTZ
                        || !local;
        for (int i = 0; i < 2; i++) {
            requireTime(arguments, i);
        }
        RowFunction whole = row -> values(walk(row, zoned));
        RowFunction parts = row -> parts(walk(row, zoned), row);
        return new SeriesParts.Kind(
                zoned ? TIMESTAMPTZ : TIMESTAMP, INTERVAL, whole.strict(), parts.strict());
    }

    private static void requireTime(BoundArguments arguments, int argument) {
        switch (arguments.type(argument).id()) {
            case DATE,
                    TIMESTAMP,
                    TIMESTAMP_S,
                    TIMESTAMP_MS,
                    TIMESTAMP_NS,
                    TIMESTAMPTZ,
                    VARCHAR -> {}
            default ->
                    throw FunctionErrors.undefined(
                            "generate_series", arguments.types().toArray(EngineType[]::new));
        }
    }

    /** The values of one part. */
    static FunctionBody part() {
        RowFunction body =
                row -> {
                    List<EngineValue> fields = SeriesParts.fields(row);
                    ZoneId zone =
                            fields.getFirst() instanceof EngineValue.TimestampTz
                                    ? Session.zone(row)
                                    : null;
                    return values(
                            new Walk(
                                    micros(fields.getFirst()),
                                    micros(fields.get(1)),
                                    (EngineValue.Interval) fields.get(2),
                                    zone));
                };
        return body.strict();
    }

    private static long micros(EngineValue value) {
        return switch (value) {
            case EngineValue.Timestamp timestamp -> timestamp.micros();
            case EngineValue.TimestampTz timestamp -> timestamp.micros();
            default -> throw new IllegalStateException("No timestamp: " + value);
        };
    }

    private static List<Long> values(Walk walk) {
        List<Long> values = new ArrayList<>();
        for (long at = walk.from(); walk.reaches(at); at = walk.next(at)) {
            Sizes.requireElements(values.size() + 1L);
            values.add(at);
        }
        return values;
    }

    private static List<List<Object>> parts(Walk walk, Row row) {
        List<List<Object>> parts = new ArrayList<>();
        long at = walk.from();
        while (walk.reaches(at)) {
            long first = at;
            long last = at;
            for (int i = 0; i < SeriesParts.LENGTH && walk.reaches(at); i++) {
                last = at;
                at = walk.next(at);
            }
            SeriesParts.require(parts.size() + 1L);
            parts.add(List.of(first, last, walk.step()));
            SeriesParts.requireNoCancel(row);
        }
        return parts;
    }

    private static Walk walk(Row row, boolean zoned) {
        ZoneId zone = zoned ? Session.zone(row) : null;
        return new Walk(bound(row, 0, zone), bound(row, 1, zone), step(row), zone);
    }

    private static long bound(Row row, int argument, @Nullable ZoneId zone) {
        return switch (row.type(argument).id()) {
            case DATE -> inZone(Local.midnight(row.integer(argument)), zone);
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS ->
                    inZone(
                            TimestampUnits.micros(row.type(argument).id(), row.number(argument)),
                            zone);
            case TIMESTAMPTZ -> row.number(argument);
            default -> read(row, argument, zone);
        };
    }

    private static long inZone(long timestamp, @Nullable ZoneId zone) {
        return zone == null ? timestamp : Local.instant(timestamp, zone);
    }

    private static long read(Row row, int argument, @Nullable ZoneId zone) {
        int oid = (zone == null ? PgType.TIMESTAMP : PgType.TIMESTAMPTZ).oid();
        return micros(TextInput.value(oid, row.text(argument), Session.settings(row)));
    }

    private static EngineValue.Interval step(Row row) {
        return row.type(2).id() == TypeId.INTERVAL
                ? row.interval(2)
                : (EngineValue.Interval)
                        TextInput.value(PgType.INTERVAL.oid(), row.text(2), Session.settings(row));
    }
}
