package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.sql.OwnedSequences;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Relations.TimeColumn;
import dev.duckspace.gateway.sql.TypedNames;
import dev.duckspace.gateway.sql.UserTypes;
import dev.duckspace.gateway.types.LengthType;
import dev.duckspace.gateway.types.PgColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's own objects, and the session's temporary ones, as rules ask for them. On an
 * engine thread; project tables are not among them.
 */
final class WorkspaceRelations implements Relations {
    private static final String TYPED_NAMES =
            """
            SELECT lower(column_name), bool_and(data_type = 'FLOAT') AS r, bool_or(data_type = 'SMALLINT') AS s,
                bool_and(starts_with(data_type, 'character(')) AS c,
                bool_or(starts_with(data_type, 'STRUCT(') OR (ends_with(data_type, ']')
                    AND (starts_with(data_type, 'DECIMAL(') OR starts_with(data_type, 'STRUCT(')))) AS n
            FROM system.main.duckdb_columns() WHERE NOT internal
            GROUP BY lower(column_name) HAVING r OR s OR c OR n
            """;

    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final String catalog;
    private final String user;
    private final List<String> path;
    private final StorageTargets targets;
    private final CatalogRows rows;
    private final WorkspaceTables tables;
    private final WorkspaceSequences sequences;

    /**
     * @param path the schemas of the search path that exist
     */
    WorkspaceRelations(
            WorkspaceInstance instance,
            EngineConnection engine,
            String catalog,
            String user,
            List<String> path,
            StorageTargets targets) {
        this.targets = targets;
        this.instance = instance;
        this.engine = engine;
        this.catalog = catalog;
        this.user = user;
        this.path = List.copyOf(path);
        this.rows = new CatalogRows(engine, catalog);
        this.tables = new WorkspaceTables(rows);
        this.sequences = new WorkspaceSequences(rows, this.path);
    }

    @Override
    public UserTypes types() {
        return new WorkspaceTypes(instance, engine, path);
    }

