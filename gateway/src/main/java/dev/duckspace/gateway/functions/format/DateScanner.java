package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.DateFields.Slot;
import dev.duckspace.gateway.functions.format.Template.Filler;
import dev.duckspace.gateway.functions.format.Template.Part;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/** Walks a text along a template and collects what its fields find. */
final class DateScanner {
    private static final List<String> HALVES = List.of("am", "pm");
    private static final List<String> DOTTED_HALVES = List.of("a.m.", "p.m.");
    private static final List<String> ERAS = List.of("ad", "bc");
    private static final List<String> DOTTED_ERAS = List.of("a.d.", "b.c.");
    private static final String WIDTH_HINT =
            "If your source string is not fixed-width, try using the \"FM\" modifier.";

    private final List<Part<DateField>> parts;
    private final String text;
    private final DateFields found = new DateFields();
    private boolean exact;
    private int at;

    /** Characters of the text passed beyond what the template asked for. */
    private int extra;

    DateScanner(Template<DateField> template, String text) {
        this.parts = template.parts();
        this.text = text;
    }

    DateFields scan() {
        for (int i = 0; i < parts.size() && at < text.length(); i++) {
            Part<DateField> part = parts.get(i);
            DateField field = part.field();
            if (!exact && field != DateField.EXACT && (field != null || i == 0)) {
                skipSpaces();
            }
            if (field == null) {
                filler(part);
                continue;
            }
            found.mode(field.mode());
            if (field == DateField.EXACT) {
                exact = true;
            } else {
                field(field, part, i);
            }
            if (!exact) {
                extra = 0;
                skipSpaces();
            }
        }
        return found;
    }

    private void skipSpaces() {
        while (at < text.length() && Template.isSpace(text.charAt(at))) {
            at++;
            extra++;
        }
    }

    private void filler(Part<DateField> part) {
        boolean separates = part.filler() != Filler.TEXT;
        if (exact) {
            pass();
        } else if (separates) {
            extra--;
            if (at < text.length()
                    && (Template.isSpace(text.charAt(at))
                            || Template.isSeparator(text.charAt(at)))) {
                at++;
                extra++;
            }
        } else if (extra > 0) {
            extra--;
        } else {
            pass();
        }
    }

    private void pass() {
        if (at < text.length()) {
            at = text.offsetByCodePoints(at, 1);
        }
    }

