package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the tokens of a date, time or timestamp together. */
final class DateTimeParser {
    private static final Map<String, Integer> SPECIAL_DAYS =
            Map.of("yesterday", -1, "today", 0, "tomorrow", 1);
    private static final List<String> WEEKDAYS =
            List.of(
                    "sun",
                    "sunday",
                    "mon",
                    "monday",
                    "tue",
                    "tues",
                    "tuesday",
                    "wed",
                    "weds",
                    "wednesday",
                    "thu",
                    "thur",
                    "thurs",
                    "thursday",
                    "fri",
                    "friday",
                    "sat",
                    "saturday");

    private final String text;
    private final String typeName;
    private final TextSettings settings;
    private final boolean timeOnly;
    private final DateParts date;

    private boolean hasTime;
    private long micros;
    private @Nullable ZoneId zone;
    private int daylightSeconds;
    private boolean expectTime;
    private boolean expectJulianDay;
    private @Nullable DateTimeFields special;

    private DateTimeParser(String text, String typeName, TextSettings settings, boolean timeOnly) {
        this.text = text;
        this.typeName = typeName;
        this.settings = settings;
        this.timeOnly = timeOnly;
        this.date = new DateParts(text, typeName, settings.dateStyle().order());
    }

    /** A date with or without a time. */
    static DateTimeFields parse(String text, String typeName, TextSettings settings) {
        DateTimeParser parser = new DateTimeParser(text, typeName, settings, false);
        parser.read();
        if (parser.special != null) {
            return parser.special;
        }
        if (!parser.date.isComplete()) {
            throw parser.invalid();
        }
        return new DateTimeFields(
                0, true, parser.date.epochDay(), parser.micros, parser.zoneOrNull());
    }

    /** A time with or without a date. */
    static DateTimeFields parseTime(String text, String typeName, TextSettings settings) {
        DateTimeParser parser = new DateTimeParser(text, typeName, settings, true);
        parser.read();
        DateTimeFields found = parser.special;
        if (found != null && found.infinity() == 0) {
            return found;
        }
        if (found != null || !parser.hasTime) {
            throw parser.invalid();
        }
        boolean hasDate = parser.date.isComplete();
        return new DateTimeFields(
                0,
                hasDate,
                hasDate ? parser.date.epochDay() : 0,
                parser.micros,
                parser.zoneOrNull());
    }

    private void read() {
        List<DateTimeToken> tokens = DateTimeToken.cut(text);
        if (tokens.isEmpty()) {
            throw invalid();
        }
        for (DateTimeToken token : tokens) {
            switch (token.kind()) {
                case DATE -> readDate(token.text());
                case TIME -> readTime(token.text());
                case SIGNED -> readOffset(token.text());
                case NUMBER -> readNumber(token.text());
                case WORD, SIGNED_WORD -> readWord(token.text());
            }
        }
        if (expectTime
                || expectJulianDay
                || (special != null && special.infinity() != 0 && tokens.size() > 1)) {
            throw invalid();
        }
    }

    private void readDate(String token) {
        boolean startsWithDigit = DateTimeToken.isDigit(token.charAt(0));
        if (expectTime || (startsWithDigit && date.hasMonthAndDay())) {
            readTimeWithOffset(token);
        } else if (date.hasMonthAndDay() || !date.looksLikeDate(token)) {
            setZone(
                    ZoneInput.region(token)
                            .orElseThrow(() -> InputErrors.zoneNotRecognized(token)));
        } else if (hasTime) {
            throw invalid();
        } else {
            date.readSeparated(token);
        }
    }

    /** {@code 123456-08}. */
    private void readTimeWithOffset(String token) {
        int sign = token.indexOf('-');
        if (sign < 0) {
            throw invalid();
        }
        readRunTogetherTime(token.substring(0, sign));
        readOffset(token.substring(sign));
    }

    private void readTime(String token) {
        int firstColon = token.indexOf(':');
        int secondColon = token.indexOf(':', firstColon + 1);
        String seconds = secondColon < 0 ? "0" : token.substring(secondColon + 1);
        String minutes =
                token.substring(firstColon + 1, secondColon < 0 ? token.length() : secondColon);
        if (secondColon < 0 && minutes.indexOf('.') >= 0) {
            // Two parts with a fraction are minutes and seconds.
            setTime("0", token.substring(0, firstColon), minutes);
        } else {
            setTime(token.substring(0, firstColon), minutes, seconds);
        }
    }

    private void setTime(String hours, String minutes, String seconds) {
        if (hasTime) {
            throw invalid();
        }
        int point = seconds.indexOf('.');
        int hour = number(hours);
        int minute = numberOrZero(minutes);
        int second = numberOrZero(point < 0 ? seconds : seconds.substring(0, point));
        if (minute > 59 || second > 60) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        long fraction = point < 0 ? 0 : fractionMicros(seconds.substring(point + 1));
        micros = ((hour * 60L + minute) * 60 + second) * IsoDateTime.MICROS_PER_SECOND + fraction;
        if (micros > IsoDateTime.MICROS_PER_DAY) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        hasTime = true;
        expectTime = false;
    }