    @Override
    public boolean hasIdentity() {
        Boolean known = instance.identity();
        if (known != null) {
            return known;
        }
        boolean has =
                !rows.of(
                                "SELECT 1 FROM system.main.duckdb_columns() WHERE NOT internal AND"
                                        + " starts_with(column_default, 'pg_always(') LIMIT %s",
                                "1")
                        .isEmpty();
        instance.identity(has);
        return has;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public int width(String query) {
        try (EngineStatement statement = engine.prepare(query)) {
            return statement.columns().size();
        } catch (EngineException e) {
            return 0;
        }
    }

    /** Who asks for a session knows its settings. */
    @Override
    public boolean writesIsoDates() {
        return true;
    }

    @Override
    public List<String> types(String query) {
        try (EngineStatement statement = engine.prepare(query)) {
            return statement.columns().stream()
                    .map(column -> isKnown(column.type()) ? typeName(column.type()) : "")
                    .toList();
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static boolean isKnown(EngineType type) {
        return type.id() != TypeId.UNKNOWN && type.id() != TypeId.SQLNULL;
    }

    private static String typeName(EngineType type) {
        return PgColumnType.of(type).type().name();
    }

    @Override
    public List<Target> targets(List<String> table) {
        return targets.of(table, () -> stored(table));
    }

    @Override
    public List<List<String>> materialized() {
        return targets.materialized(
                () ->
                        rows
                                .of(
                                        """
                                        SELECT schema_name, table_name FROM system.main.duckdb_tables()
                                        WHERE database_name = %s AND starts_with(comment, 'pg_matview' || chr(31))
                                        """,
                                        SqlText.literal(catalog))
                                .stream()
                                .map(
                                        row ->
                                                List.of(
                                                        CatalogRows.text(row, 0),
                                                        CatalogRows.text(row, 1)))
                                .toList());
    }

    @Override
    public Set<String> views() {
        return targets.views(
                () ->
                        rows
                                .of(
                                        """
                                        SELECT view_name FROM system.main.duckdb_views()
                                        WHERE database_name IN (%s, 'temp') AND NOT internal
                                            AND NOT contains(sql, %s)
                                        """,
                                        SqlText.literal(catalog),
                                        SqlText.literal(HiddenNames.TABLE_PREFIX))
                                .stream()
                                .map(row -> CatalogRows.text(row, 0))
                                .collect(Collectors.toSet()));
    }

    @Override
    public Set<String> domains() {
        return targets.domains(
                () ->
                        rows
                                .of(
                                        """
                                        SELECT substr(function_name, 11) FROM system.main.duckdb_functions()
                                        WHERE database_name = %s AND NOT internal
                                            AND starts_with(function_name, 'pg$domain$')
                                        """,
                                        SqlText.literal(catalog))
                                .stream()
                                .map(row -> CatalogRows.text(row, 0))
                                .collect(Collectors.toSet()));
    }

    @Override
    public TypedNames typedNames() {
        return targets.columns(
                () -> {
                    Set<String> reals = new HashSet<>();
                    Set<String> smallints = new HashSet<>();
                    Set<String> characters = new HashSet<>();
                    Set<String> nested = new HashSet<>();
                    for (List<@Nullable String> row : rows.of(TYPED_NAMES)) {
                        String name = CatalogRows.text(row, 0);
                        if (CatalogRows.flag(row, 1)) {
                            reals.add(name);
                        }
                        if (CatalogRows.flag(row, 2)) {
                            smallints.add(name);
                        }
                        if (CatalogRows.flag(row, 3)) {
                            characters.add(name);
                        }
                        if (CatalogRows.flag(row, 4)) {
                            nested.add(name);
                        }
                    }
                    return new TypedNames(reals, smallints, characters, nested);
                });
    }

    @Override
    public Map<String, TimeColumn> timeColumns() {
        return targets.times(
                () ->
                        TimeColumns.of(
                                rows.of(
                                        """
                                        SELECT DISTINCT lower(column_name), data_type
                                        FROM system.main.duckdb_columns() WHERE NOT internal
                                        """)));
    }

    private List<Target> stored(List<String> table) {
        String name = table.stream().map(SqlText::identifier).collect(Collectors.joining("."));
        try (EngineStatement statement = engine.prepare("SELECT * FROM " + name)) {
            return statement.columns().stream()
                    .map(column -> target(column.name(), column.type()))
                    .toList();
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static Target target(String column, EngineType type) {
        boolean limited =
                type instanceof EngineType.Scalar scalar
                        && scalar.alias() != null
                        && LengthType.ofAlias(scalar.alias())
                                .filter(LengthType::limited)
                                .isPresent();
        return new Target(column, typeName(type), limited);
    }

    @Override
    public boolean hasSchema(String name) {
        return !rows.of(
                        "SELECT 1 FROM system.main.duckdb_schemas() WHERE database_name = %s AND schema_name ="
                                + " %s",
                        SqlText.literal(catalog), SqlText.literal(name))
                .isEmpty();
    }

    /** Who looks for an object by this wants to change it, which a project's tables are not for. */
    @Override
    public Optional<Relation> find(List<String> name) {
        Optional<Relation> found = located(name);
        found.ifPresent(this::requireOwn);
        return found;
    }

    private void requireOwn(Relation relation) {
        boolean ofProject =
                relation.kind() == Kind.VIEW
                        && !rows.of(
                                        "SELECT 1 FROM system.main.duckdb_views() WHERE %s AND view_name = %s AND"
                                                + " contains(sql, %s)",
                                        rows.where(relation),
                                        SqlText.literal(relation.name()),
                                        SqlText.literal(HiddenNames.TABLE_PREFIX))
                                .isEmpty();
        if (ofProject) {
            throw StatementGuard.denied(
                    "permission denied for project table "
                            + relation.schema()
                            + '.'
                            + relation.name());
        }
    }

    private Optional<Relation> located(List<String> name) {
        List<Relation> found =
                rows
                        .of(
                                """
                                SELECT 'TABLE', temporary, schema_name, table_name FROM system.main.duckdb_tables()
                                WHERE database_name IN (%1$s, 'temp') AND table_name = %2$s
                                UNION ALL
                                SELECT 'VIEW', temporary, schema_name, view_name FROM system.main.duckdb_views()
                                WHERE database_name IN (%1$s, 'temp') AND NOT internal AND view_name = %2$s
                                UNION ALL
                                SELECT 'SEQUENCE', temporary, schema_name, sequence_name
                                FROM system.main.duckdb_sequences()
                                WHERE database_name IN (%1$s, 'temp') AND sequence_name = %2$s
                                UNION ALL
                                SELECT 'INDEX', database_name = 'temp', schema_name, index_name
                                FROM system.main.duckdb_indexes()
                                WHERE database_name IN (%1$s, 'temp') AND index_name = %2$s
                                """,
                                SqlText.literal(catalog), SqlText.literal(name.getLast()))
                        .stream()
                        .map(
                                row ->
                                        new Relation(
                                                Kind.valueOf(CatalogRows.text(row, 0)),
                                                CatalogRows.flag(row, 1),
                                                CatalogRows.text(row, 2),
                                                CatalogRows.text(row, 3)))
                        .toList();
        return chosen(found, name);
    }

    private Optional<Relation> chosen(List<Relation> found, List<String> name) {
        if (name.size() > 1) {
            String schema = name.get(name.size() - 2);
            boolean temporary = schema.startsWith("pg_temp") || schema.equals("temp");
            return found.stream()
                    .filter(
                            relation ->
                                    temporary
                                            ? relation.temporary()
                                            : !relation.temporary()
                                                    && relation.schema().equals(schema))
                    .findFirst();
        }
        return Stream.concat(
                        found.stream().filter(Relation::temporary),
                        path.stream()
                                .flatMap(
                                        schema ->
                                                found.stream()
                                                        .filter(r -> !r.temporary())
                                                        .filter(r -> r.schema().equals(schema))))
                .findFirst();
    }

    @Override
    public Optional<Table> table(List<String> name) {
        return located(name).filter(relation -> relation.kind() == Kind.TABLE).map(tables::of);
    }

    @Override
    public @Nullable String comment(Relation view) {
        return rows
                .of(
                        "SELECT comment FROM system.main.duckdb_views() WHERE %s AND view_name = %s",
                        rows.where(view), SqlText.literal(view.name()))
                .stream()
                .findFirst()
                .map(row -> row.getFirst())
                .orElse(null);
    }

    @Override
    public List<Column> columns(Relation relation) {
        return tables.columns(relation);
    }

    @Override
    public Optional<Sequence> sequence(List<String> name) {
        return find(name).filter(relation -> relation.kind() == Kind.SEQUENCE).map(sequences::of);
    }

    @Override
    public Optional<Table> tableOf(Relation index) {
        return rows
                .of(
                        "SELECT table_name FROM system.main.duckdb_indexes() WHERE %s AND index_name = %s",
                        rows.where(index), SqlText.literal(index.name()))
                .stream()
                .findFirst()
                .map(
                        row ->
                                tables.of(
                                        new Relation(
                                                Kind.TABLE,
                                                index.temporary(),
                                                index.schema(),
                                                CatalogRows.text(row, 0))));
    }

    @Override
    public List<Dependent> dependents(Relation relation) {
        return dependentViews().reading(relation);
    }

    @Override
    public List<String> viewReading(Relation view, MovedTable table) {
        return dependentViews().reading(view, table);
    }

    private DependentViews dependentViews() {
        return new DependentViews(engine, catalog, path);
    }

    @Override
    public List<Table> referring(Relation table) {
        return rows
                .of(
                        """
                        SELECT DISTINCT table_name FROM system.main.duckdb_constraints() WHERE %s
                        AND constraint_type = 'FOREIGN KEY' AND referenced_table = %s
                        AND table_name <> referenced_table ORDER BY table_name
                        """,
                        rows.where(table), SqlText.literal(table.name()))
                .stream()
                .map(row -> tables.of(table.named(CatalogRows.text(row, 0))))
                .toList();
    }

    @Override
    public Optional<Function> function(List<String> name) {
        if (!instance.mayDefine(name.getLast().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        List<Function> found =
                rows
                        .of(
                                """
                                SELECT schema_name, function_name, function_type = 'table_macro',
                                    len(parameters), comment
                                FROM system.main.duckdb_functions()
                                WHERE database_name = %s AND NOT internal AND function_name = %s
                                """,
                                SqlText.literal(catalog), SqlText.literal(name.getLast()))
                        .stream()
                        .map(
                                row ->
                                        new Function(
                                                CatalogRows.text(row, 0),
                                                CatalogRows.text(row, 1),
                                                CatalogRows.flag(row, 2),
                                                Integer.parseInt(CatalogRows.text(row, 3)),
                                                row.get(4)))
                        .toList();
        List<String> schemas = name.size() > 1 ? List.of(name.get(name.size() - 2)) : path;
        return schemas.stream()
                .flatMap(schema -> found.stream().filter(f -> f.schema().equals(schema)))
                .findFirst();
    }

    @Override
    public List<String> columnsRead(String query) {
        return dependentViews().tablesOf(query).stream()
                .flatMap(
                        table ->
                                rows
                                        .of(
                                                "SELECT column_name FROM system.main.duckdb_columns()"
                                                        + " WHERE table_name = %s",
                                                SqlText.literal(table))
                                        .stream())
                .map(row -> CatalogRows.text(row, 0))
                .toList();
    }

    @Override
    public List<SchemaObject> objectsIn(String schema) {
        return rows
                .of(
                        """
                        SELECT 'TABLE', table_name, table_oid FROM system.main.duckdb_tables()
                        WHERE database_name = %1$s AND schema_name = %2$s
                        UNION ALL
                        SELECT 'VIEW', view_name, view_oid FROM system.main.duckdb_views()
                        WHERE database_name = %1$s AND schema_name = %2$s
                        UNION ALL
                        SELECT 'SEQUENCE', sequence_name, sequence_oid
                        FROM system.main.duckdb_sequences()
                        WHERE database_name = %1$s AND schema_name = %2$s
                        UNION ALL
                        SELECT 'TYPE', type_name, type_oid FROM system.main.duckdb_types()
                        WHERE database_name = %1$s AND schema_name = %2$s
                        UNION ALL
                        SELECT DISTINCT 'FUNCTION', function_name, function_oid
                        FROM system.main.duckdb_functions()
                        WHERE database_name = %1$s AND schema_name = %2$s
                            AND function_name <> 'pg' || chr(36) || 'schema'
                        ORDER BY 3, 2
                        """,
                        SqlText.literal(catalog), SqlText.literal(schema))
                .stream()
                .filter(
                        row ->
                                !CatalogRows.text(row, 0).equals("SEQUENCE")
                                        || !isOwned(schema, CatalogRows.text(row, 1)))
                .map(
                        row ->
                                schemaObject(
                                        schema, CatalogRows.text(row, 0), CatalogRows.text(row, 1)))
                .toList();
    }

    private boolean isOwned(String schema, String sequence) {
        return sequences.of(new Relation(Kind.SEQUENCE, false, schema, sequence)).uses().stream()
                .anyMatch(
                        use ->
                                OwnedSequences.name(use.table().name(), use.column())
                                        .equals(sequence));
    }

    private static SchemaObject schemaObject(String schema, String kind, String name) {
        String described =
                kind.toLowerCase(Locale.ROOT)
                        + ' '
                        + SqlText.plainIdentifier(schema)
                        + '.'
                        + SqlText.plainIdentifier(name)
                        + (kind.equals("FUNCTION") ? "()" : "");
        return new SchemaObject(
                described,
                kind.equals("TYPE") || kind.equals("FUNCTION")
                        ? Optional.empty()
                        : Optional.of(new Relation(Kind.valueOf(kind), false, schema, name)));
    }

    @Override
    public long number(String query) {
        return Long.parseLong(CatalogRows.text(engine.queryText(query).getFirst(), 0));
    }
}
