package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names and OIDs of everything in the catalog, PostgreSQL's own and the user's, by kind. Made for
 * one snapshot; a kind is put together when it is first asked for.
 */
final class CatalogNames {
    static final String SYSTEM_SCHEMA = "pg_catalog";

    /**
     * @param text how it is written behind its schema, {@code integer[]} of a type
     * @param project whether it is a project table
     */
    record Named(long oid, String schema, String name, String text, boolean project) {
        static Named of(long oid, String schema, String name) {
            return new Named(oid, schema, name, SqlNames.quoted(name), false);
        }
    }

    /** Objects of one kind. */
    record Kind(Map<Long, Named> byOid, Map<String, List<Named>> byName) {
        static Kind of(List<Named> all) {
            Map<Long, Named> byOid = new HashMap<>();
            all.forEach(each -> byOid.putIfAbsent(each.oid(), each));
            return new Kind(byOid, all.stream().collect(Collectors.groupingBy(Named::name)));
        }

        @Nullable Named ofOid(long oid) {
            return byOid.get(oid);
        }

        List<Named> named(String name) {
            return byName.getOrDefault(name, List.of());
        }
    }

    private static final Map<Long, String> SYSTEM_SCHEMAS = systemSchemas();
    private static final List<Named> SYSTEM_RELATIONS = system("pg_class", 1, 2);
    private static final List<Named> SYSTEM_TYPES = systemTypes();
    private static final List<Named> SYSTEM_ROUTINES = system("pg_proc", 1, 2);

    static final Kind OPERATORS = Kind.of(system("pg_operator", 1, 2));
    static final Kind COLLATIONS = Kind.of(system("pg_collation", 1, 2));
    static final Kind TEXT_SEARCH_CONFIGURATIONS = Kind.of(system("pg_ts_config", 1, 2));
    static final Kind DICTIONARIES = Kind.of(system("pg_ts_dict", 1, 2));

    private final CatalogSnapshot snapshot;
    private final Map<String, Kind> kinds = new HashMap<>();
    private @Nullable Map<Long, RoutineFacts> userRoutines;

