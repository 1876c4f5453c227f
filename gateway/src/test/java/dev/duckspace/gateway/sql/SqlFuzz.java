package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;

/**
 * Any text as a query: split, classified and rewritten, or refused; each place of the rewritten
 * text leads to a place of the client's.
 */
public final class SqlFuzz {
    private static final int CHARACTERS_MAX = 100_000;

    private SqlFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            for (SqlText statement : SqlSplitter.split(text, CHARACTERS_MAX)) {
                StatementClassifier.classify(statement);
                RewrittenSql rewritten = Rewriter.rewrite(statement, RewriteContext.NONE);
                requirePositions(rewritten, text);
            }
        } catch (PgException e) {
            if (e.info().position() > text.codePointCount(0, text.length()) + 1) {
                throw new IllegalStateException("a position behind the text", e);
            }
        }
    }

    private static void requirePositions(RewrittenSql rewritten, String text) {
        int last = text.codePointCount(0, text.length()) + 1;
        for (int at = 0; at <= rewritten.text().length(); at += 1 + at / 8) {
            int position = rewritten.positions().clientPosition(at);
            if (position < 1 || position > last) {
                throw new IllegalStateException(
                        "position %d of %d from %d".formatted(position, last, at));
            }
        }
    }
}
