package dev.duckspace.gateway.sql;

/** The options of a sequence that the engine lacks: AS type, CACHE n, OWNED BY column. */
final class SequenceOptions {
    private SequenceOptions() {}

    /** The options between the tokens without those, after a blank; empty for none. */
    static String kept(Rewrite rewrite, int from, int to) {
        StringBuilder kept = new StringBuilder();
        int at = from;
        while (at < to) {
            int past = pastUnknown(rewrite, at);
            if (past == at) {
                kept.append(' ').append(rewrite.tokens().text(at));
                past = at + 1;
            }
            at = past;
        }
        return kept.toString();
    }

    /** Past an option that the engine lacks; {@code at} itself when none begins here. */
    static int pastUnknown(Rewrite rewrite, int at) {
        if (rewrite.is(at, Keyword.AS)) {
            return TypeNames.pastType(rewrite, at + 1);
        }
        if (rewrite.tokens().isWord(at, "cache") && rewrite.is(at + 1, TokenKind.INTEGER)) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.OWNED) && rewrite.is(at + 1, Keyword.BY)) {
            return rewrite.pastName(at + 2);
        }
        return at;
    }
}
