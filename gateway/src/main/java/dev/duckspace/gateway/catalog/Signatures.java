package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The argument types of functions and operators, for regprocedure and regoperator. */
final class Signatures {
    private static final Map<Long, List<Long>> ROUTINES = new HashMap<>();
    private static final Map<Long, List<Long>> OPERATORS = new HashMap<>();

    static {
        CatalogRelation routines = CatalogRelation.named("pg_proc");
        int types = routines.place("proargtypes");
        for (@Nullable Object[] row : FixedRows.of(routines)) {
            ROUTINES.put((Long) row[0], longs(row[types]));
        }
        CatalogRelation operators = CatalogRelation.named("pg_operator");
        int left = operators.place("oprleft");
        int right = operators.place("oprright");
        for (@Nullable Object[] row : FixedRows.of(operators)) {
            OPERATORS.put((Long) row[0], List.of((Long) row[left], (Long) row[right]));
        }
    }

    private Signatures() {}

    private static List<Long> longs(@Nullable Object list) {
        List<Long> numbers = new ArrayList<>();
        if (list instanceof List<?> all) {
            all.forEach(each -> numbers.add((Long) each));
        }
        return numbers;
    }

    static @Nullable Long findRoutine(CatalogView view, String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return null;
        }
        List<Long> types = types(view, text.substring(open + 1, text.lastIndexOf(')')));
        return view.findAll(view.names().routines(), text.substring(0, open)).stream()
                .map(Named::oid)
                .filter(oid -> types.equals(typesOf(view, oid)))
                .findFirst()
                .orElse(null);
    }

    private static List<Long> typesOf(CatalogView view, long oid) {
        List<Long> system = ROUTINES.get(oid);
        if (system != null) {
            return system;
        }
        return GivenRoutineTexts.find(view.snapshot(), oid)
                .flatMap(CatalogObjects.Routine::given)
                .map(given -> GivenRoutineTexts.types(given, view.snapshot()))
                .orElse(List.of());
    }

    static @Nullable Long findOperator(CatalogView view, String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return null;
        }
        String name = text.substring(0, open).strip();
        List<Long> types = types(view, text.substring(open + 1, text.lastIndexOf(')')));
        return CatalogNames.OPERATORS
                .named(name.startsWith("pg_catalog.") ? name.substring(11) : name)
                .stream()
                .map(Named::oid)
                .filter(oid -> types.equals(OPERATORS.get(oid)))
                .findFirst()
                .orElse(null);
    }

    private static List<Long> types(CatalogView view, String texts) {
        List<Long> types = new ArrayList<>();
        if (texts.isBlank()) {
            return types;
        }
        for (String text : texts.split(",")) {
            Named type = text.strip().equalsIgnoreCase("none") ? null : view.findType(text);
            types.add(type == null ? 0L : type.oid());
        }
        return types;
    }

    static @Nullable String routineText(CatalogView view, long oid) {
        Named named = view.names().routines().ofOid(oid);
        if (named == null) {
            return null;
        }
        String types =
                typesOf(view, oid).stream()
                        .map(type -> TypeTexts.text(view, type, null))
                        .collect(Collectors.joining(","));
        String schema = view.searches(named.schema()) ? "" : SqlNames.quoted(named.schema()) + '.';
        return schema + named.text() + '(' + types + ')';
    }

    /** Left and right; 0 for none. */
    static List<Long> operatorTypes(long oid) {
        return OPERATORS.getOrDefault(oid, List.of());
    }

    static @Nullable String operatorText(CatalogView view, long oid) {
        Named named = CatalogNames.OPERATORS.ofOid(oid);
        return named == null
                ? null
                : OPERATORS.getOrDefault(oid, List.of()).stream()
                        .map(type -> type == 0 ? "NONE" : TypeTexts.text(view, type, null))
                        .collect(Collectors.joining(",", named.name() + "(", ")"));
    }
}
