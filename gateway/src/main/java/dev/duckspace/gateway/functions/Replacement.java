package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.regex.Regex;

/** A text whose matches are replaced. */
final class Replacement {
    private Replacement() {}

    /**
     * @param with {@code \1} to {@code \9} stand for groups, {@code \&} for the match
     * @param start in characters from 0
     * @param number of the match that is replaced, 0 for all
     */
    static String in(Row row, Regex regex, String with, int start, int number) {
        StringBuilder out = new StringBuilder();
        Runnable watch = Patterns.watch(row);
        int copied = 0;
        int from = start;
        int matches = 0;
        for (int[] match = regex.find(from, watch);
                match != null;
                match = regex.find(from, watch)) {
            matches++;
            from = match[1] + (match[0] == match[1] ? 1 : 0);
            if (number > 0 && matches != number) {
                continue;
            }
            out.append(regex.part(copied, match[0]));
            append(out, regex, match, with);
            Sizes.requireText(out.length());
            copied = match[1];
            if (number > 0) {
                break;
            }
        }
        return out.append(regex.part(copied, regex.length())).toString();
    }

    private static void append(StringBuilder out, Regex regex, int[] match, String with) {
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            char next = c == '\\' && i + 1 < with.length() ? with.charAt(i + 1) : ' ';
            if (next == '\\') {
                out.append('\\');
                i++;
            } else if (next == '&' || (next >= '1' && next <= '9')) {
                int group = next == '&' ? 0 : next - '0';
                if (group <= regex.groups() && match[2 * group] >= 0) {
                    out.append(regex.part(match[2 * group], match[2 * group + 1]));
                }
                i++;
            } else {
                out.append(c);
            }
        }
    }
}
