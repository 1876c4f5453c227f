package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Intervals from their text: {@code 1 day 02:03:04}, {@code @ 1 day ago}, {@code 1-2}, {@code
 * P1DT2H}. Read from the end, as in PostgreSQL: a unit stands behind its number.
 */
final class IntervalInput {
    private static final Map<String, IntervalSum.Unit> UNITS =
            Map.ofEntries(
                    Map.entry("us", IntervalSum.Unit.MICROSECOND),
                    Map.entry("usec", IntervalSum.Unit.MICROSECOND),
                    Map.entry("usecs", IntervalSum.Unit.MICROSECOND),
                    Map.entry("microsecond", IntervalSum.Unit.MICROSECOND),
                    Map.entry("microseconds", IntervalSum.Unit.MICROSECOND),
                    Map.entry("ms", IntervalSum.Unit.MILLISECOND),
                    Map.entry("msec", IntervalSum.Unit.MILLISECOND),
                    Map.entry("msecs", IntervalSum.Unit.MILLISECOND),
                    Map.entry("millisecond", IntervalSum.Unit.MILLISECOND),
                    Map.entry("milliseconds", IntervalSum.Unit.MILLISECOND),
                    Map.entry("s", IntervalSum.Unit.SECOND),
                    Map.entry("sec", IntervalSum.Unit.SECOND),
                    Map.entry("secs", IntervalSum.Unit.SECOND),
                    Map.entry("second", IntervalSum.Unit.SECOND),
                    Map.entry("seconds", IntervalSum.Unit.SECOND),
                    Map.entry("m", IntervalSum.Unit.MINUTE),
                    Map.entry("min", IntervalSum.Unit.MINUTE),
                    Map.entry("mins", IntervalSum.Unit.MINUTE),
                    Map.entry("minute", IntervalSum.Unit.MINUTE),
                    Map.entry("minutes", IntervalSum.Unit.MINUTE),
                    Map.entry("h", IntervalSum.Unit.HOUR),
                    Map.entry("hr", IntervalSum.Unit.HOUR),
                    Map.entry("hrs", IntervalSum.Unit.HOUR),
                    Map.entry("hour", IntervalSum.Unit.HOUR),
                    Map.entry("hours", IntervalSum.Unit.HOUR),
                    Map.entry("d", IntervalSum.Unit.DAY),
                    Map.entry("day", IntervalSum.Unit.DAY),
                    Map.entry("days", IntervalSum.Unit.DAY),
                    Map.entry("w", IntervalSum.Unit.WEEK),
                    Map.entry("week", IntervalSum.Unit.WEEK),
                    Map.entry("weeks", IntervalSum.Unit.WEEK),
                    Map.entry("mon", IntervalSum.Unit.MONTH),
                    Map.entry("mons", IntervalSum.Unit.MONTH),
                    Map.entry("month", IntervalSum.Unit.MONTH),
                    Map.entry("months", IntervalSum.Unit.MONTH),
                    Map.entry("y", IntervalSum.Unit.YEAR),
                    Map.entry("yr", IntervalSum.Unit.YEAR),
                    Map.entry("yrs", IntervalSum.Unit.YEAR),
                    Map.entry("year", IntervalSum.Unit.YEAR),
                    Map.entry("years", IntervalSum.Unit.YEAR),
                    Map.entry("dec", IntervalSum.Unit.DECADE),
                    Map.entry("decs", IntervalSum.Unit.DECADE),
                    Map.entry("decade", IntervalSum.Unit.DECADE),
                    Map.entry("decades", IntervalSum.Unit.DECADE),
                    Map.entry("c", IntervalSum.Unit.CENTURY),
                    Map.entry("cent", IntervalSum.Unit.CENTURY),
                    Map.entry("century", IntervalSum.Unit.CENTURY),
                    Map.entry("centuries", IntervalSum.Unit.CENTURY),
                    Map.entry("mil", IntervalSum.Unit.MILLENNIUM),
                    Map.entry("mils", IntervalSum.Unit.MILLENNIUM),
                    Map.entry("millennium", IntervalSum.Unit.MILLENNIUM),
                    Map.entry("millennia", IntervalSum.Unit.MILLENNIUM));

    private final String text;
    private final IntervalSum.Unit bare;
    private final boolean minutesFirst;
    private final IntervalSum sum;
    private IntervalSum.@Nullable Unit unit;
    private boolean ago;
    private boolean any;

    /**
     * @param bare the unit of a number without one
     * @param minutesFirst whether {@code 1:02} is a minute and two seconds
     */
    private IntervalInput(String text, IntervalSum.Unit bare, boolean minutesFirst) {
        this.text = text;
        this.bare = bare;
        this.minutesFirst = minutesFirst;
        this.sum = new IntervalSum(text);
    }

    static EngineValue.Interval interval(String text, TextSettings settings) {
        String trimmed = NumberInput.trim(text);
        if (trimmed.startsWith("P")) {
            return Iso8601Interval.parse(text, trimmed);
        }
        return new IntervalInput(text, IntervalSum.Unit.SECOND, false)
                .read(settings.intervalStyle());
    }

