package dev.duckspace.gateway.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's functions that return sets, and the functions that give the same as a list: a call
 * among the tables, or in a select list, becomes the list unnested.
 */
final class SetFunctions {
    /** How the rows of a set look. */
    enum Shape {
        /** One column, called {@code value}. */
        VALUE,
        /** One column, called as the function or its alias is. */
        SCALAR,
        /** Columns {@code key} and {@code value}. */
        PAIR,
        /** The columns that the query defines behind the alias. */
        RECORD,
        /** The columns of the first argument's type; the function gives one row. */
        ROW,
        /** The same, many rows. */
        ROWS
    }

    /**
     * @param engineName of the function that gives the list
     */
    record SetFunction(String name, String engineName, Shape shape) {}

    private static final Map<String, SetFunction> ALL = new HashMap<>();
    private static final int SHORTEST;
    private static final int LONGEST;

    static {
        for (String type : new String[] {"json", "jsonb"}) {
            add(type + "_array_elements", Shape.VALUE);
            add(type + "_array_elements_text", Shape.VALUE);
            add(type + "_object_keys", Shape.SCALAR);
            add(type + "_each", Shape.PAIR);
            add(type + "_each_text", Shape.PAIR);
            add(type + "_to_record", "pg_" + type + "_record", Shape.RECORD);
            add(type + "_to_recordset", "pg_" + type + "_array_elements", Shape.RECORD);
            add(type + "_populate_record", Shape.ROW);
            add(type + "_populate_recordset", Shape.ROWS);
        }
        add("regexp_matches", Shape.SCALAR);
        add("regexp_split_to_table", Shape.SCALAR);
        add("string_to_table", Shape.SCALAR);
        add("generate_subscripts", Shape.SCALAR);
        add("jsonb_path_query", Shape.SCALAR);
        add("jsonb_path_query_tz", "pg_jsonb_path_query", Shape.SCALAR);
        SHORTEST = ALL.keySet().stream().mapToInt(String::length).min().orElse(0);
        LONGEST = ALL.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private SetFunctions() {}

    private static void add(String name, Shape shape) {
        add(name, "pg_" + name, shape);
    }

    private static void add(String name, String engineName, Shape shape) {
        ALL.put(name, new SetFunction(name, engineName, shape));
    }

    /** Null for other names. */
    static @Nullable SetFunction at(Tokens tokens, int at) {
        int length = tokens.end(at) - tokens.start(at);
        if (length < SHORTEST || length > LONGEST) {
            return null;
        }
        return ALL.get(tokens.text(at).toLowerCase(Locale.ROOT));
    }
}
