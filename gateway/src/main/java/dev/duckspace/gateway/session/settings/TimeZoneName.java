package dev.duckspace.gateway.session.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as SET TimeZone takes it.
 *
 * @param name as SHOW TimeZone prints it
 */
public record TimeZoneName(String name, ZoneId zone) {
    private static final Map<String, TimeZoneName> BY_KEY = known();
    private static final Pattern HOURS = Pattern.compile("\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)");

    /** POSIX: a name in letters or angle brackets, then the offset west of Greenwich. */
    private static final Pattern POSIX =
            Pattern.compile(
                    "(?:<[^>]*>|[^-+,<\\d]*)(?<sign>[+-]?)"
                            + "(?<hours>\\d{1,3})(?::(?<minutes>\\d{1,2}))?(?::(?<seconds>\\d{1,2}))?"
                            + "(?<daylight>(?:[A-Za-z]|<).*)?");

    private static final int POSIX_HOURS_MAX = 167;
    private static final int LENGTH_MAX = 255;
    private static final int SECONDS_OF_HOUR = 3600;
    private static final int SECONDS_OF_MINUTE = 60;
    private static final int OFFSET_HOURS_MAX = 18;

    /** What a text names; see the subtypes for what PostgreSQL or this gateway makes of it. */
    sealed interface Resolution {
        record Found(TimeZoneName zone) implements Resolution {}

        record Unknown() implements Resolution {}

        /** An offset with seconds, which PostgreSQL takes for leap seconds. */
        record LeapSeconds() implements Resolution {}

        /** Beyond what an offset can be. */
        record OutOfRange() implements Resolution {}

        /** PostgreSQL takes it, the gateway cannot: daylight saving rules spelled out. */
        record Unsupported() implements Resolution {}
    }

    static Resolution resolve(String text) {
        if (HOURS.matcher(text).matches()) {
            return ofSecondsEast((long) (Double.parseDouble(text.strip()) * SECONDS_OF_HOUR));
        }
        TimeZoneName known = BY_KEY.get(text.toLowerCase(Locale.ROOT));
        if (known != null) {
            return new Resolution.Found(known);
        }
        Matcher posix = POSIX.matcher(text);
        if (text.length() > LENGTH_MAX || !posix.matches()) {
            return new Resolution.Unknown();
        }
        return posix(text.toUpperCase(Locale.ROOT), posix);
    }

    /** The zone that a value of TimeZone, as this class has made it, stands for. */
    static ZoneId zoneOf(String name) {
        return switch (resolve(name)) {
            case Resolution.Found found -> found.zone().zone();
            case Resolution.Unknown _,
                    Resolution.LeapSeconds _,
                    Resolution.OutOfRange _,
                    Resolution.Unsupported _ ->
                    throw new IllegalStateException("not a time zone: " + name);
        };
    }

    /** PostgreSQL names it as POSIX does: with the sign turned around. */
    static Resolution ofSecondsEast(long seconds) {
        if (Math.abs(seconds) > (long) OFFSET_HOURS_MAX * SECONDS_OF_HOUR) {
            return new Resolution.OutOfRange();
        }
        String magnitude = clock(Math.abs(seconds));
        String name =
                seconds >= 0
                        ? "<+" + magnitude + ">-" + magnitude
                        : "<-" + magnitude + ">+" + magnitude;
        return found(name, (int) seconds);
    }

    private static Resolution posix(String name, Matcher matcher) {
        int hours = Integer.parseInt(matcher.group("hours"));
        int minutes = orZero(matcher.group("minutes"));
        int seconds = orZero(matcher.group("seconds"));
        if (hours > POSIX_HOURS_MAX || minutes >= SECONDS_OF_MINUTE || seconds > 60) {
            return new Resolution.Unknown();
        }
        if (matcher.group("daylight") != null) {
            return new Resolution.Unsupported();
        }
        if (seconds % SECONDS_OF_MINUTE != 0) {
            return new Resolution.LeapSeconds();
        }
        int west = hours * SECONDS_OF_HOUR + minutes * SECONDS_OF_MINUTE + seconds;
        if (west > OFFSET_HOURS_MAX * SECONDS_OF_HOUR) {
            return new Resolution.OutOfRange();
        }
        return found(name, matcher.group("sign").equals("-") ? west : -west);
    }

    private static Resolution found(String name, int secondsEast) {
        return new Resolution.Found(new TimeZoneName(name, ZoneOffset.ofTotalSeconds(secondsEast)));
    }

    private static int orZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String clock(long seconds) {
        long hours = seconds / SECONDS_OF_HOUR;
        long minutes = seconds / SECONDS_OF_MINUTE % SECONDS_OF_MINUTE;
        long rest = seconds % SECONDS_OF_MINUTE;
        String text = String.format(Locale.ROOT, "%02d", hours);
        if (minutes != 0 || rest != 0) {
            text += String.format(Locale.ROOT, ":%02d", minutes);
        }
        return rest == 0 ? text : text + String.format(Locale.ROOT, ":%02d", rest);
    }

    private static Map<String, TimeZoneName> known() {
        Map<String, TimeZoneName> known = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (!id.startsWith("SystemV/")) {
                put(known, id, ZoneId.of(id));
            }
        }
        put(known, "EST", ZoneOffset.ofHours(-5));
        put(known, "MST", ZoneOffset.ofHours(-7));
        put(known, "HST", ZoneOffset.ofHours(-10));
        put(known, "ROC", ZoneId.of("Asia/Taipei"));
        put(known, "GMT+0", ZoneOffset.UTC);
        put(known, "GMT-0", ZoneOffset.UTC);
        put(known, "Factory", ZoneOffset.UTC);
        systemZone().ifPresent(zone -> put(known, "localtime", zone));
        return Map.copyOf(known);
    }

    private static Optional<ZoneId> systemZone() {
        try {
            return Optional.of(ZoneId.systemDefault());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, TimeZoneName> known, String name, ZoneId zone) {
        known.put(name.toLowerCase(Locale.ROOT), new TimeZoneName(name, zone));
    }
}
