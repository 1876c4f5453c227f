package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** Finds the list that decides a statement's columns. */
final class QueryStart {
    private final LabelSource source;
    private final TokenCursor cursor;

    private QueryStart(LabelSource source) {
        this.source = source;
        this.cursor = source.cursor();
    }

    /**
     * Moves to the first item of the list: of the first SELECT, the first row of VALUES (at its
     * bracket), or RETURNING. Brackets and common table expressions before it are passed.
     *
     * @return SELECT, VALUES or RETURNING; null when the statement has no such list
     */
    static @Nullable Keyword moveToList(LabelSource source) {
        return new QueryStart(source).list();
    }

    private @Nullable Keyword list() {
        while (true) {
            if (cursor.accept(Keyword.WITH)) {
                if (!passTables()) {
                    return null;
                }
            } else if (!cursor.accept(TokenKind.LEFT_PAREN)) {
                break;
            }
        }
        if (cursor.accept(Keyword.SELECT)) {
            passDistinct();
            return Keyword.SELECT;
        }
        if (cursor.accept(Keyword.VALUES)) {
            return cursor.at(TokenKind.LEFT_PAREN) ? Keyword.VALUES : null;
        }
        boolean changes =
                cursor.acceptAny(Keyword.INSERT, Keyword.UPDATE, Keyword.DELETE, Keyword.MERGE)
                        != null;
        return changes && passToReturning() ? Keyword.RETURNING : null;
    }

    private void passDistinct() {
        if (!cursor.accept(Keyword.ALL)
                && cursor.accept(Keyword.DISTINCT)
                && cursor.accept(Keyword.ON)) {
            source.acceptGroup();
        }
    }

    /** Past {@code name [(columns)] AS [[NOT] MATERIALIZED] (query)}, one or more. */
    private boolean passTables() {
        cursor.accept(Keyword.RECURSIVE);
        do {
            if (!source.atName()) {
                return false;
            }
            source.name();
            source.acceptGroup();
            if (cursor.accept(Keyword.USING, Keyword.KEY)) {
                source.acceptGroup();
            }
            if (!cursor.accept(Keyword.AS)) {
                return false;
            }
            cursor.accept(Keyword.NOT);
            cursor.accept(Keyword.MATERIALIZED);
            if (!source.acceptGroup()) {
                return false;
            }
        } while (cursor.accept(TokenKind.COMMA));
        return true;
    }

    private boolean passToReturning() {
        Tokens tokens = source.tokens();
        int depth = 0;
        for (int i = cursor.index(); i < source.text().to(); i++) {
            depth += tokens.depthChange(i);
            if (depth == 0
                    && tokens.is(i, Keyword.RETURNING)
                    && !tokens.is(i - 1, TokenKind.DOT)
                    && !tokens.is(i - 1, Keyword.AS)) {
                cursor.moveTo(i + 1);
                return true;
            }
        }
        return false;
    }
}
