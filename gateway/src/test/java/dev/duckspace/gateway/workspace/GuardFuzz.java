package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.RewriteContext;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.TokenKind;
import dev.duckspace.gateway.sql.Tokenizer;
import dev.duckspace.gateway.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Any ASCII text as a query: what the guard sees of its rewritten form are the names and strings
 * that the tokenizer sees in it, or it is refused. A name that only one of them sees would be a way
 * around the guard. Strings beside each other count as one, since PostgreSQL makes one of those
 * that only a line's end is between.
 */
public final class GuardFuzz {
    private static final int CHARACTERS_MAX = 20_000;

    private GuardFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        StringBuilder ascii = new StringBuilder(input.length);
        for (byte each : input) {
            ascii.append((char) (each & 0x7f));
        }
        try {
            for (SqlText statement : SqlSplitter.split(ascii.toString(), CHARACTERS_MAX)) {
                String rewritten = Rewriter.rewrite(statement, RewriteContext.NONE).text();
                List<String> guarded = ofGuard(rewritten);
                List<String> seen = ofTokenizer(rewritten);
                if (!guarded.equals(seen)) {
                    throw new IllegalStateException(guarded + " and " + seen + " in " + rewritten);
                }
            }
        } catch (PgException e) {
            // refused
        }
    }

    private static List<String> ofGuard(String sql) {
        List<String> names = new ArrayList<>();
        for (GuardToken token : GuardLexer.split(sql)) {
            if (token.kind() == GuardToken.Kind.STRING) {
                addString(names);
            } else if (token.isIdentifier()) {
                names.add(token.text().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static void addString(List<String> names) {
        if (names.isEmpty() || !names.getLast().equals("'")) {
            names.add("'");
        }
    }

    private static List<String> ofTokenizer(String sql) {
        List<String> names = new ArrayList<>();
        Tokens tokens = Tokenizer.tokenize(sql);
        for (int i = 0; tokens.kind(i) != TokenKind.END; i++) {
            String text = tokens.text(i);
            switch (tokens.kind(i)) {
                case STRING, ESCAPE_STRING, DOLLAR_STRING -> addString(names);
                case IDENTIFIER -> names.add(text.toLowerCase(Locale.ROOT));
                case QUOTED_IDENTIFIER ->
                        names.add(
                                text.substring(1, text.length() - 1)
                                        .replace("\"\"", "\"")
                                        .toLowerCase(Locale.ROOT));
                case BIT_STRING, HEX_STRING -> {
                    names.add(text.substring(0, 1).toLowerCase(Locale.ROOT));
                    addString(names);
                }
                case UNICODE_IDENTIFIER, UNICODE_STRING ->
                        throw new IllegalStateException("not rewritten: " + text);
                default -> {}
            }
        }
        return names;
    }
}
