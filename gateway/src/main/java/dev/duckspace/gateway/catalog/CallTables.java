package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.query.Meanings.Column;
import dev.duckspace.gateway.catalog.query.Meanings.Routine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own functions, operators and casts, by name. */
final class CallTables {
    /** A cast that PostgreSQL does by itself. */
    private record Cast(long from, long to) {}

    private static final Map<String, List<Routine>> FUNCTIONS = new HashMap<>();
    private static final Map<String, List<Routine>> OPERATORS = new HashMap<>();
    private static final Set<Cast> CASTS = new HashSet<>();
    private static final Set<Long> PREFERRED = new HashSet<>();

    static {
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_proc"))) {
            RoutineFacts facts = RoutineFacts.system((Long) row[0]);
            if (facts != null) {
                add(FUNCTIONS, routine(facts, SqlNames.quoted(facts.name())), facts.name());
            }
        }
        CatalogRelation operators = CatalogRelation.named("pg_operator");
        for (@Nullable Object[] row : FixedRows.of(operators)) {
            List<Long> operands = new ArrayList<>();
            for (String side : List.of("oprleft", "oprright")) {
                if (row[operators.place(side)] instanceof Long type && type != 0) {
                    operands.add(type);
                }
            }
            long result = row[operators.place("oprresult")] instanceof Long type ? type : 0;
            String name = String.valueOf(row[operators.place("oprname")]);
            add(OPERATORS, new Routine(name, 'o', operands, false, 0, result, List.of()), name);
        }
        CatalogRelation casts = CatalogRelation.named("pg_cast");
        for (@Nullable Object[] row : FixedRows.of(casts)) {
            if ("i".equals(row[casts.place("castcontext")])
                    && row[casts.place("castsource")] instanceof Long from
                    && row[casts.place("casttarget")] instanceof Long to) {
                CASTS.add(new Cast(from, to));
            }
        }
        CatalogRelation types = CatalogRelation.named("pg_type");
        for (@Nullable Object[] row : FixedRows.of(types)) {
            if (Boolean.TRUE.equals(row[types.place("typispreferred")])
                    && row[0] instanceof Long oid) {
                PREFERRED.add(oid);
            }
        }
    }

    private CallTables() {}

    private static void add(Map<String, List<Routine>> all, Routine routine, String name) {
        all.computeIfAbsent(name, _ -> new ArrayList<>()).add(routine);
    }

    /**
     * @param name as it is printed
     */
    static Routine routine(RoutineFacts facts, String name) {
        List<Long> inputs = new ArrayList<>();
        List<Column> outputs = new ArrayList<>();
        boolean variadic = false;
        int defaults = 0;
        for (RoutineFacts.Argument argument : facts.arguments()) {
            if (argument.isInput()) {
                inputs.add(argument.type());
                variadic |= argument.mode() == 'v';
                defaults += argument.initial() == null ? 0 : 1;
            }
            if (argument.mode() == 'o' || argument.mode() == 'b' || argument.mode() == 't') {
                outputs.add(new Column(argument.name(), argument.type()));
            }
        }
        return new Routine(name, facts.kind(), inputs, variadic, defaults, facts.result(), outputs);
    }

    static List<Routine> functions(String name) {
        return FUNCTIONS.getOrDefault(name, List.of());
    }

    static List<Routine> operators(String name) {
        return OPERATORS.getOrDefault(name, List.of());
    }

    static boolean isImplicit(long from, long to) {
        return CASTS.contains(new Cast(from, to));
    }

    static boolean isPreferred(long type) {
        return PREFERRED.contains(type);
    }
}