    CatalogNames(CatalogSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    CatalogSnapshot snapshot() {
        return snapshot;
    }

    private static Map<Long, String> systemSchemas() {
        Map<Long, String> schemas = new HashMap<>();
        for (@Nullable Object[] row : fixed("pg_namespace")) {
            schemas.put((Long) row[0], (String) row[1]);
        }
        return schemas;
    }

    private static List<@Nullable Object[]> fixed(String relation) {
        return FixedRows.of(CatalogRelation.named(relation));
    }

    private static List<Named> system(String relation, int name, int schema) {
        return fixed(relation).stream().map(row -> named(row, name, schema)).toList();
    }

    private static Named named(@Nullable Object[] row, int name, int schema) {
        return Named.of((Long) row[0], schemaOf(row[schema]), String.valueOf(row[name]));
    }

    /** A relation of PostgreSQL's catalog; null for none. */
    static @Nullable Named systemRelation(@Nullable String schema, String name) {
        return SYSTEM_RELATIONS.stream()
                .filter(each -> each.name().equals(name))
                .filter(each -> each.schema().equals(schema == null ? SYSTEM_SCHEMA : schema))
                .findFirst()
                .orElse(null);
    }

    /** The OID of a table of PostgreSQL's catalog; 0 for a view. */
    static long systemTable(String name) {
        CatalogRelation classes = CatalogRelation.named("pg_class");
        int kind = classes.place("relkind");
        return FixedRows.of(classes).stream()
                .filter(row -> name.equals(row[1]) && "r".equals(row[kind]))
                .mapToLong(row -> (Long) row[0])
                .findFirst()
                .orElse(0);
    }

    private static String schemaOf(@Nullable Object oid) {
        return SYSTEM_SCHEMAS.getOrDefault((Long) oid, SYSTEM_SCHEMA);
    }

    private static List<Named> systemTypes() {
        List<Named> types = new ArrayList<>();
        for (@Nullable Object[] row : fixed("pg_type")) {
            long oid = (Long) row[0];
            String name = String.valueOf(row[1]);
            types.add(new Named(oid, schemaOf(row[2]), name, systemTypeText(oid), false));
        }
        return types;
    }

    /** As format_type prints a type of PostgreSQL's own; text for what is none. */
    static String systemTypeText(long oid) {
        if (!BuiltInTypes.has(oid)) {
            return "text";
        }
        BuiltInTypes.Facts facts = BuiltInTypes.ofOid(oid);
        if (facts.category() == 'A'
                && facts.length() == -1
                && facts.element() != 0
                && oid != 22
                && oid != 30) {
            return systemTypeText(facts.element()) + "[]";
        }
        return switch ((int) oid) {
            case 16 -> "boolean";
            case 1043 -> "character varying";
            case 1042 -> "character";
            default -> {
                PgType known = PgType.ofOid((int) oid).orElse(null);
                yield known == null ? quotedType(facts.name()) : known.sqlName();
            }
        };
    }

    private static String quotedType(String name) {
        return name.equals("any") ? "\"any\"" : SqlNames.quoted(name);
    }

    /** PostgreSQL's own functions, and the user's; null for what is none. */
    @Nullable RoutineFacts routine(long oid) {
        RoutineFacts system = RoutineFacts.system(oid);
        return system == null ? userRoutines().get(oid) : system;
    }

    private synchronized Map<Long, RoutineFacts> userRoutines() {
        Map<Long, RoutineFacts> known = userRoutines;
        if (known == null) {
            List<@Nullable Object[]> fixed = fixed("pg_proc");
            RelationRows rows = new RelationRows(CatalogRelation.named("pg_proc"));
            RoutineRelations.routines(snapshot, CatalogOwner.of(""), rows);
            known = RoutineFacts.of(rows.rows().subList(fixed.size(), rows.rows().size()));
            userRoutines = known;
        }
        return known;
    }

    private synchronized Kind kind(String name, Supplier<List<Named>> all) {
        Kind known = kinds.get(name);
        if (known == null) {
            known = Kind.of(all.get());
            kinds.put(name, known);
        }
        return known;
    }

    Kind relations() {
        return kind(
                "relations",
                () -> {
                    List<Named> all = new ArrayList<>(SYSTEM_RELATIONS);
                    for (RelationEntry entry : snapshot.entries()) {
                        all.add(
                                new Named(
                                        entry.oid(),
                                        entry.schema(),
                                        entry.name(),
                                        SqlNames.quoted(entry.name()),
                                        entry.project()));
                    }
                    for (CatalogObjects.UserType type : snapshot.composites()) {
                        all.add(Named.of(snapshot.compositeOid(type), type.schema(), type.name()));
                    }
                    return all;
                });
    }

    Kind types() {
        return kind(
                "types",
                () -> {
                    List<Named> all = new ArrayList<>(SYSTEM_TYPES);
                    for (CatalogObjects.UserType type : snapshot.userTypes()) {
                        addType(
                                all,
                                snapshot.typeOid(type),
                                snapshot.arrayTypeOid(type),
                                type.schema(),
                                type.name());
                    }
                    for (RelationEntry entry : snapshot.entries()) {
                        if (entry.rowType() != 0) {
                            addType(
                                    all,
                                    entry.rowType(),
                                    entry.arrayType(),
                                    entry.schema(),
                                    entry.name());
                        }
                    }
                    return all;
                });
    }

    private static void addType(List<Named> all, long oid, long array, String schema, String name) {
        all.add(Named.of(oid, schema, name));
        all.add(new Named(array, schema, "_" + name, SqlNames.quoted(name) + "[]", false));
    }

    Kind routines() {
        return kind(
                "routines",
                () -> {
                    List<Named> all = new ArrayList<>(SYSTEM_ROUTINES);
                    for (CatalogObjects.Routine routine : snapshot.objects().routines()) {
                        all.add(
                                Named.of(
                                        snapshot.routineOid(routine),
                                        routine.schema(),
                                        routine.name()));
                    }
                    return all;
                });
    }

    Kind schemas() {
        return kind(
                "schemas",
                () -> {
                    List<Named> all = new ArrayList<>();
                    SYSTEM_SCHEMAS.forEach((oid, name) -> all.add(Named.of(oid, "", name)));
                    for (CatalogObjects.Schema schema : snapshot.schemas()) {
                        all.add(Named.of(snapshot.schemaOid(schema.name()), "", schema.name()));
                    }
                    return all;
                });
    }
}
