package dev.duckspace.gateway.functions.regex;

/**
 * How a pattern is read, PostgreSQL's letters in brackets.
 *
 * @param ignoreCase (i, c)
 * @param newlineStops {@code .} and {@code [^...]} do not match a newline (n, m, p)
 * @param newlineAnchors {@code ^} and {@code $} match at newlines too (n, m, w)
 * @param expanded white space and comments do not count (x, t)
 */
public record RegexFlags(
        Flavour flavour,
        boolean ignoreCase,
        boolean newlineStops,
        boolean newlineAnchors,
        boolean expanded) {
    public static final RegexFlags NONE =
            new RegexFlags(Flavour.ADVANCED, false, false, false, false);

    /** PostgreSQL's grammars. */
    public enum Flavour {
        ADVANCED,
        EXTENDED,
        BASIC,
        LITERAL
    }

    public RegexFlags ignoringCase(boolean ignore) {
        return new RegexFlags(flavour, ignore, newlineStops, newlineAnchors, expanded);
    }

    public RegexFlags of(Flavour other) {
        return new RegexFlags(other, ignoreCase, newlineStops, newlineAnchors, expanded);
    }

    public RegexFlags newlines(boolean stop, boolean anchor) {
        return new RegexFlags(flavour, ignoreCase, stop, anchor, expanded);
    }

    public RegexFlags expanded(boolean now) {
        return new RegexFlags(flavour, ignoreCase, newlineStops, newlineAnchors, now);
    }

    /**
     * With a letter of a function's flags or of {@code (?...)} taken into account, or null when it
     * is none.
     */
    public @org.jspecify.annotations.Nullable RegexFlags with(char letter) {
        return switch (letter) {
            case 'b' -> of(Flavour.BASIC);
            case 'c' -> ignoringCase(false);
            case 'e' -> of(Flavour.EXTENDED);
            case 'i' -> ignoringCase(true);
            case 'm', 'n' -> newlines(true, true);
            case 'p' -> newlines(true, false);
            case 'q' -> of(Flavour.LITERAL);
            case 's' -> newlines(false, false);
            case 't' -> expanded(false);
            case 'w' -> newlines(false, true);
            case 'x' -> expanded(true);
            default -> null;
        };
    }
}
