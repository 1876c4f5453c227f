package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DATE;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIME;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.decimal;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.scalar;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.format.DateFormat;
import dev.duckspace.gateway.functions.format.DateReader;
import dev.duckspace.gateway.functions.format.NumberFormat;
import dev.duckspace.gateway.functions.format.ReadTime;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** to_char, to_number, to_date and to_timestamp. */
final class FormatFunctions {
    private static final long MICROS = 1_000_000;
    private static final long DAY_MICROS = 86_400 * MICROS;
    private static final long SECONDS_TO_2000 = 946_684_800;
    private static final long FIRST_SECOND = -210_866_803_200L;
    private static final long LAST_SECOND = 9_224_318_016_000L;
    private static final int WIDEST = 38;
    private static final int OPEN_SCALE = 10;

    private static final Templates<NumberFormat> NUMBERS = new Templates<>(NumberFormat::of);
    private static final Templates<DateFormat> DATES = new Templates<>(DateFormat::of);
    private static final Templates<DateReader> READERS = new Templates<>(DateReader::of);

    private FormatFunctions() {}

    /** Templates that a thread has read. */
    private static final class Templates<T> {
        private static final int MOST = 32;
        private final ThreadLocal<Map<String, T>> known;
        private final Function<String, T> read;

        Templates(Function<String, T> read) {
            this.read = read;
            this.known =
                    ThreadLocal.withInitial(
                            () ->
                                    new LinkedHashMap<>(16, 0.75f, true) {
                                        private static final long serialVersionUID = 1L;

                                        @Override
                                        protected boolean removeEldestEntry(
                                                Map.Entry<String, T> eldest) {
                                            return size() > MOST;
                                        }
                                    });
        }

        T of(String template) {
            return known.get().computeIfAbsent(template, read);
        }
    }

    static List<EngineFunction> all() {
        return List.of(
                toChar(SMALLINT, row -> number(row).integer((int) row.number(0))),
                toChar(INT, row -> number(row).integer(row.integer(0))),
                toChar(BIGINT, row -> number(row).bigint(row.number(0))),
                toChar(REAL, row -> number(row).real(row.float32(0))),
                toChar(DOUBLE, row -> number(row).real(row.real(0))),
                toChar(INTERVAL, FormatFunctions::interval),
                toChar(TIME, row -> DATES.of(row.text(1)).interval(0, 0, row.number(0))),
                toChar(TIMESTAMP, FormatFunctions::timestamp),
                toChar(scalar(TypeId.TIMESTAMP_S), FormatFunctions::timestamp),
                toChar(scalar(TypeId.TIMESTAMP_MS), FormatFunctions::timestamp),
                toChar(scalar(TypeId.TIMESTAMP_NS), FormatFunctions::timestamp),
                function("to_char", TEXT, List.of(TIMESTAMPTZ, TEXT), FormatFunctions::instant)
                        .withSession(),
                function("to_char", TEXT, List.of(DATE, TEXT), FormatFunctions::date).withSession(),
                new ResolvedFunction("to_char", List.of(ANY, TEXT), FormatFunctions::other),
                new ResolvedFunction("to_number", List.of(TEXT, TEXT), FormatFunctions::toNumber),
                function(
                        "to_date",
                        DATE,
                        List.of(TEXT, TEXT),
                        row -> READERS.of(row.text(1)).date(row.text(0))),
                function(
                        "to_timestamp",
                        TIMESTAMPTZ,
                        List.of(DOUBLE),
                        row -> ofSeconds(row.real(0))),
                function(
                                "to_timestamp",
                                TIMESTAMPTZ,
                                List.of(TEXT, TEXT),
                                FormatFunctions::toTimestamp)
                        .withSession());
    }

    private static EngineFunction toChar(EngineType type, RowFunction of) {
        return function("to_char", TEXT, List.of(type, TEXT), of);
    }

    private static NumberFormat number(Row row) {
        return NUMBERS.of(row.text(1));
    }

    private static @Nullable String interval(Row row) {
        EngineValue.Interval value = row.interval(0);
        return DATES.of(row.text(1)).interval(value.months(), value.days(), value.micros());
    }

