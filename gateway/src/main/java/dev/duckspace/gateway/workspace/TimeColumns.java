package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.sql.Relations.TimeColumn;
import dev.duckspace.gateway.types.TimeType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of times that have a precision or a zone, by their names. */
final class TimeColumns {
    private static final Map<String, String> PLAIN =
            Map.of(
                    "TIME", "TIME",
                    "TIME WITH TIME ZONE", "TIMETZ",
                    "TIMESTAMP", "TIMESTAMP",
                    "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ",
                    "INTERVAL", "INTERVAL");

    private TimeColumns() {}

    /**
     * @param columns names and the engine's words for their types
     */
    static Map<String, TimeColumn> of(List<List<@Nullable String>> columns) {
        Map<String, Set<String>> types = new HashMap<>();
        Set<String> precise = new HashSet<>();
        for (List<@Nullable String> column : columns) {
            String name = String.valueOf(column.getFirst());
            String type = String.valueOf(column.getLast());
            Optional<TimeType> time = TimeType.namedIn(type).stream().findFirst();
            if (time.isPresent() && !type.endsWith("]")) {
                precise.add(name);
            }
            types.computeIfAbsent(name, each -> new HashSet<>()).add(plain(type, time));
        }
        Map<String, TimeColumn> found = new HashMap<>();
        types.forEach(
                (name, all) -> {
                    String type = all.size() == 1 ? all.iterator().next() : "";
                    if (precise.contains(name) || type.endsWith("TZ")) {
                        found.put(name, new TimeColumn(type, precise.contains(name)));
                    }
                });
        return Map.copyOf(found);
    }

    /** Empty for what is no time. */
    private static String plain(String type, Optional<TimeType> time) {
        if (type.endsWith("]")) {
            return "";
        }
        return time.map(found -> found.kind().name()).orElse(PLAIN.getOrDefault(type, ""));
    }
}
