package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.types.TimeType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's types of columns, from the engine's texts such as {@code DECIMAL(12,2)[]}. */
final class ColumnTypes {
    /**
     * @param modifier as pg_attribute.atttypmod, -1 for none
     * @param dimensions 0 for what is no array
     */
    record ColumnType(long oid, int modifier, int dimensions) {}

    private static final Pattern DIMENSION = Pattern.compile("\\[\\d*]$");
    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,\\s*(\\d+))?\\)$");
    private static final int HEADER = 4;

    private static final Map<String, Integer> BY_NAME =
            Map.ofEntries(
                    Map.entry("BOOLEAN", 16),
                    Map.entry("TINYINT", 21),
                    Map.entry("SMALLINT", 21),
                    Map.entry("UTINYINT", 21),
                    Map.entry("INTEGER", 23),
                    Map.entry("USMALLINT", 23),
                    Map.entry("BIGINT", 20),
                    Map.entry("UINTEGER", 20),
                    Map.entry("UBIGINT", 1700),
                    Map.entry("HUGEINT", 1700),
                    Map.entry("UHUGEINT", 1700),
                    Map.entry("BIGNUM", 1700),
                    Map.entry("VARINT", 1700),
                    Map.entry("DECIMAL", 1700),
                    Map.entry("FLOAT", 700),
                    Map.entry("DOUBLE", 701),
                    Map.entry("DATE", 1082),
                    Map.entry("TIME", 1083),
                    Map.entry("TIME_NS", 1083),
                    Map.entry("TIME WITH TIME ZONE", 1266),
                    Map.entry("TIMESTAMP", 1114),
                    Map.entry("TIMESTAMP_S", 1114),
                    Map.entry("TIMESTAMP_MS", 1114),
                    Map.entry("TIMESTAMP_NS", 1114),
                    Map.entry("TIMESTAMP WITH TIME ZONE", 1184),
                    Map.entry("INTERVAL", 1186),
                    Map.entry("BLOB", 17),
                    Map.entry("GEOMETRY", 17),
                    Map.entry("BIT", 1562),
                    Map.entry("UUID", 2950),
                    Map.entry("JSON", 114),
                    Map.entry("VARIANT", 114),
                    Map.entry("MAP", 114),
                    Map.entry("UNION", 114),
                    Map.entry("STRUCT", 2249),
                    Map.entry("TUPLE", 2249),
                    Map.entry("VARCHAR", 25),
                    Map.entry("ENUM", 25),
                    Map.entry("\"NULL\"", 25));

    private final Map<String, Long> userTypes = new HashMap<>();
    private final Map<Long, Long> userArrays = new HashMap<>();
    private final Map<String, ColumnType> known = new HashMap<>();

    /**
     * @param text what the engine says of a column of the type
     */
    void add(String text, long oid, long arrayOid) {
        userTypes.putIfAbsent(text, oid);
        userArrays.put(oid, arrayOid);
    }

    /** The type of a column; text for what PostgreSQL has no type for. */
    ColumnType of(String text) {
        return known.computeIfAbsent(text, this::read);
    }

    private ColumnType read(String text) {
        String base = text;
        boolean array = false;
        for (Matcher end = DIMENSION.matcher(base); end.find(); end = DIMENSION.matcher(base)) {
            base = base.substring(0, end.start());
            array = true;
        }
        // Types of a length are aliases that hold it in their quoted names.
        base = SqlNames.unquoted(base);
        Optional<TimeType> time = TimeType.ofAlias(base);
        if (time.isPresent()) {
            long timeOid = time.get().kind().type().oid();
            int typmod = time.get().typmod();
            return array
                    ? new ColumnType(arrayOf(timeOid), typmod, 1)
                    : new ColumnType(timeOid, typmod, 0);
        }
        long oid = oidOf(base);
        int modifier = base.startsWith("TIMESTAMP_") ? decimals(base) : modifier(oid, base);
        return array ? new ColumnType(arrayOf(oid), modifier, 1) : new ColumnType(oid, modifier, 0);
    }

    private long arrayOf(long oid) {
        Long user = userArrays.get(oid);
        return user != null
                ? user
                : BuiltInTypes.has(oid) && BuiltInTypes.ofOid(oid).array() != 0
                        ? BuiltInTypes.ofOid(oid).array()
                        : 1009;
    }

    private long oidOf(String base) {
        Long user = userTypes.get(base);
        if (user != null) {
            return user;
        }
        int bracket = base.indexOf('(');
        String bare = bracket < 0 ? base : base.substring(0, bracket);
        Integer engine = BY_NAME.get(bare);
        if (engine != null) {
            return engine;
        }
        Long plain = userTypes.get(bare);
        if (plain != null) {
            return plain;
        }
        // An alias of ours has PostgreSQL's name, with or without pg_ before it.
        String name = bare.replace("\"", "").toLowerCase(Locale.ROOT);
        String stripped =
                switch (name) {
                    case "pg_character_data", "pg_yes_or_no" -> "varchar";
                    case "pg_time_stamp" -> "timestamptz";
                    case "pg_quotient", "pg_variance", "pg_deviation", "pg_trimmed" -> "numeric";
                    case "pg_int2v" -> "int2";
                    case "pg_oidv" -> "oid";
                    case "pg_char" -> "char";
                    case "character varying" -> "varchar";
                    case "character" -> "bpchar";
                    case "bit varying" -> "varbit";
                    default ->
                            name.startsWith("pg_") && !name.equals("pg_node_tree")
                                    ? name.substring(3)
                                    : name;
                };
        return BuiltInTypes.oidOf(stripped);
    }

    /** A timestamp of fewer decimals is a type of the engine's. */
    private static int decimals(String base) {
        return switch (base) {
            case "TIMESTAMP_S" -> 0;
            case "TIMESTAMP_MS" -> 3;
            default -> -1;
        };
    }

    private static int modifier(long oid, String base) {
        Matcher numbers = NUMBERS.matcher(base);
        if (!numbers.find()) {
            return -1;
        }
        int first = Integer.parseInt(numbers.group(1));
        if (oid == 1700) {
            int scale = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
            return ((first << 16) | scale) + HEADER;
        }
        if (oid == 1042 || oid == 1043) {
            return first + HEADER;
        }
        return oid == 1560 || oid == 1562 ? first : -1;
    }
}