    /** As the literal of {@code INTERVAL '...' DAY TO SECOND}, whose fields are given. */
    static EngineValue.Interval interval(
            String text, IntervalFields fields, TextSettings settings) {
        String trimmed = NumberInput.trim(text);
        EngineValue.Interval value =
                trimmed.startsWith("P")
                        ? Iso8601Interval.parse(text, trimmed)
                        : new IntervalInput(text, fields.unit(), fields.isMinuteToSecond())
                                .read(settings.intervalStyle());
        return fields.cut(value);
    }

    private EngineValue.Interval read(IntervalStyle style) {
        List<DateTimeToken> tokens = DateTimeToken.cut(text);
        boolean leadingMinus = style == IntervalStyle.SQL_STANDARD && isOnlyLeadingSign(tokens);
        for (DateTimeToken token : tokens.reversed()) {
            readToken(token, leadingMinus);
        }
        if (!any) {
            throw invalid();
        }
        if (ago) {
            sum.negate();
        }
        return sum.value();
    }

    /** In the style of the SQL standard one minus in front counts for all fields. */
    private static boolean isOnlyLeadingSign(List<DateTimeToken> tokens) {
        return !tokens.isEmpty()
                && tokens.getFirst().text().startsWith("-")
                && tokens.stream()
                        .skip(1)
                        .noneMatch(token -> token.kind() == DateTimeToken.Kind.SIGNED);
    }

    private void readToken(DateTimeToken token, boolean negateAll) {
        switch (token.kind()) {
            case TIME -> readTime(token.text(), negateAll);
            case SIGNED -> readSigned(token.text());
            case NUMBER, DATE -> readNumber(token.text(), negateAll);
            case WORD -> readWord(token.text());
            case SIGNED_WORD -> throw invalid();
        }
    }

    private void readSigned(String token) {
        boolean negative = token.startsWith("-");
        String rest = token.substring(1);
        if (rest.indexOf(':') >= 0) {
            readTime(rest, negative);
        } else {
            readNumber(rest, negative);
        }
    }

    private void readTime(String token, boolean negative) {
        String[] parts = token.split(":", -1);
        if (parts.length > 3) {
            throw invalid();
        }
        boolean noHours = parts.length == 2 && (minutesFirst || parts[1].indexOf('.') >= 0);
        String seconds = noHours ? parts[1] : parts.length == 3 ? parts[2] : "0";
        long hour = noHours ? 0 : whole(parts[0]);
        long minute = whole(noHours ? parts[0] : parts[1]);
        int point = seconds.indexOf('.');
        long second = whole(point < 0 ? seconds : seconds.substring(0, point));
        if (minute > 59 || second > 60) {
            throw InputErrors.intervalFieldOverflow(text);
        }
        int sign = negative ? -1 : 1;
        requireFirst(IntervalSum.Unit.HOUR);
        requireFirst(IntervalSum.Unit.MINUTE);
        requireFirst(IntervalSum.Unit.SECOND);
        sum.add(IntervalSum.Unit.HOUR, sign * hour, 0);
        sum.add(IntervalSum.Unit.MINUTE, sign * minute, 0);
        double fraction = point < 0 ? 0 : fraction(seconds.substring(point + 1));
        sum.add(IntervalSum.Unit.SECOND, sign * second, sign * fraction);
        unit = IntervalSum.Unit.DAY;
        any = true;
    }

    private void readNumber(String token, boolean negative) {
        int sign = negative ? -1 : 1;
        int dash = token.indexOf('-');
        if (dash >= 0) {
            readYearsAndMonths(token.substring(0, dash), token.substring(dash + 1), sign);
            return;
        }
        int point = token.indexOf('.');
        String digits = point < 0 ? token : token.substring(0, point);
        long whole = digits.isEmpty() ? 0 : whole(digits);
        double fraction = point < 0 ? 0 : fraction(token.substring(point + 1));
        IntervalSum.Unit scale = unit == null ? bare : unit;
        requireFirst(scale);
        sum.add(scale, sign * whole, sign * fraction);
        any = true;
    }

    private void readYearsAndMonths(String years, String months, int sign) {
        long monthCount = whole(months);
        if (monthCount > 11) {
            throw InputErrors.intervalFieldOverflow(text);
        }
        requireFirst(IntervalSum.Unit.MONTH);
        sum.add(IntervalSum.Unit.YEAR, sign * whole(years), 0);
        sum.add(IntervalSum.Unit.MONTH, sign * monthCount, 0);
        unit = IntervalSum.Unit.MONTH;
        any = true;
    }

    private void requireFirst(IntervalSum.Unit candidate) {
        if (!sum.isFirst(candidate)) {
            throw invalid();
        }
    }

    private void readWord(String word) {
        if (word.equals("ago")) {
            ago = true;
            return;
        }
        IntervalSum.Unit found = UNITS.get(word);
        if (found == null) {
            throw invalid();
        }
        unit = found;
    }

    private long whole(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid();
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw InputErrors.intervalFieldOverflow(text);
        }
    }

    private double fraction(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid();
        }
        return Double.parseDouble("0." + digits + "0");
    }

    private PgException invalid() {
        return InputErrors.invalidDateTime("interval", text);
    }
}