    private void readOffset(String token) {
        setZone(ZoneInput.offset(token, text).orElseThrow(this::invalid));
    }

    private void setZone(ZoneId found) {
        if (zone != null) {
            throw invalid();
        }
        zone = found;
    }

    private void readNumber(String token) {
        if (expectJulianDay) {
            date.setJulianDay(number(token));
            expectJulianDay = false;
            return;
        }
        int point = token.indexOf('.');
        int digits = point < 0 ? token.length() : point;
        if (expectTime || (timeOnly && !date.hasMonthAndDay() && digits != 5)) {
            readRunTogetherTime(token);
        } else if (point >= 0 && !date.hasAny()) {
            date.readSeparated(token);
        } else if (point >= 0 && digits > 2) {
            readRunTogetherTime(token);
        } else if (digits >= 6 && !date.isComplete()) {
            date.readRunTogether(token);
        } else if (digits >= 4 && date.isComplete() && !hasTime) {
            readRunTogetherTime(token);
        } else {
            date.readNumber(token);
        }
    }

    /** {@code 1234} and {@code 123456}, with a fraction or not. */
    private void readRunTogetherTime(String token) {
        int point = token.indexOf('.');
        int digits = point < 0 ? token.length() : point;
        if (digits == 6) {
            setTime(token.substring(0, 2), token.substring(2, 4), token.substring(4));
        } else if (digits == 4 && point < 0) {
            setTime(token.substring(0, 2), token.substring(2), "0");
        } else {
            throw invalid();
        }
    }

    private void readWord(String word) {
        if (zone == null && !date.isMonth(word)) {
            ZoneOffset offset = ZoneInput.abbreviation(word).orElse(null);
            if (offset != null) {
                setZone(offset);
                return;
            }
        }
        switch (word) {
            case "infinity" -> special = DateTimeFields.infinite(1);
            case "-infinity" -> special = DateTimeFields.infinite(-1);
            case "epoch" -> setSpecial(0, 0, ZoneOffset.UTC);
            case "now" -> setNow();
            case "yesterday", "today", "tomorrow" -> setDay(SPECIAL_DAYS.getOrDefault(word, 0));
            case "allballs" -> setAllBalls();
            case "bc" -> date.setEra(true);
            case "ad" -> date.setEra(false);
            case "am", "pm" -> setHalfOfDay(word.equals("pm"));
            case "t" -> requireDateBeforeTime();
            case "j", "jd", "julian" -> expectJulianDay = true;
            case "dst" -> daylightSeconds = 3600;
            case "at", "on" -> {}
            default -> readName(word);
        }
    }

    private void readName(String word) {
        if (date.isMonth(word)) {
            date.setMonthName(word);
        } else if (!WEEKDAYS.contains(word)) {
            setZone(ZoneInput.region(word).orElseThrow(this::invalid));
        }
    }

    private void setNow() {
        Instant now = Instant.now();
        LocalDateTime local = LocalDateTime.ofInstant(now, settings.zone());
        setSpecial(
                local.toLocalDate().toEpochDay(),
                local.toLocalTime().toNanoOfDay() / 1000,
                settings.zone().getRules().getOffset(now));
    }

    private void setSpecial(long epochDay, long microsOfDay, ZoneOffset offset) {
        special = new DateTimeFields(0, true, epochDay, microsOfDay, offset);
    }

    private void setDay(int daysFromToday) {
        LocalDateTime now = LocalDateTime.now(settings.zone());
        date.setEpochDay(now.toLocalDate().toEpochDay() + daysFromToday);
    }

    private void setAllBalls() {
        hasTime = true;
        micros = 0;
        zone = ZoneOffset.UTC;
    }

    private void setHalfOfDay(boolean afternoon) {
        long hour = micros / 3_600_000_000L;
        if (hour > 12) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        if (!afternoon && hour == 12) {
            micros -= 12 * 3_600_000_000L;
        } else if (afternoon && hour != 12) {
            micros += 12 * 3_600_000_000L;
        }
    }

    private void requireDateBeforeTime() {
        if (!date.isComplete() && !timeOnly) {
            throw invalid();
        }
        expectTime = true;
    }

    private @Nullable ZoneId zoneOrNull() {
        if (daylightSeconds == 0) {
            return zone;
        }
        if (zone instanceof ZoneOffset offset) {
            return ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() + daylightSeconds);
        }
        throw invalid();
    }

    /** Nothing behind a colon is zero. */
    private int numberOrZero(String digits) {
        return digits.isEmpty() ? 0 : number(digits);
    }

    private int number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid();
        }
        if (digits.length() > 9) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        return Integer.parseInt(digits);
    }

    /** Microseconds of the digits behind a point, rounded. */
    private long fractionMicros(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid();
        }
        return (long) Math.rint(Double.parseDouble("0." + digits + "0") * 1e6);
    }

    private PgException invalid() {
        return InputErrors.invalidDateTime(typeName, text);
    }
}
