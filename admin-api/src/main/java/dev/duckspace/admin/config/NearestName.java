package dev.duckspace.admin.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant: the known name with the fewest edits. */
public final class NearestName {
    private NearestName() {}

    /** Empty when nothing is near: more than a third of the name would have to change. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> edits(name, k)).thenComparing(k -> k))
                .filter(k -> edits(name, k) <= Math.max(2, k.length() / 3));
    }

    /** "; did you mean "x"?" or nothing. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(k -> "; did you mean \"" + k + "\"?").orElse("");
    }

    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
