package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Set-returning functions that the engine has as functions of lists: a call becomes {@code
 * unnest(list(...))}. {@link SetCallRule}
 */
final class SetFunctions {
    /** The function of lists, by PostgreSQL's name. */
    private static final Map<String, String> LISTS =
            Map.of(
                    "regexp_matches", "pg_regexp_matches",
                    "regexp_split_to_table", "pg_regexp_split_to_table",
                    "string_to_table", "pg_string_to_table");

    private static final int LONGEST =
            LISTS.keySet().stream().mapToInt(String::length).max().orElse(0);

    private static final int SHORTEST =
            LISTS.keySet().stream().mapToInt(String::length).min().orElse(0);

    private SetFunctions() {}

    /** Null for another function. */
    static @Nullable String list(Tokens tokens, int at) {
        int length = tokens.end(at) - tokens.start(at);
        if (length > LONGEST + 2 || length < SHORTEST) {
            return null;
        }
        return tokens.is(at, TokenKind.QUOTED_IDENTIFIER)
                ? LISTS.get(Literals.identifier(tokens, at))
                : LISTS.get(tokens.text(at).toLowerCase(Locale.ROOT));
    }
}
