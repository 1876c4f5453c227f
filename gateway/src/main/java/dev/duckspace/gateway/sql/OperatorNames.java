package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Operators that the engine cannot read, or takes for something else, and the names of their own
 * under which it knows them. Such a name is made of {@code + - * / < > = ~ ! @ % ^ & |} alone.
 */
final class OperatorNames {
    /** By PostgreSQL's name. */
    private static final Map<String, String> ENGINE_NAMES =
            Map.ofEntries(
                    Map.entry("#", "|&|"),
                    Map.entry("~", "@~"),
                    Map.entry("!~", "@!~"),
                    Map.entry("~*", "@~*"),
                    Map.entry("!~*", "@!~*"),
                    Map.entry("->", "@->"),
                    Map.entry("->>", "@->>"),
                    Map.entry("#>", "@~>"),
                    Map.entry("#>>", "@~>>"),
                    Map.entry("#-", "@~-"),
                    Map.entry("?", "@^"),
                    Map.entry("?|", "@^|"),
                    Map.entry("?&", "@^&"),
                    Map.entry("@?", "@@^"));

    /** By the first character, for a look that makes no object. */
    private static final @Nullable List<Map.Entry<String, String>>[] BY_FIRST = byFirst();

    private OperatorNames() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static @Nullable List<Map.Entry<String, String>>[] byFirst() {
        @Nullable List<Map.Entry<String, String>>[] lists = new @Nullable List[128];
        new TreeMap<>(ENGINE_NAMES)
                .forEach(
                        (name, engineName) -> {
                            List<Map.Entry<String, String>> known = lists[name.charAt(0)];
                            List<Map.Entry<String, String>> more =
                                    new ArrayList<>(known == null ? List.of() : known);
                            more.add(Map.entry(name, engineName));
                            lists[name.charAt(0)] = List.copyOf(more);
                        });
        return lists;
    }

    /** Null for an operator that stays as it is. */
    static @Nullable String engineName(Tokens tokens, int at) {
        char first = tokens.source().charAt(tokens.start(at));
        List<Map.Entry<String, String>> candidates = first < 128 ? BY_FIRST[first] : null;
        if (candidates == null) {
            return null;
        }
        for (Map.Entry<String, String> candidate : candidates) {
            if (tokens.isOperator(at, candidate.getKey())) {
                return candidate.getValue();
            }
        }
        return null;
    }

    static Map<String, String> engineNames() {
        return ENGINE_NAMES;
    }
}