    private void field(DateField field, Part<DateField> part, int i) {
        switch (field) {
            case AM -> half(part, HALVES);
            case AM_DOTS -> half(part, DOTTED_HALVES);
            case AD -> found.set(Slot.BC, word(part, ERAS), part.text());
            case AD_DOTS -> found.set(Slot.BC, word(part, DOTTED_ERAS), part.text());
            case HOUR_12 -> {
                number(Slot.HOUR, part, i, 2);
                found.halfDays = true;
            }
            case HOUR_24 -> number(Slot.HOUR, part, i, 2);
            case MINUTE -> number(Slot.MINUTE, part, i);
            case SECOND -> number(Slot.SECOND, part, i);
            case SECOND_OF_DAY -> number(Slot.SECOND_OF_DAY, part, i);
            case MILLISECOND -> fraction(Slot.MILLI, part, i, 3);
            case MICROSECOND -> fraction(Slot.MICRO, part, i, 6);
            case FRACTION_1, FRACTION_2, FRACTION_3, FRACTION_4, FRACTION_5, FRACTION_6 -> {
                found.fraction = part.text().charAt(2) - '0';
                fraction(Slot.MICRO, part, i, found.fraction);
            }
            case ZONE, OFFSET ->
                    throw new PgException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "formatting field \"%s\" is only supported in to_char"
                                    .formatted(part.text()));
            case ZONE_HOUR -> {
                zoneSign();
                number(Slot.ZONE_HOUR, part, i, 2);
            }
            case ZONE_MINUTE -> {
                found.zoneSign = found.zoneSign == 0 ? 1 : found.zoneSign;
                number(Slot.ZONE_MINUTE, part, i, 2);
            }
            case MONTH_NAME -> month(part, Names.MONTHS);
            case SHORT_MONTH_NAME -> month(part, Names.SHORT_MONTHS);
            case ROMAN_MONTH ->
                    found.set(Slot.MONTH, 12 - word(part, Names.ROMAN_MONTHS), part.text());
            case DAY_NAME -> weekday(part, Names.DAYS);
            case SHORT_DAY_NAME -> weekday(part, Names.SHORT_DAYS);
            default -> date(field, part, i);
        }
        if (field != DateField.AM && part.suffixes().ordinal() != null && takesOrdinal(field)) {
            pass();
            pass();
        }
    }

    private static boolean takesOrdinal(DateField field) {
        return field.digits() || field.name().startsWith("FRACTION");
    }

    private void date(DateField field, Part<DateField> part, int i) {
        switch (field) {
            case MONTH -> number(Slot.MONTH, part, i);
            case DAY_OF_YEAR -> number(Slot.DAY_OF_YEAR, part, i);
            case ISO_DAY_OF_YEAR -> number(Slot.DAY_OF_YEAR, part, i, 3);
            case DAY_OF_MONTH -> number(Slot.DAY, part, i);
            case DAY_OF_WEEK -> number(Slot.DAY_OF_WEEK, part, i);
            case ISO_DAY -> {
                number(Slot.DAY_OF_WEEK, part, i, 1);
                int day = found.get(Slot.DAY_OF_WEEK) + 1;
                found.replace(Slot.DAY_OF_WEEK, day > 7 ? 1 : day);
            }
            case WEEK_OF_YEAR, ISO_WEEK -> number(Slot.WEEK, part, i);
            case WEEK_OF_MONTH -> number(Slot.WEEK_OF_MONTH, part, i);
            case QUARTER -> integer(part, i, part.text().length());
            case CENTURY -> number(Slot.CENTURY, part, i);
            case JULIAN_DAY -> number(Slot.JULIAN, part, i);
            case YEAR_COMMA -> yearWithComma(part);
            case YEAR, ISO_YEAR -> {
                number(Slot.YEAR, part, i);
                found.yearDigits = 4;
            }
            case YEAR_3, ISO_YEAR_3 -> year(part, i, 3);
            case YEAR_2, ISO_YEAR_2 -> year(part, i, 2);
            case YEAR_1, ISO_YEAR_1 -> year(part, i, 1);
            default -> throw new IllegalStateException("not a field of dates: " + field);
        }
    }

    private void half(Part<DateField> part, List<String> words) {
        found.set(Slot.PM, word(part, words), part.text());
        found.halfDays = true;
    }

    private void month(Part<DateField> part, List<String> names) {
        found.set(Slot.MONTH, word(part, names) + 1, part.text());
    }

    private void weekday(Part<DateField> part, List<String> names) {
        found.set(Slot.DAY_OF_WEEK, word(part, names), part.text());
        found.replace(Slot.DAY_OF_WEEK, found.get(Slot.DAY_OF_WEEK) + 1);
    }

    private void zoneSign() {
        char c = text.charAt(at);
        if (c == '+' || c == '-' || c == ' ') {
            found.zoneSign = c == '-' ? -1 : 1;
            at++;
        } else {
            found.zoneSign = extra > 0 && text.charAt(at - 1) == '-' ? -1 : 1;
        }
    }

    /** The number of the word of a list that the text goes on with, in any case. */
    private int word(Part<DateField> part, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (text.regionMatches(true, at, words.get(i), 0, words.get(i).length())) {
                at += words.get(i).length();
                return i;
            }
        }
        int end = at;
        while (end < text.length() && !Template.isSpace(text.charAt(end))) {
            end++;
        }
        throw invalid(
                text.substring(at, end),
                part,
                "The given value did not match any of the allowed values for this field.",
                null);
    }

    private void number(Slot slot, Part<DateField> part, int i) {
        number(slot, part, i, part.text().length());
    }

    private int number(Slot slot, Part<DateField> part, int i, int width) {
        int from = at;
        int value = integer(part, i, width);
        found.set(slot, value, part.text());
        return at - from;
    }

    private void fraction(Slot slot, Part<DateField> part, int i, int width) {
        while (at < text.length() && Template.isSpace(text.charAt(at))) {
            at++;
        }
        int digits = number(slot, part, i, width);
        int scale = slot == Slot.MILLI ? 3 : 6;
        int value = found.get(slot);
        for (int d = digits; d < scale; d++) {
            value *= 10;
        }
        found.replace(slot, value);
    }

    private void year(Part<DateField> part, int i, int digits) {
        while (at < text.length() && Template.isSpace(text.charAt(at))) {
            at++;
        }
        int read = number(Slot.YEAR, part, i, part.text().length());
        if (read < 4) {
            int year = found.get(Slot.YEAR);
            found.replace(
                    Slot.YEAR,
                    year < 70
                            ? year + 2000
                            : year < 100
                                    ? year + 1900
                                    : year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year);
        }
        found.yearDigits = digits;
    }

    private void yearWithComma(Part<DateField> part) {
        int from = at;
        int thousands = sign();
        int comma = at;
        if (comma < text.length() && text.charAt(comma) == ',' && comma > from) {
            at++;
            int first = at;
            while (at < text.length() && at < first + 3 && Template.isDigit(text.charAt(at))) {
                at++;
            }
            if (at > first) {
                found.set(
                        Slot.YEAR,
                        thousands * 1000 + Integer.parseInt(text.substring(first, at)),
                        part.text());
                found.yearDigits = 4;
                return;
            }
        }
        throw new PgException(
                SqlState.INVALID_DATETIME_FORMAT, "invalid input string for \"Y,YYY\"");
    }

    private int sign() {
        int from = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int first = at;
        while (at < text.length() && at - first < 9 && Template.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == first) {
            at = from;
            return 0;
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private int integer(Part<DateField> part, int i, int width) {
        while (at < text.length() && Template.isSpace(text.charAt(at))) {
            at++;
        }
        int from = at;
        boolean open = part.suffixes().fill() || separated(part, i);
        int limit = open ? text.length() : Math.min(text.length(), at + width);
        if (!open && text.length() - at < width) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_DATETIME_FORMAT,
                                    "source string too short for \"%s\" formatting field"
                                            .formatted(part.text()))
                            .withDetail(
                                    "Field requires %d characters, but only %d remain."
                                            .formatted(width, text.length() - at))
                            .withHint(WIDTH_HINT));
        }
        long value = digits(limit);
        int used = at - from;
        String given = text.substring(from, Math.min(text.length(), from + width));
        if (!open && used > 0 && used < width) {
            throw invalid(
                    given,
                    part,
                    "Field requires %d characters, but only %d could be parsed."
                            .formatted(width, used),
                    WIDTH_HINT);
        }
        if (used == 0) {
            throw invalid(given, part, "Value must be an integer.", null);
        }
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.DATETIME_FIELD_OVERFLOW,
                                    "value for \"%s\" in source string is out of range"
                                            .formatted(part.text()))
                            .withDetail(
                                    "Value must be in the range %d to %d."
                                            .formatted(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        }
        return (int) value;
    }

    private long digits(int limit) {
        int from = at;
        while (at < limit && Template.isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < limit && text.charAt(at) == '-';
        if (negative || (at < limit && text.charAt(at) == '+')) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < limit && Template.isDigit(text.charAt(at))) {
            value = Math.min(value * 10 + text.charAt(at++) - '0', 1L << 40);
        }
        if (at == first) {
            at = from;
        }
        return negative ? -value : value;
    }

    /** Whether a number ends where its digits do, since none can follow. */
    private boolean separated(Part<DateField> part, int i) {
        if (part.suffixes().ordinal() != null || i + 1 == parts.size()) {
            return true;
        }
        Part<DateField> next = parts.get(i + 1);
        DateField field = next.field();
        return field != null ? !field.digits() : !Template.isDigit(next.text().charAt(0));
    }

    private static PgException invalid(
            String value,
            Part<DateField> part,
            String detail,
            @org.jspecify.annotations.Nullable String hint) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_DATETIME_FORMAT,
                                "invalid value \"%s\" for \"%s\"".formatted(value, part.text()))
                        .withDetail(detail)
                        .withHint(hint));
    }
}
