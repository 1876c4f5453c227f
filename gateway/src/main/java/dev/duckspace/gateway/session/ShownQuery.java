package dev.duckspace.gateway.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement's text as operators see it: short, and without literals where the statement is about
 * passwords, keys or connections to elsewhere.
 */
final class ShownQuery {
    static final int CHARS_MAX = 1_024;

    private static final String MASKED = "'***'";

    private static final Pattern SENSITIVE =
            Pattern.compile(
                    "passw|secret|credential|token|passphrase|_key\\b|\\battach\\b|://[^\\s'/]*@",
                    Pattern.CASE_INSENSITIVE);

    /** Strings of every kind and comments, also such as the end of the text cuts off. */
    private static final Pattern LITERAL =
            Pattern.compile(
                    """
                    (?<string>[eE]'(?:[^'\\\\]|\\\\.|'')*+(?:'|\\\\?$)\
                    |'[^']*+(?:''[^']*+)*+(?:'|$)\
                    |\\$(?<tag>\\w*)\\$.*?(?:\\$\\k<tag>\\$|$))\
                    |(?<comment>--[^\\n]*|/\\*.*?(?:\\*/|$))\
                    |"[^"]*+(?:"|$)""",
                    Pattern.DOTALL);

    private ShownQuery() {}

    /** The beginning of a text, which is all that is kept of it. */
    static String beginning(String sql) {
        return sql.length() > CHARS_MAX ? sql.substring(0, CHARS_MAX) : sql;
    }

    /**
     * @param beginning of a statement's text
     */
    static String redacted(String beginning) {
        if (!SENSITIVE.matcher(beginning).find()) {
            return beginning;
        }
        return LITERAL.matcher(beginning)
                .replaceAll(literal -> Matcher.quoteReplacement(shown((Matcher) literal)));
    }

    private static String shown(Matcher literal) {
        if (literal.group("string") != null) {
            return MASKED;
        }
        return literal.group("comment") != null ? "" : literal.group();
    }
}
