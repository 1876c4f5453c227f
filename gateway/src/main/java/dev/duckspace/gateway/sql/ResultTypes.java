package dev.duckspace.gateway.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of the engine's that answer with PostgreSQL's values in a wider type. */
final class ResultTypes {
    private static final Map<String, String> TYPES = types();

    private static final int LONGEST =
            TYPES.keySet().stream().mapToInt(String::length).max().orElse(0);

    private ResultTypes() {}

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        for (String name :
                ("length char_length character_length octet_length bit_length position strpos"
                                + " grouping ntile")
                        .split(" ")) {
            types.put(name, "INTEGER");
        }
        return Map.copyOf(types);
    }

    /** Null for a function whose type is PostgreSQL's. */
    static @Nullable String of(Tokens tokens, int at) {
        return tokens.is(at, TokenKind.IDENTIFIER) && tokens.end(at) - tokens.start(at) <= LONGEST
                ? TYPES.get(tokens.text(at).toLowerCase(Locale.ROOT))
                : null;
    }

    /** Past a call with its FILTER and OVER. */
    static int pastCall(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        if (rewrite.tokens().isWord(past, "filter") && rewrite.is(past + 1, TokenKind.LEFT_PAREN)) {
            past = rewrite.pastGroup(past + 1);
        }
        if (past < rewrite.to() && rewrite.tokens().isWord(past, "over")) {
            past = rewrite.past(past + 1);
        }
        return Math.min(past, rewrite.to());
    }
}
