package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogObjects.Column;
import dev.duckspace.gateway.catalog.CatalogObjects.Index;
import dev.duckspace.gateway.catalog.CatalogObjects.Relation;
import dev.duckspace.gateway.catalog.CatalogObjects.TableKey;
import dev.duckspace.gateway.catalog.CatalogObjects.UserType;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The user's objects as PostgreSQL's catalog has them: with OIDs, constraint names, and the types
 * of columns. Columns are read when they are first asked for.
 */
final class CatalogSnapshot {
    static final long PUBLIC = 2200;

    /** A relation of any kind, as pg_class has it. */
    record RelationEntry(
            long oid,
            long schemaOid,
            String schema,
            String name,
            char kind,
            @Nullable String comment,
            long rows,
            int columns,
            int checks,
            boolean temporary,
            boolean project,
            String definition,
            @Nullable KeptQuery query,
            boolean indexed,
            boolean keyed,
            long rowType,
            long arrayType) {
        /** A table or materialized view. */
        boolean hasRows() {
            return kind == 'r' || kind == 'm';
        }
    }

    /** A constraint with what it leads to. */
    record Constraint(
            long oid,
            String name,
            TableKey key,
            long relation,
            long index,
            String referencedSchema,
            long referenced,
            @Nullable List<Integer> referencedPositions) {}

    /** Of a CREATE INDEX, or of a key. */
    record IndexEntry(long oid, long table, boolean primary, boolean constraint, Index index) {}

    /**
     * @param type the base type of a column of a domain
     * @param domain 0 for none
     */
    record ColumnEntry(
            long relation,
            Column column,
            ColumnTypes.ColumnType type,
            long domain,
            long defaultOid) {
        /** As pg_attribute has it. */
        ColumnTypes.ColumnType declared() {
            return domain == 0 ? type : new ColumnTypes.ColumnType(domain, -1, 0);
        }
    }

    private final ObjectIds ids;
    private final CatalogObjects objects;
    private final Supplier<List<Column>> columnSource;
    private final ColumnTypes types = new ColumnTypes();
    private final Map<List<String>, Long> domains = new HashMap<>();
    private final List<RelationEntry> entries = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<IndexEntry> indexes = new ArrayList<>();
    private final Map<Long, RelationEntry> entriesById = new HashMap<>();
    private @Nullable List<ColumnEntry> columns;

    CatalogSnapshot(ObjectIds ids, CatalogObjects objects, Supplier<List<Column>> columnSource) {
        this.ids = ids;
        this.objects = objects;
        this.columnSource = columnSource;
        objects.types().forEach(this::addType);
        addDomains();
        addConstraints();
        addIndexes();
        addEntries();
        entries.forEach(entry -> entriesById.putIfAbsent(entry.oid(), entry));
    }

    CatalogObjects objects() {
        return objects;
    }

    List<RelationEntry> entries() {
        return entries;
    }

    List<Constraint> constraints() {
        return constraints;
    }

    List<IndexEntry> indexes() {
        return indexes;
    }

    synchronized List<ColumnEntry> columns() {
        List<ColumnEntry> known = columns;
        if (known == null) {
            known = columnSource.get().stream().map(this::entry).toList();
            columns = known;
        }
        return known;
    }

    long schemaOid(String schema) {
        return schema.equals("public") ? PUBLIC : ids.of("schema", schema);
    }

    long relationOid(String schema, String relation) {
        return ids.of("relation", schema + '.' + relation);
    }

    long idOf(String kind, String name) {
        return ids.of(kind, name);
    }

    long typeOid(UserType type) {
        EnumAlias alias = EnumAlias.of(type.column());
        return alias == null ? ids.of("type", type.schema() + '.' + type.name()) : alias.oid();
    }

    long arrayTypeOid(UserType type) {
        EnumAlias alias = EnumAlias.of(type.column());
        return alias == null
                ? ids.of("array type", type.schema() + '.' + type.name())
                : alias.arrayOid();
    }

