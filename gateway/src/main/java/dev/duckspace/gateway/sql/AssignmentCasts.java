package dev.duckspace.gateway.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types PostgreSQL assigns to a column of another one without an explicit cast. */
final class AssignmentCasts {
    /** A type, as messages name it, and those that take its values; strings take those of all. */
    private static final List<String> TABLE =
            List.of(
                    "bool|boolean|",
                    "int2|smallint|int4 int8 float4 float8 numeric oid",
                    "int4|integer|int2 int8 float4 float8 numeric money oid",
                    "int8|bigint|int2 int4 float4 float8 numeric money oid",
                    "numeric|numeric|int2 int4 int8 float4 float8 money",
                    "float4|real|int2 int4 int8 float8 numeric",
                    "float8|double precision|int2 int4 int8 float4 numeric",
                    "money|money|numeric",
                    "oid|oid|int4 int8",
                    "text|text|",
                    "varchar|character varying|",
                    "bpchar|character|",
                    "name|name|",
                    "date|date|timestamp timestamptz",
                    "timestamp|timestamp without time zone|date time timestamptz",
                    "timestamptz|timestamp with time zone|date time timestamp timetz",
                    "time|time without time zone|interval timetz",
                    "timetz|time with time zone|time",
                    "interval|interval|time",
                    "bit|bit|varbit",
                    "varbit|bit varying|bit",
                    "uuid|uuid|",
                    "bytea|bytea|",
                    "json|json|jsonb",
                    "jsonb|jsonb|json",
                    "inet|inet|cidr",
                    "cidr|cidr|inet");

    /** Types that take nothing but literals of theirs. */
    private static final List<String> OTHERS =
            List.of(
                    "int4range",
                    "int8range",
                    "numrange",
                    "tsrange",
                    "tstzrange",
                    "daterange",
                    "point",
                    "macaddr",
                    "macaddr8",
                    "xml");

    private static final Set<String> STRINGS = Set.of("text", "varchar", "bpchar", "name");

    /** The engine's names of enums begin so. */
    private static final String ENUM = "pg_enum_";

    private static final Map<String, String> SHOWN = new HashMap<>();
    private static final Map<String, String> BY_NAME = new HashMap<>();
    private static final Map<String, Set<String>> TAKERS = new HashMap<>();

    static {
        for (String line : TABLE) {
            String[] parts = line.split("\\|", -1);
            SHOWN.put(parts[0], parts[1]);
            BY_NAME.put(parts[0], parts[0]);
            BY_NAME.put(parts[1], parts[0]);
            Set<String> takers = new HashSet<>(STRINGS);
            takers.add(parts[0]);
            if (!parts[2].isEmpty()) {
                takers.addAll(List.of(parts[2].split(" ")));
            }
            TAKERS.put(parts[0], Set.copyOf(takers));
        }
        for (String name : List.copyOf(SHOWN.keySet())) {
            SHOWN.put('_' + name, SHOWN.get(name) + "[]");
        }
        OTHERS.forEach(name -> SHOWN.put(name, name));
        BY_NAME.put("int", "int4");
        BY_NAME.put("decimal", "numeric");
        BY_NAME.put("dec", "numeric");
        BY_NAME.put("char", "bpchar");
        BY_NAME.put("float", "float8");
    }

    private AssignmentCasts() {}

    /** PostgreSQL's own name of a type as a cast spells it; null for one that is not here. */
    static @Nullable String typeNamed(String written) {
        String plain =
                written.replaceAll("\\(\\s*\\d+\\s*(,\\s*\\d+\\s*)?\\)", "")
                        .strip()
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
        return BY_NAME.get(plain);
    }

    static String shown(String type) {
        return SHOWN.getOrDefault(type, type);
    }

    /** False where one of the types is not known here. */
    static boolean refuses(String type, String target) {
        if (type.startsWith("_")) {
            return refusesArray(type.substring(1), target);
        }
        Set<String> takers = TAKERS.get(type);
        return takers != null
                && (SHOWN.containsKey(target) || target.startsWith(ENUM))
                && !takers.contains(target);
    }

    /** An array is assigned as its elements are, and to strings. */
    private static boolean refusesArray(String element, String target) {
        if (STRINGS.contains(target) || !TAKERS.containsKey(element)) {
            return false;
        }
        return target.startsWith("_")
                ? refuses(element, target.substring(1))
                : SHOWN.containsKey(target);
    }
}
