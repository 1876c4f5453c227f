package dev.duckspace.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of the engine's plan under PostgreSQL's name for its like.
 *
 * @param details further lines: what they are called, and what they say
 * @param rows estimated
 * @param actualRows null for a plan that has not run
 */
record PlanNode(
        String type,
        @Nullable String relation,
        Map<String, String> details,
        long rows,
        @Nullable Long actualRows,
        double seconds,
        List<PlanNode> children) {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("SEQ_SCAN", "Seq Scan"),
                    Map.entry("TABLE_SCAN", "Seq Scan"),
                    Map.entry("INDEX_SCAN", "Index Scan"),
                    Map.entry("COLUMN_DATA_SCAN", "Values Scan"),
                    Map.entry("EXPRESSION_SCAN", "Values Scan"),
                    Map.entry("CTE_SCAN", "CTE Scan"),
                    Map.entry("RECURSIVE_CTE", "Recursive Union"),
                    Map.entry("DUMMY_SCAN", "Result"),
                    Map.entry("EMPTY_RESULT", "Result"),
                    Map.entry("HASH_GROUP_BY", "HashAggregate"),
                    Map.entry("PERFECT_HASH_GROUP_BY", "HashAggregate"),
                    Map.entry("UNGROUPED_AGGREGATE", "Aggregate"),
                    Map.entry("ORDER_BY", "Sort"),
                    Map.entry("TOP_N", "Limit"),
                    Map.entry("STREAMING_LIMIT", "Limit"),
                    Map.entry("NESTED_LOOP_JOIN", "Nested Loop"),
                    Map.entry("BLOCKWISE_NL_JOIN", "Nested Loop"),
                    Map.entry("CROSS_PRODUCT", "Nested Loop"),
                    Map.entry("BATCH_INSERT", "Insert"),
                    Map.entry("UNION", "Append"),
                    Map.entry("WINDOW", "WindowAgg"),
                    Map.entry("STREAMING_WINDOW", "WindowAgg"),
                    Map.entry("UNNEST", "ProjectSet"));

    private static final Map<String, String> DETAILS =
            Map.of(
                    "Filters", "Filter",
                    "Expression", "Filter",
                    "Order By", "Sort Key",
                    "Groups", "Group Key",
                    "Conditions", "Join Filter",
                    "Join Type", "Join Type");

    /** Steps that PostgreSQL does not count as such. */
    private static final Set<String> PASSED_OVER =
            Set.of("PROJECTION", "EXPLAIN_ANALYZE", "RESULT_COLLECTOR", "QUERY");

    /**
     * @param json of the engine's plan, as {@link PlanJson} reads it
     */
    static List<PlanNode> of(Object json) {
        List<PlanNode> nodes = new ArrayList<>();
        if (json instanceof List<?> list) {
            list.forEach(each -> nodes.addAll(of(each)));
        } else if (json instanceof Map<?, ?> map) {
            if (map.containsKey("operator")) {
                return of(map.get("operator"));
            }
            nodes.addAll(node(map));
        }
        return nodes;
    }

    private static List<PlanNode> node(Map<?, ?> map) {
        Object name = map.containsKey("name") ? map.get("name") : map.get("type");
        Object children = map.get("children");
        List<PlanNode> below = children == null ? List.of() : of(children);
        if (name == null || PASSED_OVER.contains(String.valueOf(name).strip())) {
            return below;
        }
        Map<?, ?> info = map.get("extra_info") instanceof Map<?, ?> extra ? extra : Map.of();
        Map<String, String> details = new LinkedHashMap<>();
        DETAILS.forEach(
                (engine, postgres) -> {
                    Object value = info.get(engine);
                    if (value != null) {
                        details.putIfAbsent(postgres, text(value));
                    }
                });
        Object table = info.get("Table");
        Object actual = map.get("intermediate_rows");
        return List.of(
                new PlanNode(
                        title(String.valueOf(name).strip()),
                        table == null ? null : lastPart(String.valueOf(table)),
                        details,
                        info.get("Estimated Cardinality") == null
                                ? 1
                                : number(info.get("Estimated Cardinality")),
                        actual == null ? null : number(actual),
                        map.get("timing") instanceof Number seconds ? seconds.doubleValue() : 0,
                        below));
    }

    private static String title(String name) {
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        StringBuilder title = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)))
                    .append(word.isEmpty() ? "" : word.substring(1));
        }
        return title.toString();
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(part -> parts.add(String.valueOf(part)));
            return String.join(", ", parts);
        }
        return String.valueOf(value);
    }

    private static long number(@Nullable Object value) {
        try {
            return value instanceof Number number
                    ? number.longValue()
                    : value == null ? 0 : Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The table's own name, without the file that it is in. */
    private static String lastPart(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.replace("\"", "");
    }
}