    /** Of a text of the engine's, such as a macro's parameter has. */
    ColumnTypes.ColumnType type(String engineType) {
        return types.of(engineType);
    }

    ColumnTypes types() {
        return types;
    }

    /** The name of a type in an expression; null for the user's own types. */
    @Nullable String typeText(long oid) {
        if (BuiltInTypes.has(oid)) {
            return CatalogNames.systemTypeText(oid);
        }
        return enums().stream()
                .filter(type -> typeOid(type) == oid)
                .map(type -> SqlNames.quoted(type.name()))
                .findFirst()
                .orElse(null);
    }

    boolean hasTemporary() {
        return entries.stream().anyMatch(RelationEntry::temporary)
                || objects.types().stream()
                        .anyMatch(type -> type.schema().equals(CatalogObjects.TEMPORARY))
                || objects.routines().stream()
                        .anyMatch(routine -> routine.schema().equals(CatalogObjects.TEMPORARY));
    }

    /** Those that users see: the engine's main only where something is in it. */
    List<CatalogObjects.Schema> schemas() {
        Set<String> used = entries.stream().map(RelationEntry::schema).collect(Collectors.toSet());
        return objects.schemas().stream()
                .filter(schema -> !schema.name().equals("main") || used.contains("main"))
                .filter(
                        schema ->
                                !schema.name().equals(CatalogObjects.TEMPORARY)
                                        || used.contains(CatalogObjects.TEMPORARY))
                .distinct()
                .toList();
    }

    /** The user's type of an OID, or the array type over one. */
    Optional<PgType> typeOfOid(int oid) {
        return enums().stream()
                .map(type -> EnumAlias.of(type.column()))
                .filter(Objects::nonNull)
                .filter(alias -> alias.oid() == oid || alias.arrayOid() == oid)
                .map(alias -> alias.oid() == oid ? alias.type() : alias.type().array())
                .findFirst();
    }

    List<UserType> composites() {
        return objects.types().stream().filter(Composites::is).toList();
    }

    /** Of a composite type in pg_class. */
    long compositeOid(UserType type) {
        return ids.of("composite", type.schema() + '.' + type.name());
    }

    /** A check of a domain, as pg_constraint has it. */
    record DomainCheck(long oid, long schema, long domain, GivenDomain.Check check) {}

    List<DomainCheck> domainChecks() {
        List<DomainCheck> checks = new ArrayList<>();
        for (UserType type : objects.types()) {
            GivenDomain domain = type.domain();
            if (domain != null) {
                for (GivenDomain.Check check : domain.checks()) {
                    String path = type.schema() + '.' + type.name() + '.' + check.name();
                    checks.add(
                            new DomainCheck(
                                    ids.of("domain constraint", path),
                                    schemaOid(type.schema()),
                                    typeOid(type),
                                    check));
                }
            }
        }
        return checks;
    }

    /** The base type of a domain; the type itself of another. */
    long baseOf(long type) {
        for (UserType each : objects.types()) {
            GivenDomain domain = each.domain();
            if (domain != null && typeOid(each) == type) {
                return domain.baseOid();
            }
        }
        return type;
    }

    List<UserType> userTypes() {
        return objects.types();
    }

    List<UserType> enums() {
        return objects.types().stream().filter(type -> type.base().equals("ENUM")).toList();
    }

    /** Overloads of a name differ in their parameters. */
    long routineOid(CatalogObjects.Routine routine) {
        return ids.of(
                "routine",
                routine.schema() + '.' + routine.name() + routine.parameters() + routine.types());
    }

    /** The column that an index's item is; null for an expression. */
    @Nullable ColumnEntry indexed(IndexEntry index, String item) {
        return item.startsWith("(") ? null : columnsOf(index.table()).get(SqlNames.unquoted(item));
    }

