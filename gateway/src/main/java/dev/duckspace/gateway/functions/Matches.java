package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.regex.Regex;
import dev.duckspace.gateway.functions.regex.RegexFlags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a regular expression finds in its text. */
final class Matches {
    private Matches() {}

    /** Matches in order, no more than so many, from a place in characters from 0. */
    static List<int[]> all(Row row, Regex regex, int from, int most) {
        List<int[]> matches = new ArrayList<>();
        Runnable watch = Patterns.watch(row);
        int at = from;
        while (matches.size() < most) {
            int[] match = regex.find(at, watch);
            if (match == null) {
                break;
            }
            matches.add(match);
            at = match[1] + (match[0] == match[1] ? 1 : 0);
        }
        return matches;
    }

    /** What the groups matched; without groups the whole. */
    static List<@Nullable String> groups(Regex regex, int[] match) {
        List<@Nullable String> parts = new ArrayList<>();
        for (int group = regex.groups() == 0 ? 0 : 1; group <= regex.groups(); group++) {
            parts.add(
                    match[2 * group] < 0
                            ? null
                            : regex.part(match[2 * group], match[2 * group + 1]));
        }
        return parts;
    }

    /** What lies between matches; an empty match at an end or behind another does not count. */
    static List<String> split(Row row, Regex regex) {
        List<String> pieces = new ArrayList<>();
        Runnable watch = Patterns.watch(row);
        int at = 0;
        int lastEnd = 0;
        int from = 0;
        for (int[] match = regex.find(at, watch); match != null; match = regex.find(at, watch)) {
            if (match[0] < regex.length() && match[1] > lastEnd) {
                pieces.add(regex.part(from, match[0]));
                from = match[1];
            }
            lastEnd = match[1];
            at = match[1] + (match[0] == match[1] ? 1 : 0);
        }
        pieces.add(regex.part(from, regex.length()));
        return pieces;
    }

    /** What the first group matched, or the whole; null where nothing matches. */
    static @Nullable String substring(Row row, String text, String pattern) {
        Regex regex = Patterns.in(text, pattern, RegexFlags.NONE);
        int[] match = regex.find(0, Patterns.watch(row));
        if (match == null) {
            return null;
        }
        int group = regex.groups() > 0 ? 1 : 0;
        return match[2 * group] < 0 ? null : regex.part(match[2 * group], match[2 * group + 1]);
    }
}
