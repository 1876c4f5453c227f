package dev.duckspace.gateway.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose calls go to one of another name, because the engine's own of that name answers
 * otherwise and cannot be replaced. Result columns keep PostgreSQL's name.
 */
final class FunctionNames {
    /** What a call becomes: {@code sum(x)} {@code pg_sum(x)}. */
    private static final Map<String, String> ENGINE_NAMES =
            prefixed(
                    "sum",
                    "avg",
                    "stddev",
                    "stddev_samp",
                    "stddev_pop",
                    "variance",
                    "var_samp",
                    "var_pop",
                    "corr",
                    "covar_pop",
                    "covar_samp",
                    "regr_avgx",
                    "regr_avgy",
                    "regr_sxx",
                    "regr_syy",
                    "regr_sxy",
                    "regr_slope",
                    "regr_intercept",
                    "regr_r2",
                    "array_length",
                    "array_upper",
                    "array_lower",
                    "array_ndims",
                    "array_dims",
                    "cardinality",
                    "array_position",
                    "array_positions",
                    "array_remove",
                    "array_replace",
                    "trim_array",
                    "array_fill",
                    "array_to_string",
                    "string_to_array",
                    "pg_typeof",
                    "setseed",
                    "enum_first",
                    "enum_last",
                    "enum_range",
                    "split_part",
                    "date_part",
                    "to_json",
                    "row_to_json",
                    "array_to_json",
                    "json_object",
                    "json_extract_path",
                    "json_extract_path_text");

    private static final int LONGEST =
            ENGINE_NAMES.keySet().stream().mapToInt(String::length).max().orElse(0);

    private FunctionNames() {}

    private static Map<String, String> prefixed(String... names) {
        Map<String, String> all =
                Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> "pg_" + name));
        all.put("every", "bool_and");
        return Map.copyOf(all);
    }

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
