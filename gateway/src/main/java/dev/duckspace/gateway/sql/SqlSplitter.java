package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Splits a text at the semicolons that stand outside all brackets. */
public final class SqlSplitter {
    /**
     * Deepest nesting of brackets that reaches the engine: its parser recurses on each, and its own
     * limit on expressions does not count brackets.
     */
    public static final int MAX_DEPTH = 1_000;

    private SqlSplitter() {}

    /**
     * The statements in order, without empty ones; none for a text of comments and semicolons.
     *
     * @throws PgException as {@link Tokenizer#tokenize(String)}, and 54001 for brackets nested
     *     deeper than {@link #MAX_DEPTH}
     */
    public static List<SqlText> split(String sql) {
        return split(Tokenizer.tokenize(sql));
    }

    /**
     * @param maxLength longest text taken, in UTF-16 units
     */
    public static List<SqlText> split(String sql, int maxLength) {
        return split(Tokenizer.tokenize(sql, maxLength));
    }

    private static List<SqlText> split(Tokens tokens) {
        List<SqlText> statements = new ArrayList<>(1);
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.count(); i++) {
            depth = Math.max(0, depth + tokens.depthChange(i));
            if (depth > MAX_DEPTH) {
                throw SqlErrors.at(
                        SqlState.STATEMENT_TOO_COMPLEX,
                        "brackets nested deeper than " + MAX_DEPTH,
                        tokens.source(),
                        tokens.start(i));
            }
            if (depth == 0 && tokens.is(i, TokenKind.SEMICOLON)) {
                add(statements, tokens, from, i);
                from = i + 1;
            }
        }
        add(statements, tokens, from, tokens.count());
        return statements;
    }

    private static void add(List<SqlText> statements, Tokens tokens, int from, int to) {
        if (from < to) {
            statements.add(new SqlText(tokens, from, to));
        }
    }
}
