package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose calls go to one of another name, because the engine's own of that name answers
 * otherwise and cannot be replaced. Result columns keep PostgreSQL's name.
 */
final class FunctionNames {
    /** What a call becomes: {@code sum(x)} {@code pg_sum(x)}. */
    private static final Map<String, String> ENGINE_NAMES = Map.of("sum", "pg_sum");

    private static final int LONGEST =
            ENGINE_NAMES.keySet().stream().mapToInt(String::length).max().orElse(0);

    private FunctionNames() {}

    /** Null for a function that keeps its name. */
    static @Nullable String engineName(Tokens tokens, int at) {
        int length = tokens.end(at) - tokens.start(at);
        if (length > LONGEST + 2) {
            return null;
        }
        return tokens.is(at, TokenKind.QUOTED_IDENTIFIER)
                ? ENGINE_NAMES.get(Literals.identifier(tokens, at))
                : ENGINE_NAMES.get(tokens.text(at).toLowerCase(Locale.ROOT));
    }

    static Map<String, String> engineNames() {
        return ENGINE_NAMES;
    }
}