    private static boolean isInfinite(long micros) {
        return micros == Long.MAX_VALUE || micros == -Long.MAX_VALUE;
    }

    private static @Nullable String timestamp(Row row) {
        long micros = TimestampUnits.micros(row.type(0).id(), row.number(0));
        return isInfinite(micros) ? null : DATES.of(row.text(1)).time(micros, 0, null);
    }

    private static @Nullable String instant(Row row) {
        return shown(row, row.number(0), SessionZone.of(row.setting("TimeZone")));
    }

    private static @Nullable String date(Row row) {
        int days = row.integer(0);
        if (days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE) {
            return null;
        }
        SessionZone zone = SessionZone.of(row.setting("TimeZone"));
        return shown(row, zone.instantOf(days * DAY_MICROS), zone);
    }

    private static @Nullable String shown(Row row, long micros, SessionZone zone) {
        if (isInfinite(micros)) {
            return null;
        }
        int offset = zone.offsetAt(micros);
        return DATES.of(row.text(1))
                .time(micros + offset * MICROS, offset, zone.abbreviation(offset));
    }

    /** Of decimals and the engine's wider integers. */
    private static ResolvedFunction.Resolution other(BoundArguments arguments) {
        EngineType type = arguments.type(0);
        boolean numeric =
                type instanceof EngineType.Decimal
                        || switch (type.id()) {
                            case TINYINT,
                                    UTINYINT,
                                    USMALLINT,
                                    UINTEGER,
                                    UBIGINT,
                                    HUGEINT,
                                    UHUGEINT ->
                                    true;
                            default -> false;
                        };
        if (type.id() == TypeId.VARCHAR && arguments.constant(0) != null) {
            throw new FunctionError(
                    "42725",
                    "function to_char(unknown, unknown) is not unique",
                    null,
                    "Could not choose a best candidate function. You might need to add explicit type"
                            + " casts.");
        }
        if (!numeric) {
            throw new FunctionError(
                    "42883",
                    "function to_char(%s, text) does not exist".formatted(ArgumentNames.of(type)),
                    null,
                    ArgumentNames.HINT);
        }
        RowFunction of = row -> number(row).numeric(row.decimal(0));
        return new ResolvedFunction.Resolution(TEXT, of.strict());
    }

    /** As many digits behind the point as the template has, or as the one constant result. */
    private static ResolvedFunction.Resolution toNumber(BoundArguments arguments) {
        String template = arguments.constant(1);
        int scale = template == null ? OPEN_SCALE : scale(template, arguments.constant(0));
        RowFunction of =
                row -> {
                    BigDecimal value = number(row).parse(row.text(0));
                    if (value != null && value.stripTrailingZeros().scale() > scale) {
                        throw PgException.notSupported(
                                "to_number() with a template that is no constant cannot answer more"
                                        + " than %d digits behind the point".formatted(scale),
                                "Write the template as a constant.");
                    }
                    return value;
                };
        return new ResolvedFunction.Resolution(decimal(WIDEST, scale), of.strict());
    }

    private static int scale(String template, @Nullable String text) {
        NumberFormat format = NumberFormat.of(template);
        if (text != null) {
            try {
                BigDecimal value = format.parse(text);
                return value == null ? 0 : Math.clamp(value.scale(), 0, WIDEST);
            } catch (PgException e) {
                // It will be told when the statement runs.
                return format.scale();
            }
        }
        return Math.min(WIDEST, format.scale());
    }

    private static Long ofSeconds(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
        }
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
        double micros = Math.rint((seconds - SECONDS_TO_2000) * MICROS) + SECONDS_TO_2000 * MICROS;
        if (seconds < FIRST_SECOND || seconds >= LAST_SECOND) {
            throw new PgException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    "timestamp out of range: \"%s\"".formatted(BigDecimal.valueOf(seconds)));
        }
        return (long) micros;
    }

    private static Long toTimestamp(Row row) {
        ReadTime time = READERS.of(row.text(1)).timestamp(row.text(0));
        long local = time.epochDay() * DAY_MICROS + time.micros();
        Integer offset = time.offset();
        return offset == null
                ? SessionZone.of(row.setting("TimeZone")).instantOf(local)
                : local - offset * MICROS;
    }
}
