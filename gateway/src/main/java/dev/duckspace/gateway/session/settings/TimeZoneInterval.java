package dev.duckspace.gateway.session.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE}: an offset east of Greenwich. */
final class TimeZoneInterval {
    private static final Pattern INTERVAL =
            Pattern.compile("(?i)interval\\s*'(?<text>[^']*)'\\s*(?<fields>[a-z\\s]*)");
    private static final Pattern CLOCK =
            Pattern.compile(
                    "(?<sign>[+-]?)(?<hours>\\d{1,4}):(?<minutes>\\d{1,2})(?::(?<seconds>\\d{1,2}))?");
    private static final Pattern QUANTITY =
            Pattern.compile("\\s*(?<count>[+-]?\\d{1,6})\\s*(?<unit>[a-zA-Z]*)");

    private TimeZoneInterval() {}

    static TimeZoneName.Resolution resolve(SettingDefinition definition, String value) {
        Matcher interval = INTERVAL.matcher(value.strip());
        if (!interval.matches()) {
            return new TimeZoneName.Resolution.Unknown();
        }
        String text = interval.group("text").strip();
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return TimeZoneName.ofSecondsEast(clockSeconds(clock));
        }
        Long seconds = quantities(definition, value, text, interval.group("fields"));
        return seconds == null
                ? new TimeZoneName.Resolution.Unknown()
                : TimeZoneName.ofSecondsEast(seconds);
    }

    private static long clockSeconds(Matcher clock) {
        long seconds =
                Long.parseLong(clock.group("hours")) * 3600
                        + Long.parseLong(clock.group("minutes")) * 60
                        + (clock.group("seconds") == null
                                ? 0
                                : Long.parseLong(clock.group("seconds")));
        return clock.group("sign").equals("-") ? -seconds : seconds;
    }

    /** Null when it is no interval. */
    private static @Nullable Long quantities(
            SettingDefinition definition, String value, String text, String fields) {
        Matcher quantity = QUANTITY.matcher(text);
        long seconds = 0;
        int at = 0;
        while (at < text.length() && quantity.find(at) && quantity.start() == at) {
            String spelled = quantity.group("unit");
            Long unit =
                    secondsOf(definition, value, spelled.isEmpty() ? lastField(fields) : spelled);
            if (unit == null) {
                return null;
            }
            seconds += Long.parseLong(quantity.group("count")) * unit;
            at = quantity.end();
        }
        return at == 0 || at < text.length() ? null : seconds;
    }

    /** A bare number counts the last field of HOUR TO MINUTE, seconds without any. */
    private static String lastField(String fields) {
        String stripped = fields.strip();
        return stripped.isEmpty() ? "s" : stripped.substring(stripped.lastIndexOf(' ') + 1);
    }

    private static @Nullable Long secondsOf(
            SettingDefinition definition, String value, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "h", "hr", "hrs", "hour", "hours" -> 3600L;
            case "m", "min", "mins", "minute", "minutes" -> 60L;
            case "s", "sec", "secs", "second", "seconds" -> 1L;
            case "d", "day", "days", "w", "week", "weeks" ->
                    throw SettingErrors.invalidWithDetail(
                            definition, value, "Cannot specify days in time zone interval.");
            case "mon", "mons", "month", "months", "y", "year", "years" ->
                    throw SettingErrors.invalidWithDetail(
                            definition, value, "Cannot specify months in time zone interval.");
            default -> null;
        };
    }
}
