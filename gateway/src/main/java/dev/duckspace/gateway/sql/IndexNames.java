package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;

/** The names that PostgreSQL makes for indexes without one. */
final class IndexNames {
    private IndexNames() {}

    /** {@code table_column_idx}. */
    static String of(String table, Index index) {
        StringBuilder name = new StringBuilder(table);
        for (String key : index.expressions()) {
            String plain = key.replace("\"", "");
            boolean column = plain.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
            name.append('_').append(column ? plain : "expr");
        }
        return name.append("_idx").toString();
    }

    /** The name itself, or with the first number behind it that makes it free. */
    static String free(Relations relations, Relation beside, String name) {
        String candidate = name;
        for (int n = 1; ; n++) {
            String schema = beside.temporary() ? "pg_temp" : beside.schema();
            if (relations.find(List.of(schema, candidate)).isEmpty()) {
                return candidate;
            }
            candidate = name + n;
        }
    }
}
