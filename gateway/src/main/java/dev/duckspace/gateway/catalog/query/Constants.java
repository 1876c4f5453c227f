package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.json.Jsonb;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Literals as the input and output of their types leave them. */
final class Constants {
    private static final Set<Long> INTEGERS = Set.of(20L, 21L, 23L, 26L);
    private static final Set<Long> TIMES = Set.of(1082L, 1114L, 1184L, 1186L);
    private static final long JSONB = 3802;
    private static final long MICROS = 1_000_000;
    private static final long DAY = 86_400 * MICROS;
    private static final long FOREVER = Integer.MAX_VALUE;
    private static final int NANOS = 1_000;
    private static final int MONTHS = 12;
    private static final int MINUTE = 60;

    private Constants() {}

    static @Nullable String as(@Nullable String text, long type) {
        if (text == null) {
            return null;
        }
        String bare = text.strip();
        if (INTEGERS.contains(type) && bare.matches("[+-]?\\d{1,18}")) {
            return Long.toString(Long.parseLong(bare));
        }
        if (type == Node.NUMERIC && bare.matches("[+-]?\\d+(\\.\\d+)?")) {
            return new BigDecimal(bare).toPlainString();
        }
        if (type == Node.BOOL) {
            return Boolean.toString(TextInput.bool(text));
        }
        if (TIMES.contains(type)) {
            return time(text, TextInput.value((int) type, text, TextSettings.DEFAULT));
        }
        return type == JSONB ? Jsonb.parse(text).text() : text;
    }

    private static String time(String text, EngineValue value) {
        if (value instanceof EngineValue.Date date && Math.abs((long) date.days()) < FOREVER) {
            return LocalDate.ofEpochDay(date.days()).toString();
        }
        if (value instanceof EngineValue.Timestamp stamp && isFinite(stamp.micros())) {
            return stamp(stamp.micros());
        }
        if (value instanceof EngineValue.TimestampTz stamp && isFinite(stamp.micros())) {
            return stamp(stamp.micros()) + "+00";
        }
        return value instanceof EngineValue.Interval interval ? interval(interval) : text;
    }

    private static boolean isFinite(long micros) {
        return micros < Long.MAX_VALUE && micros > -Long.MAX_VALUE;
    }

    private static String stamp(long micros) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS),
                        (int) Math.floorMod(micros, MICROS) * NANOS,
                        ZoneOffset.UTC);
        return time.toLocalDate() + " " + clock(micros - Math.floorDiv(micros, DAY) * DAY);
    }

    private static String clock(long micros) {
        long seconds = micros / MICROS;
        String fraction = micros % MICROS == 0 ? "" : fraction(micros % MICROS);
        return two(seconds / MINUTE / MINUTE)
                + ':'
                + two(seconds / MINUTE % MINUTE)
                + ':'
                + two(seconds % MINUTE)
                + fraction;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static String fraction(long micros) {
        return '.' + Long.toString(MICROS + micros).substring(1).replaceFirst("0+$", "");
    }

    private static String interval(EngineValue.Interval interval) {
        StringBuilder text = new StringBuilder();
        part(text, interval.months() / MONTHS, "year");
        part(text, interval.months() % MONTHS, "mon");
        part(text, interval.days(), "day");
        long micros = interval.micros();
        if (micros != 0 || text.isEmpty()) {
            boolean signed = micros >= 0 && text.indexOf("-") >= 0;
            text.append(text.isEmpty() ? "" : " ")
                    .append(micros < 0 ? "-" : signed ? "+" : "")
                    .append(clock(Math.abs(micros)));
        }
        return text.toString();
    }

    private static void part(StringBuilder text, int number, String unit) {
        if (number != 0) {
            boolean signed = number > 0 && text.indexOf("-") >= 0;
            text.append(text.isEmpty() ? "" : " ")
                    .append(signed ? "+" : "")
                    .append(number)
                    .append(' ')
                    .append(unit)
                    .append(number == 1 ? "" : "s");
        }
    }
}
