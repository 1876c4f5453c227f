package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of what the engine's own parser makes of a query: an object, an array or a value. Neither
 * absent nor default members are in it.
 *
 * @param key in its parent; the position in an array
 * @param value of a leaf, null for an object or an array
 */
record SyntaxTree(String key, @Nullable String value, Map<String, SyntaxTree> members) {
    private static final String ID = "0";

    /** The tree, or the parser's message. */
    record Parsed(@Nullable SyntaxTree tree, String error) {}

    /**
     * Parses one SELECT; nothing is bound or run. On an engine thread.
     *
     * @throws dev.duckspace.gateway.engine.EngineException when the engine cannot even try
     */
    static Parsed parse(EngineConnection engine, String sql) {
        List<List<@Nullable String>> rows =
                engine.queryText(
                        """
                        WITH parsed AS MATERIALIZED (
                            SELECT json_serialize_sql(%s, skip_empty := true, skip_null := true,
                                skip_default := true) AS tree)
                        SELECT node.id::VARCHAR, node.parent::VARCHAR, node.key,
                            CASE WHEN node.type IN ('OBJECT', 'ARRAY') THEN NULL
                                ELSE coalesce(node.atom ->> '$', 'null') END
                        FROM parsed, json_tree(parsed.tree) AS node ORDER BY node.id"""
                                .formatted(SqlText.literal(sql)));
        Map<String, SyntaxTree> nodes = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows) {
            String key = row.get(2);
            SyntaxTree node =
                    new SyntaxTree(key == null ? "" : key, row.get(3), new LinkedHashMap<>());
            nodes.put(String.valueOf(row.getFirst()), node);
            SyntaxTree parent = nodes.get(String.valueOf(row.get(1)));
            if (parent != null) {
                parent.members().put(node.key(), node);
            }
        }
        SyntaxTree root = nodes.get(ID);
        if (root == null || !"false".equals(root.text("error"))) {
            return new Parsed(null, root == null ? "" : root.text("error_message"));
        }
        return new Parsed(root, "");
    }

    /** The value of a member that is a leaf; empty when there is none. */
    String text(String member) {
        SyntaxTree found = members.get(member);
        return found == null || found.value() == null ? "" : found.value();
    }

    /** An empty object when there is no such member. */
    SyntaxTree member(String name) {
        return members.getOrDefault(name, new SyntaxTree(name, null, Map.of()));
    }

    boolean isLeaf() {
        return value != null;
    }
}
