package dev.duckspace.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan in the forms of PostgreSQL's EXPLAIN. The engine has no costs: they are zero wherever they
 * show.
 *
 * @param analyzed whether the statement has run
 * @param planning milliseconds
 * @param execution milliseconds
 */
record PlanText(
        List<PlanNode> plan,
        boolean costs,
        boolean analyzed,
        boolean timing,
        boolean summary,
        double planning,
        double execution) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (PlanNode node : plan) {
            lines(node, 0, lines);
        }
        if (lines.isEmpty()) {
            lines.add("Result" + figures(null));
        }
        if (summary) {
            lines.add("Planning Time: %.3f ms".formatted(planning));
            if (analyzed) {
                lines.add("Execution Time: %.3f ms".formatted(execution));
            }
        }
        return lines;
    }

    private void lines(PlanNode node, int depth, List<String> lines) {
        String indent = depth == 0 ? "" : " ".repeat(depth * 6 - 4) + "->  ";
        String inner = " ".repeat(depth == 0 ? 2 : depth * 6 + 2);
        String on = node.relation() == null ? "" : " on " + node.relation();
        lines.add(indent + node.type() + on + figures(node));
        node.details().forEach((name, text) -> lines.add(inner + name + ": " + text));
        node.children().forEach(child -> lines(child, depth + 1, lines));
    }

    private String figures(@Nullable PlanNode node) {
        StringBuilder figures = new StringBuilder();
        long rows = node == null ? 1 : node.rows();
        if (costs) {
            figures.append("  (cost=0.00..0.00 rows=").append(rows).append(" width=0)");
        }
        if (analyzed && node != null && node.actualRows() != null) {
            Long actual = node.actualRows();
            String time =
                    timing
                            ? String.format(
                                    Locale.ROOT, "time=0.000..%.3f ", node.seconds() * 1_000)
                            : "";
            figures.append(costs ? " " : "  ")
                    .append("(actual ")
                    .append(time)
                    .append("rows=")
                    .append(actual == null ? 0 : actual)
                    .append(" loops=1)");
        }
        return figures.toString();
    }

    private Map<String, Object> members(PlanNode node) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Node Type", node.type());
        members.put("Parallel Aware", false);
        members.put("Async Capable", false);
        if (node.relation() != null) {
            members.put("Relation Name", node.relation());
            members.put("Alias", node.relation());
        }
        if (costs) {
            members.put("Startup Cost", 0.0);
            members.put("Total Cost", 0.0);
            members.put("Plan Rows", node.rows());
            members.put("Plan Width", 0L);
        }
        if (analyzed && node.actualRows() != null) {
            if (timing) {
                members.put("Actual Startup Time", 0.0);
                members.put("Actual Total Time", node.seconds() * 1_000);
            }
            Long actual = node.actualRows();
            members.put("Actual Rows", actual == null ? 0L : actual);
            members.put("Actual Loops", 1L);
        }
        members.putAll(node.details());
        if (!node.children().isEmpty()) {
            members.put("Plans", node.children().stream().map(this::members).toList());
        }
        return members;
    }

    private Map<String, Object> whole() {
        Map<String, Object> whole = new LinkedHashMap<>();
        PlanNode first =
                plan.isEmpty()
                        ? new PlanNode("Result", null, Map.of(), 1, null, 0, List.of())
                        : plan.getFirst();
        whole.put("Plan", members(first));
        if (summary) {
            whole.put("Planning Time", planning);
            if (analyzed) {
                whole.put("Triggers", List.of());
                whole.put("Execution Time", execution);
            }
        }
        return whole;
    }

    String json() {
        StringBuilder json = new StringBuilder("[\n  ");
        json(whole(), 1, json);
        return json.append("\n]").toString();
    }

    private static void json(Object value, int depth, StringBuilder json) {
        String indent = "  ".repeat(depth);
        switch (value) {
            case Map<?, ?> map -> {
                json.append('{');
                String separator = "\n";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    json.append(separator).append(indent).append("  \"");
                    json.append(member.getKey()).append("\": ");
                    json(member.getValue(), depth + 1, json);
                    separator = ",\n";
                }
                json.append('\n').append(indent).append('}');
            }
            case List<?> list -> {
                json.append('[');
                String separator = "\n";
                for (Object item : list) {
                    json.append(separator).append(indent).append("  ");
                    json(item, depth + 1, json);
                    separator = ",\n";
                }
                json.append('\n').append(indent).append(']');
            }
            case String text -> json.append(quoted(text));
            default -> json.append(number(value));
        }
    }

    private static String number(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, number == 0 ? "%.2f" : "%.3f", number)
                : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder("- ");
        yaml(whole(), 1, yaml);
        return yaml.toString().stripTrailing();
    }

    private static void yaml(Map<?, ?> map, int depth, StringBuilder yaml) {
        String indent = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            yaml.append(indent).append(member.getKey()).append(":");
            indent = "  ".repeat(depth);
            switch (member.getValue()) {
                case Map<?, ?> inner -> {
                    yaml.append(" \n").append("  ".repeat(depth + 1));
                    yaml(inner, depth + 1, yaml);
                }
                case List<?> list -> {
                    yaml.append(" \n");
                    for (Object item : list) {
                        if (item instanceof Map<?, ?> inner) {
                            yaml.append("  ".repeat(depth + 1)).append("- ");
                            yaml(inner, depth + 2, yaml);
                        }
                    }
                }
                case String text -> yaml.append(' ').append(quoted(text)).append('\n');
                default -> yaml.append(' ').append(number(member.getValue())).append('\n');
            }
        }
    }

    String xml() {
        StringBuilder xml =
                new StringBuilder("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n");
        xml.append("  <Query>\n");
        xml(whole(), 2, xml);
        return xml.append("  </Query>\n</explain>").toString();
    }

    private static void xml(Map<?, ?> map, int depth, StringBuilder xml) {
        String indent = "  ".repeat(depth);
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String tag = String.valueOf(member.getKey()).replace(' ', '-');
            xml.append(indent).append('<').append(tag).append('>');
            switch (member.getValue()) {
                case Map<?, ?> inner -> {
                    xml.append('\n');
                    xml(inner, depth + 1, xml);
                    xml.append(indent);
                }
                case List<?> list -> {
                    xml.append('\n');
                    for (Object item : list) {
                        if (item instanceof Map<?, ?> inner) {
                            xml.append(indent).append("  <Plan>\n");
                            xml(inner, depth + 2, xml);
                            xml.append(indent).append("  </Plan>\n");
                        }
                    }
                    xml.append(indent);
                }
                case String text ->
                        xml.append(
                                text.replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace(">", "&gt;"));
                default -> xml.append(number(member.getValue()));
            }
            xml.append("</").append(tag).append(">\n");
        }
    }
}
