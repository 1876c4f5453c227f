package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The WITH clause that a statement begins with.
 *
 * @param verb where the statement behind it begins
 */
public record WithClause(boolean recursive, List<Part> parts, int verb) {
    public WithClause {
        parts = List.copyOf(parts);
    }

    /**
     * {@code name [(columns)] AS [[NOT] MATERIALIZED] (query) [SEARCH ..] [CYCLE ..]}.
     *
     * @param name its token
     * @param open the bracket before the query
     * @param close the bracket behind it
     * @param past the token behind the part
     */
    record Part(int name, int open, int close, int past) {
        /** Where the list of columns stands, between the name and AS; empty for none. */
        boolean hasColumns(Tokens tokens) {
            return tokens.is(name + 1, TokenKind.LEFT_PAREN);
        }
    }

    static Optional<WithClause> of(SqlText text) {
        if (text.isEmpty() || !text.tokens().is(text.from(), Keyword.WITH)) {
            return Optional.empty();
        }
        return Optional.ofNullable(read(text));
    }

    private static @Nullable WithClause read(SqlText text) {
        Tokens tokens = text.tokens();
        boolean recursive = tokens.is(text.from() + 1, Keyword.RECURSIVE);
        int at = text.from() + (recursive ? 2 : 1);
        List<Part> parts = new ArrayList<>(2);
        while (true) {
            int open = at + 1;
            while (open < text.to() && !tokens.is(open, Keyword.AS)) {
                open = past(text, open);
            }
            while (open < text.to() && !tokens.is(open, TokenKind.LEFT_PAREN)) {
                open++;
            }
            if (open >= text.to()) {
                return null;
            }
            int close = past(text, open) - 1;
            int next = close + 1;
            boolean clause = tokens.isWord(next, "search") || tokens.isWord(next, "cycle");
            while (clause
                    && next < text.to()
                    && !endsClause(tokens, next)
                    && !(tokens.is(next, TokenKind.COMMA) && !inColumnList(tokens, next))) {
                next = past(text, next);
            }
            parts.add(new Part(at, open, close, next));
            if (!tokens.is(next, TokenKind.COMMA)) {
                return next < text.to() ? new WithClause(recursive, parts, next) : null;
            }
            at = next + 1;
        }
    }

    /** The comma of {@code BY a, b SET} and {@code CYCLE a, b SET}, not that of the next part. */
    private static boolean inColumnList(Tokens tokens, int comma) {
        int at = comma + 1;
        while (tokens.is(at, TokenKind.IDENTIFIER) || tokens.is(at, TokenKind.QUOTED_IDENTIFIER)) {
            if (tokens.is(at, Keyword.SET)) {
                return true;
            }
            if (tokens.is(at, Keyword.AS)) {
                return false;
            }
            at += tokens.is(at + 1, TokenKind.COMMA) ? 2 : 1;
        }
        return false;
    }

    private static boolean endsClause(Tokens tokens, int at) {
        Keyword keyword = tokens.keyword(at);
        return keyword == Keyword.SELECT
                || keyword == Keyword.INSERT
                || keyword == Keyword.UPDATE
                || keyword == Keyword.DELETE
                || keyword == Keyword.MERGE
                || keyword == Keyword.VALUES
                || keyword == Keyword.TABLE
                || tokens.is(at, TokenKind.LEFT_PAREN);
    }

    private static int past(SqlText text, int at) {
        if (text.tokens().depthChange(at) <= 0) {
            return at + 1;
        }
        int past = text.tokens().pastGroup(at, text.to());
        return past < 0 ? text.to() : past;
    }

    /** {@code SEARCH DEPTH FIRST BY} and {@code CYCLE ..} behind a recursive query. */
    static void requireNoSearch(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (!rewrite.is(at - 1, TokenKind.RIGHT_PAREN)) {
            return;
        }
        boolean search =
                tokens.isWord(at, "search")
                        && (tokens.isWord(at + 1, "depth") || tokens.isWord(at + 1, "breadth"))
                        && tokens.isWord(at + 2, "first");
        boolean cycle = tokens.isWord(at, "cycle") && set(rewrite, at);
        if (search || cycle) {
            throw PgException.notSupported(
                    "SEARCH and CYCLE clauses are not supported",
                    "Keep the path in a column of the recursive query.");
        }
    }

    private static boolean set(Rewrite rewrite, int cycle) {
        int at = cycle + 1;
        while (rewrite.isName(at) && rewrite.is(at + 1, TokenKind.COMMA)) {
            at += 2;
        }
        return rewrite.isName(at) && rewrite.is(at + 1, Keyword.SET);
    }

    /** Whether some part inserts, updates or deletes. */
    public static boolean changesData(SqlText text) {
        return of(text).filter(with -> with.parts.stream().anyMatch(p -> changes(text, p)))
                .isPresent();
    }

    static boolean changes(SqlText text, Part part) {
        return isChange(text.tokens(), part.open() + 1);
    }

    static boolean isChange(Tokens tokens, int at) {
        Keyword keyword = tokens.keyword(at);
        return keyword == Keyword.INSERT
                || keyword == Keyword.UPDATE
                || keyword == Keyword.DELETE
                || keyword == Keyword.MERGE;
    }
}
