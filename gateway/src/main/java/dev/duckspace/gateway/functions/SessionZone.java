package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time zone of the session that runs a statement.
 *
 * @param name as SHOW TimeZone tells it
 */
record SessionZone(String name, ZoneId zone) {
    private static final long MICROS = 1_000_000;
    private static final Map<String, Map<Integer, String>> ABBREVIATIONS = load();

    /** POSIX: what it is called, then hours west of UTC. */
    private static final Pattern POSIX =
            Pattern.compile("(?:<([^>]*)>|([A-Za-z]+))([+-]?)(\\d{1,2})(?::(\\d{2}))?");

    /**
     * @param setting the value of TimeZone; null is UTC
     */
    static SessionZone of(@Nullable String setting) {
        String name = setting == null ? "UTC" : setting;
        Matcher posix = POSIX.matcher(name);
        if (posix.matches() && !ABBREVIATIONS.containsKey(name)) {
            int hours = Integer.parseInt(posix.group(4));
            int minutes = posix.group(5) == null ? 0 : Integer.parseInt(posix.group(5));
            int seconds = (hours * 60 + minutes) * 60;
            return new SessionZone(
                    name,
                    ZoneOffset.ofTotalSeconds("-".equals(posix.group(3)) ? seconds : -seconds));
        }
        try {
            return new SessionZone(name, ZoneId.of(name, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            throw new PgException(
                    dev.duckspace.gateway.protocol.ErrorInfo.error(
                            dev.duckspace.gateway.protocol.SqlState.FEATURE_NOT_SUPPORTED,
                            "time zone \"%s\" is not known to templates".formatted(name)));
        }
    }

    /** Seconds east of UTC at an instant in microseconds. */
    int offsetAt(long micros) {
        return zone.getRules()
                .getOffset(Instant.ofEpochSecond(Math.floorDiv(micros, MICROS)))
                .getTotalSeconds();
    }

    /**
     * The instant of a local time, in microseconds; in a gap the time after it as in PostgreSQL.
     */
    long instantOf(long localMicros) {
        long seconds = Math.floorDiv(localMicros, MICROS);
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        var offsets = zone.getRules().getValidOffsets(local);
        int offset =
                offsets.isEmpty()
                        ? zone.getRules().getTransition(local).getOffsetBefore().getTotalSeconds()
                        : offsets.getLast().getTotalSeconds();
        return localMicros - offset * MICROS;
    }

    /** What the zone is called where it has this offset. */
    String abbreviation(int offset) {
        Map<Integer, String> known = ABBREVIATIONS.get(name);
        String abbreviation = known == null ? null : known.get(offset);
        if (abbreviation != null) {
            return abbreviation;
        }
        Matcher posix = POSIX.matcher(name);
        if (posix.matches()) {
            return posix.group(1) == null ? posix.group(2) : posix.group(1);
        }
        return known == null && zone instanceof ZoneOffset ? name : "LMT";
    }

    private static Map<String, Map<Integer, String>> load() {
        try (InputStream stream = SessionZone.class.getResourceAsStream("zone-abbreviations.txt")) {
            if (stream == null) {
                throw new IllegalStateException("The abbreviations of zones are missing");
            }
            Map<String, Map<Integer, String>> all = new HashMap<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> read(line, all));
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("The abbreviations of zones cannot be read", e);
        }
    }

    /** {@code Europe/Berlin Europe/Vaduz<tab>3600=CET 7200=CEST}. */
    private static void read(String line, Map<String, Map<Integer, String>> all) {
        int tab = line.indexOf('\t');
        Map<Integer, String> byOffset = new HashMap<>();
        for (String each : line.substring(tab + 1).split(" ", -1)) {
            int equals = each.indexOf('=');
            byOffset.put(Integer.valueOf(each.substring(0, equals)), each.substring(equals + 1));
        }
        for (String name : line.substring(0, tab).split(" ", -1)) {
            all.put(name, byOffset);
        }
    }
}
