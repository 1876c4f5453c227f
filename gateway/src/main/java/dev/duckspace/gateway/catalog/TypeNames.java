package dev.duckspace.gateway.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** PostgreSQL's names of the types that the engine's messages speak of. */
final class TypeNames {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("BOOL", "boolean"),
                    Map.entry("BOOLEAN", "boolean"),
                    Map.entry("INT8", "smallint"),
                    Map.entry("TINYINT", "smallint"),
                    Map.entry("UINT8", "smallint"),
                    Map.entry("INT16", "smallint"),
                    Map.entry("SMALLINT", "smallint"),
                    Map.entry("UINT16", "integer"),
                    Map.entry("INT32", "integer"),
                    Map.entry("INTEGER", "integer"),
                    Map.entry("INTEGER_LITERAL", "integer"),
                    Map.entry("UINT32", "bigint"),
                    Map.entry("INT64", "bigint"),
                    Map.entry("BIGINT", "bigint"),
                    Map.entry("UINT64", "numeric"),
                    Map.entry("INT128", "numeric"),
                    Map.entry("UINT128", "numeric"),
                    Map.entry("HUGEINT", "numeric"),
                    Map.entry("FLOAT", "real"),
                    Map.entry("DOUBLE", "double precision"),
                    Map.entry("VARCHAR", "text"),
                    Map.entry("STRING_LITERAL", "unknown"),
                    Map.entry("\"NULL\"", "unknown"),
                    Map.entry("BLOB", "bytea"),
                    Map.entry("BIT", "bit varying"),
                    Map.entry("DATE", "date"),
                    Map.entry("TIME", "time without time zone"),
                    Map.entry("TIME WITH TIME ZONE", "time with time zone"),
                    Map.entry("TIMESTAMP", "timestamp without time zone"),
                    Map.entry("TIMESTAMP WITH TIME ZONE", "timestamp with time zone"),
                    Map.entry("INTERVAL", "interval"),
                    Map.entry("UUID", "uuid"),
                    Map.entry("JSON", "json"));

    /** What the names of types begin with that the engine has not, but for a few. */
    private static final String OWN = "pg_";

    private static final Map<String, String> OTHERWISE_NAMED =
            Map.of(
                    "pg_char", "\"char\"",
                    "pg_bpchar", "character",
                    "pg_lsn", "pg_lsn",
                    "pg_node_tree", "pg_node_tree");

    private static final Map<String, String> VECTORS =
            Map.of("pg_int2v[]", "int2vector", "pg_oidv[]", "oidvector");

    private TypeNames() {}

    /** Of one engine type, with {@code []} as it comes; what is not known stays, in lower case. */
    static String ofEngine(String type) {
        String name = type.strip();
        String vector = VECTORS.get(name);
        if (vector != null) {
            return vector;
        }
        if (name.endsWith("[]")) {
            return ofEngine(name.substring(0, name.length() - 2)) + "[]";
        }
        if (name.startsWith("DECIMAL")) {
            return "numeric";
        }
        if (name.startsWith(OWN)) {
            return OTHERWISE_NAMED.getOrDefault(name, name.substring(OWN.length()));
        }
        return NAMES.getOrDefault(name, name.toLowerCase(java.util.Locale.ROOT));
    }

    /** Of a call's argument list as the engine prints it: {@code VARCHAR, INTEGER_LITERAL}. */
    static String ofArguments(String arguments) {
        return arguments.isBlank()
                ? ""
                : Arrays.stream(arguments.split(", "))
                        .map(TypeNames::ofEngine)
                        .collect(Collectors.joining(", "));
    }
}
