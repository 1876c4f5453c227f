package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Errors that point into the client's text, in PostgreSQL's words. */
final class SqlErrors {
    private SqlErrors() {}

    /** PostgreSQL's position: 1-based, in characters (code points), of a UTF-16 offset. */
    static int position(String source, int offset) {
        return source.codePointCount(0, Math.min(offset, source.length())) + 1;
    }

    static PgException at(SqlState sqlState, String message, String source, int offset) {
        return new PgException(
                ErrorInfo.error(sqlState, message).withPosition(position(source, offset)));
    }

    static PgException at(
            SqlState sqlState, String message, String hint, String source, int offset) {
        return new PgException(
                ErrorInfo.error(sqlState, message)
                        .withHint(hint)
                        .withPosition(position(source, offset)));
    }

    /** 42601: {@code message at or near "text"}. */
    static PgException near(String message, String source, int start, int end) {
        String near = source.substring(start, end);
        return at(SqlState.SYNTAX_ERROR, message + " at or near \"" + near + '"', source, start);
    }

    static PgException syntaxErrorAtEnd(String source) {
        return at(SqlState.SYNTAX_ERROR, "syntax error at end of input", source, source.length());
    }

    static PgException syntaxError(Tokens tokens, int index) {
        return index >= tokens.count()
                ? syntaxErrorAtEnd(tokens.source())
                : near("syntax error", tokens.source(), tokens.start(index), tokens.end(index));
    }
}
