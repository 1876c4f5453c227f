package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sequences by names that come as values, as in {@code setval('public.s', 5)}. */
public final class SequenceValues {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^.\"]+)");

    private SequenceValues() {}

    /** The name's parts, folded where they are not quoted. */
    public static List<String> name(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2).strip().toLowerCase(Locale.ROOT)
                            : matcher.group(1).replace("\"\"", "\""));
        }
        return parts.isEmpty() ? List.of(text) : List.copyOf(parts);
    }

    /**
     * Statements that bring the sequence there.
     *
     * @param called whether the value counts as drawn
     */
    public static List<String> positioned(Relations.Sequence sequence, long value, boolean called) {
        return SequenceChange.of(sequence).positioned(value, called).statements();
    }
}
