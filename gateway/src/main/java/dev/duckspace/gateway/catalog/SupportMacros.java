package dev.duckspace.gateway.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions that stand behind PostgreSQL's operators and aggregates, and can be called: each is
 * made of the engine's own operators, whatever its types.
 */
final class SupportMacros {
    private static final String LARGER =
            "(one, other) AS CASE WHEN one IS NULL OR other IS NULL THEN NULL WHEN one > other THEN one ELSE other END";
    private static final String SMALLER =
            "(one, other) AS CASE WHEN one IS NULL OR other IS NULL THEN NULL WHEN one < other THEN one ELSE other END";
    private static final String COMPARED =
            "(one, other) AS CASE WHEN one < other THEN -1 WHEN one > other THEN 1 WHEN one = other THEN 0 END::INTEGER";

    private static final Map<String, String> DEFINITIONS = definitions();

    private SupportMacros() {}

    private static Map<String, String> definitions() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String type :
                List.of(
                        "int4",
                        "float4",
                        "float8",
                        "cash",
                        "oid",
                        "text_",
                        "bpchar_",
                        "date_",
                        "time_",
                        "timetz_",
                        "timestamp_",
                        "timestamptz_",
                        "interval_",
                        "network_")) {
            all.put(type + "larger", LARGER);
            all.put(type + "smaller", SMALLER);
        }
        for (String type :
                List.of(
                        "numeric",
                        "date",
                        "time",
                        "timetz",
                        "timestamp",
                        "timestamptz",
                        "interval",
                        "cash")) {
            all.put(type + "_cmp", COMPARED);
        }
        for (String pair :
                List.of(
                        "date_cmp_timestamp",
                        "date_cmp_timestamptz",
                        "timestamp_cmp_date",
                        "timestamp_cmp_timestamptz",
                        "timestamptz_cmp_date",
                        "timestamptz_cmp_timestamp")) {
            all.put(pair, COMPARED);
        }
        all.put("dexp", "(number) AS exp(number)");
        all.put("dlog1", "(number) AS ln(number)");
        all.put("dlog10", "(number) AS log10(number)");
        all.put("numeric_inc", "(number) AS number + 1");
        all.put("int4inc", "(number) AS number + 1");
        all.put("textlen", "(string) AS length(string)");
        all.put("getpgusername", "() AS __duckspace_user()::pg_name");
        return all;
    }

    /** What is behind the name in its CREATE MACRO, by the name. */
    static Map<String, String> all() {
        return DEFINITIONS;
    }
}
