package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_proc, as far as functions' texts need it.
 *
 * @param language internal, c or sql
 * @param support a function of the planner's; 0 for none
 */
record RoutineFacts(
        long oid,
        String name,
        long schema,
        char kind,
        String language,
        String source,
        long result,
        boolean returnsSet,
        char volatility,
        char parallel,
        boolean strict,
        boolean leakproof,
        boolean definer,
        double cost,
        double rows,
        long support,
        List<Argument> arguments) {
    /**
     * @param mode i, o, b, v or t
     * @param initial null without a default
     */
    record Argument(char mode, String name, long type, @Nullable String initial) {
        boolean isInput() {
            return mode == 'i' || mode == 'b' || mode == 'v';
        }
    }

    private static final CatalogRelation RELATION = CatalogRelation.named("pg_proc");
    private static final Map<Long, RoutineFacts> SYSTEM = of(FixedRows.of(RELATION));

    /** PostgreSQL's own; null for another. */
    static @Nullable RoutineFacts system(long oid) {
        return SYSTEM.get(oid);
    }

    /**
     * @param rows of pg_proc
     */
    static Map<Long, RoutineFacts> of(List<@Nullable Object[]> rows) {
        Map<Long, RoutineFacts> facts = new HashMap<>();
        for (@Nullable Object[] row : rows) {
            RoutineFacts each = of(row);
            facts.put(each.oid(), each);
        }
        return facts;
    }

    private static RoutineFacts of(@Nullable Object[] row) {
        return new RoutineFacts(
                number(row, "oid"),
                text(row, "proname"),
                number(row, "pronamespace"),
                text(row, "prokind").charAt(0),
                switch ((int) number(row, "prolang")) {
                    case 12 -> "internal";
                    case 13 -> "c";
                    default -> "sql";
                },
                text(row, "prosrc"),
                number(row, "prorettype"),
                is(row, "proretset"),
                text(row, "provolatile").charAt(0),
                text(row, "proparallel").charAt(0),
                is(row, "proisstrict"),
                is(row, "proleakproof"),
                is(row, "prosecdef"),
                real(row, "procost"),
                real(row, "prorows"),
                number(row, "prosupport"),
                arguments(row));
    }

    private static List<Argument> arguments(@Nullable Object[] row) {
        List<?> all = list(row, "proallargtypes");
        List<?> types = all.isEmpty() ? list(row, "proargtypes") : all;
        List<?> modes = list(row, "proargmodes");
        List<?> names = list(row, "proargnames");
        long variadic = number(row, "provariadic");
        List<String> defaults = parts(text(row, "proargdefaults"));
        List<Argument> bare = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            char mode = i < modes.size() ? String.valueOf(modes.get(i)).charAt(0) : 'i';
            bare.add(
                    new Argument(
                            mode == 'i' && modes.isEmpty() && variadic != 0 && i == types.size() - 1
                                    ? 'v'
                                    : mode,
                            i < names.size() ? String.valueOf(names.get(i)) : "",
                            ((Number) types.get(i)).longValue(),
                            null));
        }
        long inputs = bare.stream().filter(Argument::isInput).count();
        List<Argument> arguments = new ArrayList<>();
        long input = 0;
        for (Argument each : bare) {
            int place = each.isInput() ? (int) (input++ - (inputs - defaults.size())) : -1;
            arguments.add(
                    place < 0
                            ? each
                            : new Argument(
                                    each.mode(), each.name(), each.type(), defaults.get(place)));
        }
        return List.copyOf(arguments);
    }

    /** Parts between commas that stand in no brackets and no string. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (!quoted) {
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    parts.add(text.substring(from, i).strip());
                    from = i + 1;
                }
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(from).strip());
        }
        return parts;
    }

    private static @Nullable Object value(@Nullable Object[] row, String column) {
        return row[RELATION.place(column)];
    }

    private static String text(@Nullable Object[] row, String column) {
        Object value = value(row, column);
        return value == null ? "" : String.valueOf(value);
    }

    private static long number(@Nullable Object[] row, String column) {
        return value(row, column) instanceof Number number ? number.longValue() : 0;
    }

    private static double real(@Nullable Object[] row, String column) {
        return value(row, column) instanceof Number number ? number.doubleValue() : 0;
    }

    private static boolean is(@Nullable Object[] row, String column) {
        return Boolean.TRUE.equals(value(row, column));
    }

    private static List<?> list(@Nullable Object[] row, String column) {
        return value(row, column) instanceof List<?> list ? list : List.of();
    }
}
