package dev.duckspace.gateway.sql;

/** Finds the kind of a statement that goes to the engine. */
final class EngineClassifier {
    private final SqlText text;
    private final Tokens tokens;

    EngineClassifier(SqlText text) {
        this.text = text;
        this.tokens = text.tokens();
    }

    Leading leading() {
        int verb = verb(text.from());
        Keyword keyword = verb < text.to() ? tokens.keyword(verb) : null;
        if (keyword == null) {
            return Leading.UNKNOWN;
        }
        return switch (keyword) {
            case SELECT -> into(verb) < 0 ? Leading.SELECT : Leading.SELECT_INTO;
            case VALUES -> Leading.VALUES;
            case TABLE -> Leading.TABLE;
            case FROM -> Leading.FROM;
            case PIVOT, PIVOT_WIDER -> Leading.PIVOT;
            case UNPIVOT, PIVOT_LONGER -> Leading.UNPIVOT;
            case DESCRIBE, DESC -> Leading.DESCRIBE;
            case SUMMARIZE -> Leading.SUMMARIZE;
            case INSERT, REPLACE -> Leading.INSERT;
            case UPDATE -> Leading.UPDATE;
            case DELETE -> Leading.DELETE;
            case MERGE -> Leading.MERGE;
            case TRUNCATE -> Leading.TRUNCATE;
            case COMMENT -> Leading.COMMENT;
            case CALL -> Leading.CALL;
            case VACUUM -> Leading.VACUUM;
            case ANALYZE, ANALYSE -> Leading.ANALYZE;
            case CHECKPOINT -> Leading.CHECKPOINT;
            case REFRESH -> Leading.REFRESH;
            case REINDEX -> Leading.REINDEX;
            case CLUSTER -> Leading.CLUSTER;
            case LOAD -> Leading.LOAD;
            case PRAGMA -> Leading.PRAGMA;
            case USE -> Leading.USE;
            case ATTACH -> Leading.ATTACH;
            case DETACH -> Leading.DETACH;
            case EXPORT -> Leading.EXPORT;
            case IMPORT -> Leading.IMPORT;
            case INSTALL -> Leading.INSTALL;
            default -> Leading.UNKNOWN;
        };
    }

    /** The token of the verb that does the work: past brackets and common table expressions. */
    int verb(int from) {
        int at = from;
        while (at < text.to() && tokens.is(at, TokenKind.LEFT_PAREN)) {
            at++;
        }
        return at < text.to() && tokens.is(at, Keyword.WITH) ? pastTables(at + 1) : at;
    }

    /** Past {@code name [(columns)] AS [[NOT] MATERIALIZED] (query)}, one or more. */
    private int pastTables(int from) {
        int at = tokens.is(from, Keyword.RECURSIVE) ? from + 1 : from;
        while (at < text.to()) {
            at = pastTable(at);
            if (at < text.to() && tokens.is(at, TokenKind.COMMA)) {
                at++;
            } else {
                return verb(at);
            }
        }
        return text.to();
    }

    private int pastTable(int from) {
        int at = from;
        while (at < text.to() && !tokens.is(at, Keyword.AS)) {
            at = past(at);
        }
        while (at < text.to() && !tokens.is(at, TokenKind.LEFT_PAREN)) {
            at++;
        }
        at = at < text.to() ? past(at) : at;
        boolean clause = tokens.isWord(at, "search") || tokens.isWord(at, "cycle");
        while (clause && at < text.to() && !tokens.is(at, TokenKind.COMMA) && !startsQuery(at)) {
            at = past(at);
        }
        return at;
    }

    private boolean startsQuery(int at) {
        Keyword keyword = tokens.keyword(at);
        return keyword == Keyword.SELECT
                || keyword == Keyword.INSERT
                || keyword == Keyword.UPDATE
                || keyword == Keyword.DELETE
                || keyword == Keyword.MERGE
                || keyword == Keyword.VALUES
                || keyword == Keyword.TABLE;
    }

    /** Past one token, or the whole group that it opens. */
    private int past(int at) {
        if (tokens.depthChange(at) <= 0) {
            return at + 1;
        }
        int past = tokens.pastGroup(at, text.to());
        return past < 0 ? text.to() : past;
    }

    /** The INTO of SELECT ... INTO, outside brackets and before FROM; -1 for none. */
    int into(int select) {
        for (int at = select + 1; at < text.to(); at = past(at)) {
            if (tokens.is(at, Keyword.FROM)) {
                return -1;
            }
            if (tokens.is(at, Keyword.INTO)) {
                return at;
            }
        }
        return -1;
    }

    /** The AS that begins the query of CREATE TABLE, outside brackets; -1 for none. */
    int as(int from) {
        for (int at = from; at < text.to(); at = past(at)) {
            if (tokens.is(at, Keyword.AS)) {
                return at;
            }
        }
        return -1;
    }

    Leading createTable(int table) {
        if (as(table) < 0) {
            return Leading.CREATE_TABLE;
        }
        int last = text.to() - 1;
        boolean empty =
                tokens.isWord(last, "data")
                        && tokens.is(last - 1, Keyword.NO)
                        && tokens.is(last - 2, Keyword.WITH);
        return empty ? Leading.CREATE_TABLE_AS_EMPTY : Leading.CREATE_TABLE_AS;
    }
}
