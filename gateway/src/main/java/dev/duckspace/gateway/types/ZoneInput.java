package dev.duckspace.gateway.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Time zones as they are spelled in dates and times. */
public final class ZoneInput {
    private static final int MAX_HOURS = 15;
    private static final Map<String, Integer> ABBREVIATIONS = readAbbreviations();
    private static final Map<String, String> REGIONS =
            ZoneId.getAvailableZoneIds().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    name -> name.toLowerCase(Locale.ROOT),
                                    Function.identity(),
                                    (first, second) -> first));

    private ZoneInput() {}

    /** {@code cest}, {@code z}: PostgreSQL's default set. */
    public static Optional<ZoneOffset> abbreviation(String lowerCase) {
        return Optional.ofNullable(ABBREVIATIONS.get(lowerCase)).map(ZoneOffset::ofTotalSeconds);
    }

    /** {@code america/new_york} in any case, {@code utc+3} as POSIX means it. */
    public static Optional<ZoneId> region(String name) {
        String region = REGIONS.get(name.toLowerCase(Locale.ROOT));
        if (region != null) {
            return Optional.of(ZoneId.of(region));
        }
        return posix(name);
    }

    /**
     * A zone as AT TIME ZONE takes it: an abbreviation, a name, or an offset as POSIX means it.
     *
     * @throws dev.duckspace.gateway.protocol.PgException 22023 for what is none
     */
    public static ZoneId named(String name) {
        Optional<ZoneOffset> abbreviation = abbreviation(name.toLowerCase(Locale.ROOT));
        if (abbreviation.isPresent()) {
            return abbreviation.get();
        }
        return region(name).orElseThrow(() -> InputErrors.zoneNotRecognized(name));
    }

    /**
     * A zone as make_timestamptz takes it: an offset is east of UTC, as in a timestamp's text.
     *
     * @throws dev.duckspace.gateway.protocol.PgException 22023 for what is none
     */
    public static ZoneId signed(String name) {
        if (name.startsWith("+") || name.startsWith("-")) {
            return offset(name, name)
                    .map(ZoneId.class::cast)
                    .orElseThrow(() -> InputErrors.zoneNotRecognized(name));
        }
        return named(name);
    }

    /** Letters and an offset west of UTC: {@code utc+3} is three hours behind. */
    private static Optional<ZoneId> posix(String name) {
        int at = 0;
        while (at < name.length() && Character.isLetter(name.charAt(at))) {
            at++;
        }
        boolean bare = at == 0 && (name.startsWith("+") || name.startsWith("-"));
        if ((at < 3 && !bare) || at == name.length()) {
            return Optional.empty();
        }
        boolean signed = name.charAt(at) == '+' || name.charAt(at) == '-';
        String offset = (signed ? "" : "+") + name.substring(at);
        return offset(offset, name).map(west -> ZoneOffset.ofTotalSeconds(-west.getTotalSeconds()));
    }

    /**
     * A sign, then {@code 5}, {@code 05}, {@code 0530}, {@code 05:30} or {@code 05:30:15}.
     *
     * @param text the whole value, for the message
     * @return empty when it is spelled otherwise
     * @throws dev.duckspace.gateway.protocol.PgException 22009 beyond 15:59:59
     */
    static Optional<ZoneOffset> offset(String signed, String text) {
        String[] parts = signed.substring(1).split(":", -1);
        if (parts.length > 3 || signed.length() < 2) {
            return Optional.empty();
        }
        int[] numbers = new int[3];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty()
                    || parts[i].length() > 6
                    || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        if (parts.length == 1 && parts[0].length() > 2) {
            numbers[1] = numbers[0] % 100;
            numbers[0] /= 100;
        }
        if (numbers[0] > MAX_HOURS || numbers[1] > 59 || numbers[2] > 59) {
            throw InputErrors.zoneDisplacementOverflow(text);
        }
        int seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2];
        return Optional.of(ZoneOffset.ofTotalSeconds(signed.charAt(0) == '-' ? -seconds : seconds));
    }

    /**
     * Seconds east of UTC for a local time: in a gap what held before it, in an overlap what holds
     * after it, as in PostgreSQL.
     */
    public static int offsetAt(ZoneId zone, long localSecond) {
        if (zone instanceof ZoneOffset offset) {
            return offset.getTotalSeconds();
        }
        try {
            LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
            ZoneOffsetTransition transition = zone.getRules().getTransition(local);
            if (transition == null) {
                return zone.getRules().getOffset(local).getTotalSeconds();
            }
            ZoneOffset offset =
                    transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
            return offset.getTotalSeconds();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("No local time has second " + localSecond, e);
        }
    }

    private static Map<String, Integer> readAbbreviations() {
        try (InputStream in =
                Objects.requireNonNull(
                        ZoneInput.class.getResourceAsStream("zone-abbreviations.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    fields -> fields[0], fields -> Integer.valueOf(fields[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