    /** Schemas of project tables. */
    Set<String> projectSchemas() {
        return objects.relations().stream()
                .filter(Relation::project)
                .map(Relation::schema)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void addType(UserType type) {
        types.add(type.name(), typeOid(type), arrayTypeOid(type));
        EnumAlias alias = EnumAlias.of(type.column());
        if (alias != null) {
            ids.keep(alias.oid());
            ids.keep(alias.arrayOid());
        }
        if (alias != null || type.base().equals("STRUCT")) {
            types.add(type.column(), typeOid(type), arrayTypeOid(type));
        }
    }

    private void addConstraints() {
        ConstraintNames names = new ConstraintNames();
        Map<TableKey, String> named = new LinkedHashMap<>();
        for (TableKey key : objects.keys()) {
            named.put(key, names.of(key));
        }
        Map<String, List<TableKey>> unique =
                objects.keys().stream()
                        .filter(key -> key.kind() == 'p' || key.kind() == 'u')
                        .collect(Collectors.groupingBy(key -> key.schema() + '.' + key.table()));
        named.forEach((key, name) -> constraints.add(constraint(key, name, unique, named)));
    }

    private Constraint constraint(
            TableKey key,
            String name,
            Map<String, List<TableKey>> unique,
            Map<TableKey, String> named) {
        long relation = relationOid(key.schema(), key.table());
        long oid = ids.of("constraint", key.schema() + '.' + key.table() + '.' + name);
        if (key.kind() != 'f') {
            long index = key.kind() == 'c' ? 0 : relationOid(key.schema(), name);
            return new Constraint(oid, name, key, relation, index, "", 0, null);
        }
        String schema = referencedSchema(key);
        TableKey target =
                unique.getOrDefault(schema + '.' + key.referencedTable(), List.of()).stream()
                        .filter(other -> other.columns().equals(key.referencedColumns()))
                        .findFirst()
                        .orElse(null);
        return new Constraint(
                oid,
                name,
                key,
                relation,
                target == null ? 0 : relationOid(target.schema(), named.getOrDefault(target, "")),
                schema,
                relationOid(schema, key.referencedTable()),
                target == null ? null : target.positions());
    }

    /** The engine writes it only where it is not the table's own. */
    private static String referencedSchema(TableKey key) {
        java.util.regex.Matcher written =
                java.util.regex.Pattern.compile("REFERENCES (?:\"([^\"]+)\"|([^\".(]+))\\.")
                        .matcher(key.text());
        if (!written.find()) {
            return key.schema();
        }
        return written.group(1) == null ? written.group(2) : written.group(1);
    }

    private void addIndexes() {
        for (Index index : objects.indexes()) {
            indexes.add(
                    new IndexEntry(
                            relationOid(index.schema(), index.name()),
                            relationOid(index.schema(), index.table()),
                            false,
                            false,
                            index));
        }
        for (Constraint constraint : constraints) {
            TableKey key = constraint.key();
            if (key.kind() == 'p' || key.kind() == 'u') {
                indexes.add(
                        new IndexEntry(
                                constraint.index(),
                                constraint.relation(),
                                key.kind() == 'p',
                                true,
                                new Index(
                                        key.schema(),
                                        constraint.name(),
                                        key.table(),
                                        key.columns().stream().map(SqlNames::quoted).toList(),
                                        true,
                                        null,
                                        key.temporary())));
            }
        }
    }

    private void addEntries() {
        for (Relation table : objects.relations()) {
            KeptQuery kept = KeptQuery.of(table.comment()).orElse(null);
            entries.add(
                    new RelationEntry(
                            relationOid(table.schema(), table.name()),
                            schemaOid(table.schema()),
                            table.schema(),
                            table.name(),
                            table.view() ? 'v' : kept == null ? 'r' : 'm',
                            kept == null ? table.comment() : kept.remark(),
                            table.rows(),
                            table.columns(),
                            table.checks(),
                            table.temporary(),
                            table.project(),
                            table.definition(),
                            kept,
                            table.indexed(),
                            table.keyed(),
                            ids.of("row type", table.qualified()),
                            ids.of("array of row type", table.qualified())));
        }
        for (CatalogObjects.Sequence sequence : objects.sequences()) {
            entries.add(
                    other(
                            sequence.schema(),
                            sequence.name(),
                            'S',
                            sequence.comment(),
                            1,
                            3,
                            sequence.temporary()));
        }
        for (IndexEntry index : indexes) {
            entries.add(
                    other(
                            index.index().schema(),
                            index.index().name(),
                            'i',
                            index.index().comment(),
                            0,
                            index.index().items().size(),
                            index.index().temporary()));
        }
    }

    private RelationEntry other(
            String schema,
            String name,
            char kind,
            @Nullable String comment,
            long rows,
            int columnCount,
            boolean temporary) {
        return new RelationEntry(
                relationOid(schema, name),
                schemaOid(schema),
                schema,
                name,
                kind,
                comment,
                rows,
                columnCount,
                0,
                temporary,
                false,
                "",
                null,
                false,
                false,
                0,
                0);
    }

    private ColumnEntry entry(Column column) {
        return new ColumnEntry(
                relationOid(column.schema(), column.relation()),
                column,
                typeOf(column),
                domainOf(column),
                column.expression() == null
                        ? 0
                        : ids.of(
                                "default",
                                column.schema() + '.' + column.relation() + '.' + column.name()));
    }

    private long domainOf(Column column) {
        return domains.isEmpty()
                ? 0
                : domains.getOrDefault(
                        List.of(column.schema(), column.relation(), column.name()), 0L);
    }

    private void addDomains() {
        Map<List<String>, Long> domainTypes = new HashMap<>();
        for (UserType type : objects.types()) {
            if (type.domain() != null) {
                domainTypes.put(List.of(type.schema(), type.name()), typeOid(type));
            }
        }
        for (CatalogObjects.DomainColumn column : objects.domainColumns()) {
            Long type = domainTypes.get(List.of(column.domainSchema(), column.domain()));
            if (type != null) {
                domains.put(List.of(column.schema(), column.table(), column.column()), type);
            }
        }
    }

    /** PostgreSQL keeps the digits of a column, and none of what a view computes. */
    private ColumnTypes.ColumnType typeOf(Column column) {
        ColumnTypes.ColumnType type = types.of(column.type());
        if (type.oid() != Expression.NUMERIC || type.modifier() < 0) {
            return type;
        }
        RelationEntry view = entriesById.get(relationOid(column.schema(), column.relation()));
        return view != null
                        && view.kind() == 'v'
                        && ViewColumns.isComputed(
                                view.definition(), column.position(), type.modifier())
                ? new ColumnTypes.ColumnType(type.oid(), -1, type.dimensions())
                : type;
    }

    /** The columns of one relation by name. */
    Map<String, ColumnEntry> columnsOf(long relation) {
        return byRelation().getOrDefault(relation, Map.of());
    }

    @Nullable RelationEntry relation(long oid) {
        return entriesById.get(oid);
    }

    @Nullable Constraint constraint(long oid) {
        return constraints.stream().filter(each -> each.oid() == oid).findFirst().orElse(null);
    }

    @Nullable IndexEntry index(long oid) {
        return indexes.stream().filter(each -> each.oid() == oid).findFirst().orElse(null);
    }

    private @Nullable Map<Long, Map<String, ColumnEntry>> byRelation;

    private synchronized Map<Long, Map<String, ColumnEntry>> byRelation() {
        Map<Long, Map<String, ColumnEntry>> known = byRelation;
        if (known == null) {
            known = new HashMap<>();
            for (ColumnEntry entry : columns()) {
                known.computeIfAbsent(entry.relation(), id -> new LinkedHashMap<>())
                        .put(entry.column().name(), entry);
            }
            byRelation = known;
        }
        return known;
    }
}
