package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.DATE;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIME;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.functions.time.Ages;
import dev.duckspace.gateway.functions.time.Intervals;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.functions.time.Making;
import dev.duckspace.gateway.functions.time.Steps;
import dev.duckspace.gateway.functions.time.Truncation;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.ZoneInput;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions on dates, times and intervals whose types are fixed. */
final class DateTimeFunctions {
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy zzz", Locale.ROOT);

    private DateTimeFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.addAll(truncations());
        functions.addAll(ages());
        functions.addAll(made());
        functions.addAll(intervals());
        functions.addAll(withLiterals());
        functions.addAll(withTimes());
        functions.addAll(clock());
        functions.addAll(days());
        return functions;
    }

    /** The engine's dates go beyond PostgreSQL's. */
    private static List<EngineFunction> days() {
        return List.of(
                function(
                        "+",
                        DATE,
                        List.of(DATE, INT),
                        row -> Steps.days(row.integer(0), row.number(1))),
                function(
                        "+",
                        DATE,
                        List.of(INT, DATE),
                        row -> Steps.days(row.integer(1), row.number(0))),
                function(
                        "-",
                        DATE,
                        List.of(DATE, INT),
                        row -> Steps.days(row.integer(0), -row.number(1))));
    }

    private static List<EngineFunction> truncations() {
        return List.of(
                function(
                        "date_trunc",
                        TIMESTAMP,
                        List.of(TEXT, TIMESTAMP),
                        row -> Truncation.timestamp(row.text(0), row.number(1))),
                function(
                                "date_trunc",
                                TIMESTAMPTZ,
                                List.of(TEXT, TIMESTAMPTZ),
                                row ->
                                        Truncation.timestampTz(
                                                row.text(0), row.number(1), Session.zone(row)))
                        .withSession(),
                function(
                                "date_trunc",
                                TIMESTAMPTZ,
                                List.of(TEXT, DATE),
                                row ->
                                        Truncation.timestampTz(
                                                row.text(0),
                                                Local.instant(
                                                        Local.midnight(row.integer(1)),
                                                        Session.zone(row)),
                                                Session.zone(row)))
                        .withSession(),
                function(
                        "date_trunc",
                        TIMESTAMPTZ,
                        List.of(TEXT, TIMESTAMPTZ, TEXT),
                        row ->
                                Truncation.timestampTz(
                                        row.text(0), row.number(1), ZoneInput.named(row.text(2)))),
                function(
                        "date_trunc",
                        INTERVAL,
                        List.of(TEXT, INTERVAL),
                        row -> Truncation.interval(row.text(0), row.interval(1))),
                binning(TIMESTAMP),
                binning(TIMESTAMPTZ));
    }

    private static ScalarFunction binning(EngineType type) {
        return function(
                "date_bin",
                type,
                List.of(INTERVAL, type, type),
                row -> Truncation.bin(row.interval(0), row.number(1), row.number(2)));
    }

    private static List<EngineFunction> ages() {
        return List.of(
                function(
                        "age",
                        INTERVAL,
                        List.of(TIMESTAMP, TIMESTAMP),
                        row -> Ages.between(row.number(0), row.number(1))),
                function(
                                "age",
                                INTERVAL,
                                List.of(TIMESTAMPTZ, TIMESTAMPTZ),
                                row ->
                                        Ages.between(
                                                local(row, row.number(0)),
                                                local(row, row.number(1))))
                        .withSession(),
                function(
                                "age",
                                INTERVAL,
                                List.of(TIMESTAMP),
                                row -> Ages.between(today(row), row.number(0)))
                        .withSession(),
                function(
                                "age",
                                INTERVAL,
                                List.of(TIMESTAMPTZ),
                                row -> Ages.between(today(row), local(row, row.number(0))))
                        .withSession());
    }

    /** A local timestamp; infinite ones stay so. */
    private static long local(Row row, long instant) {
        return Local.isInfinite(instant)
                ? instant
                : Local.ofInstant(instant, new ZoneOffsets(Session.zone(row))).timestamp();
    }

    private static long today(Row row) {
        return ZonedDateTime.now(Session.zone(row)).toLocalDate().toEpochDay()
                * Local.MICROS_PER_DAY;
    }

    private static List<EngineFunction> made() {
        return List.of(
                function(
                        "make_date",
                        DATE,
                        List.of(BIGINT, BIGINT, BIGINT),
                        row -> Making.date(integer(row, 0), integer(row, 1), integer(row, 2))),
                function(
                        "make_time",
                        TIME,
                        List.of(BIGINT, BIGINT, DOUBLE),
                        row -> Making.time(integer(row, 0), integer(row, 1), row.real(2))),
                function(
                        "make_timestamp",
                        TIMESTAMP,
                        List.of(BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE),
                        row -> made(row).timestamp()),
                function(
                                "make_timestamptz",
                                TIMESTAMPTZ,
                                List.of(BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE),
                                row -> made(row).instant(Session.zone(row)))
                        .withSession(),
                function(
                        "make_timestamptz",
                        TIMESTAMPTZ,
                        List.of(BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE, TEXT),
                        row -> made(row).instant(ZoneInput.signed(row.text(6)))),
                function(
                        "pg_make_interval",
                        INTERVAL,
                        List.of(BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE),
                        row ->
                                Intervals.make(
                                        integer(row, 0),
                                        integer(row, 1),
                                        integer(row, 2),
                                        integer(row, 3),
                                        integer(row, 4),
                                        integer(row, 5),
                                        row.real(6))),
                function(
                        "to_timestamp",
                        TIMESTAMPTZ,
                        List.of(DOUBLE),
                        row -> Making.ofUnixSeconds(row.real(0))));
    }

    private static Local made(Row row) {
        return Making.timestamp(
                integer(row, 0),
                integer(row, 1),
                integer(row, 2),
                integer(row, 3),
                integer(row, 4),
                row.real(5));
    }

    private static int integer(Row row, int argument) {
        long value = row.number(argument);
        if (value != (int) value) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "integer out of range");
        }
        return (int) value;
    }

    private static List<EngineFunction> intervals() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(
                function(
                        "justify_hours",
                        INTERVAL,
                        List.of(INTERVAL),
                        row -> Intervals.justifyHours(row.interval(0))));
        functions.add(
                function(
                        "justify_days",
                        INTERVAL,
                        List.of(INTERVAL),
                        row -> Intervals.justifyDays(row.interval(0))));
        functions.add(
                function(
                        "justify_interval",
                        INTERVAL,
                        List.of(INTERVAL),
                        row -> Intervals.justify(row.interval(0))));
        functions.add(function("isfinite", BOOL, List.of(INTERVAL), row -> true));
        functions.add(
                function(
                        "-",
                        INT,
                        List.of(DATE, DATE),
                        row -> days(row.integer(0), row.integer(1))));
        functions.add(
                function(
                        "-",
                        INTERVAL,
                        List.of(TIME, TIME),
                        row -> new EngineValue.Interval(0, 0, row.number(0) - row.number(1))));
        for (EngineType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
            functions.add(
                    function(
                            "-",
                            INTERVAL,
                            List.of(type, type),
                            row -> Intervals.between(row.number(0), row.number(1))));
        }
        for (EngineType factor : List.of(INT, BIGINT, DOUBLE)) {
            functions.add(
                    function(
                            "*",
                            INTERVAL,
                            List.of(INTERVAL, factor),
                            row -> Intervals.multiply(row.interval(0), number(row, 1))));
            functions.add(
                    function(
                            "*",
                            INTERVAL,
                            List.of(factor, INTERVAL),
                            row -> Intervals.multiply(row.interval(1), number(row, 0))));
            functions.add(
                    function(
                            "//",
                            INTERVAL,
                            List.of(INTERVAL, factor),
                            row -> Intervals.divide(row.interval(0), number(row, 1))));
        }
        return functions;
    }

    /** A literal beside a date or timestamp is one too. */
    private static List<EngineFunction> withLiterals() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(plusLiteral(TIMESTAMP));
        functions.add(plusLiteral(TIMESTAMPTZ));
        functions.add(
                function(
                                "-",
                                INT,
                                List.of(DATE, TEXT),
                                row -> {
                                    EngineValue.Date read = (EngineValue.Date) read(DATE, row);
                                    return days(row.integer(0), read.days());
                                })
                        .withSession());
        functions.add(
                function(
                                "-",
                                INTERVAL,
                                List.of(TIMESTAMP, TEXT),
                                row -> {
                                    EngineValue.Timestamp read =
                                            (EngineValue.Timestamp) read(TIMESTAMP, row);
                                    return Intervals.between(row.number(0), read.micros());
                                })
                        .withSession());
        functions.add(
                function(
                                "-",
                                INTERVAL,
                                List.of(TIMESTAMPTZ, TEXT),
                                row -> {
                                    EngineValue.TimestampTz read =
                                            (EngineValue.TimestampTz) read(TIMESTAMPTZ, row);
                                    return Intervals.between(row.number(0), read.micros());
                                })
                        .withSession());
        return functions;
    }

    /** A literal added to a timestamp is an interval. */
    private static ScalarFunction plusLiteral(EngineType type) {
        return function(
                        "+",
                        type,
                        List.of(type, TEXT),
                        row ->
                                Steps.plus(
                                        row.number(0),
                                        (EngineValue.Interval) read(INTERVAL, row),
                                        type.equals(TIMESTAMPTZ) ? Session.zone(row) : null))
                .withSession();
    }

    private static EngineValue read(EngineType type, Row row) {
        return TextInput.value(
                PgColumnType.of(type).type().oid(), row.text(1), Session.settings(row));
    }

    private static List<EngineFunction> withTimes() {
        List<EngineFunction> functions = new ArrayList<>();
        for (EngineType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
            functions.add(
                    function(
                            "+",
                            type,
                            List.of(type, TIME),
                            row -> Steps.plus(row.number(0), time(row.number(1)), null)));
            functions.add(
                    function(
                            "+",
                            type,
                            List.of(TIME, type),
                            row -> Steps.plus(row.number(1), time(row.number(0)), null)));
            functions.add(
                    function(
                            "-",
                            type,
                            List.of(type, TIME),
                            row -> Steps.plus(row.number(0), time(-row.number(1)), null)));
        }
        return functions;
    }

    private static EngineValue.Interval time(long micros) {
        return new EngineValue.Interval(0, 0, micros);
    }

    private static double number(Row row, int argument) {
        return row.type(argument).equals(DOUBLE) ? row.real(argument) : row.number(argument);
    }

    private static int days(int later, int earlier) {
        if (Local.isInfinite(later) || Local.isInfinite(earlier)) {
            throw new PgException(
                    SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
        }
        return later - earlier;
    }

    private static List<EngineFunction> clock() {
        return List.of(
                function("clock_timestamp", TIMESTAMPTZ, List.of(), row -> now()).asVolatile(),
                function(
                                "timeofday",
                                TEXT,
                                List.of(),
                                row -> TIME_OF_DAY.format(ZonedDateTime.now(zone(row))))
                        .withSession()
                        .asVolatile());
    }

    private static ZoneId zone(Row row) {
        ZoneId zone = Session.zone(row);
        return zone.getId().equals("Z") ? ZoneId.of("UTC") : zone;
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * Local.MICROS_PER_SECOND + now.getNano() / 1_000;
    }
}
