package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.sql.ConstraintNames;
import dev.duckspace.gateway.sql.OwnedSequences;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.UserTypes;
import dev.duckspace.gateway.types.PgColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's own objects, and the session's temporary ones, as rules ask for them. On an
 * engine thread; project tables are not among them.
 */
final class WorkspaceRelations implements Relations {
    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final String catalog;
    private final String user;
    private final List<String> path;
    private final StorageTargets targets;

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
                !rows(
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
                        rows(
                                        """
                                        SELECT schema_name, table_name FROM system.main.duckdb_tables()
                                        WHERE database_name = %s AND starts_with(comment, 'pg_matview' || chr(31))
                                        """,
                                        SqlText.literal(catalog))
                                .stream()
                                .map(row -> List.of(text(row, 0), text(row, 1)))
                                .toList());
    }

    @Override
    public Set<String> domains() {
        return targets.domains(
                () ->
                        rows(
                                        """
                                        SELECT substr(function_name, 11) FROM system.main.duckdb_functions()
                                        WHERE database_name = %s AND NOT internal
                                            AND starts_with(function_name, 'pg$domain$')
                                        """,
                                        SqlText.literal(catalog))
                                .stream()
                                .map(row -> text(row, 0))
                                .collect(Collectors.toSet()));
    }

    @Override
    public Set<String> realColumns() {
        return targets.reals(
                () ->
                        rows(
                                        """
                                        SELECT lower(column_name) FROM system.main.duckdb_columns()
                                        WHERE NOT internal GROUP BY lower(column_name)
                                        HAVING bool_and(data_type = %s)
                                        """,
                                        SqlText.literal("FLOAT"))
                                .stream()
                                .map(row -> text(row, 0))
                                .collect(Collectors.toSet()));
    }

    private List<Target> stored(List<String> table) {
        String name = table.stream().map(SqlText::identifier).collect(Collectors.joining("."));
        try (EngineStatement statement = engine.prepare("SELECT * FROM " + name)) {
            return statement.columns().stream()
                    .map(column -> new Target(column.name(), typeName(column.type())))
                    .toList();
        } catch (EngineException e) {
            return List.of();
        }
    }

    @Override
    public boolean hasSchema(String name) {
        return !rows(
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
                        && !rows(
                                        "SELECT 1 FROM system.main.duckdb_views() WHERE %s AND view_name = %s AND"
                                                + " contains(sql, %s)",
                                        where(relation),
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
                rows(
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
                                                Kind.valueOf(text(row, 0)),
                                                flag(row, 1),
                                                text(row, 2),
                                                text(row, 3)))
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
        return located(name).filter(relation -> relation.kind() == Kind.TABLE).map(this::table);
    }

    private Table table(Relation relation) {
        String where = where(relation) + " AND table_name = " + SqlText.literal(relation.name());
        List<@Nullable String> self =
                rows("SELECT sql, comment FROM system.main.duckdb_tables() WHERE %s", where)
                        .getFirst();
        List<Column> columns = columns(where, text(self, 0));
        return new Table(
                relation,
                columns,
                constraints(relation, where),
                indexes(relation, where),
                self.get(1));
    }

    @Override
    public List<Column> columns(Relation relation) {
        return columns(
                where(relation) + " AND table_name = " + SqlText.literal(relation.name()), "");
    }

    private List<Column> columns(String where, String sql) {
        boolean anyGenerated = sql.contains(" GENERATED ALWAYS AS");
        return rows(
                        """
                        SELECT column_name, data_type, column_default, is_nullable, comment
                        FROM system.main.duckdb_columns() WHERE %s ORDER BY column_index
                        """,
                        where)
                .stream()
                .map(row -> column(row, anyGenerated ? sql : ""))
                .toList();
    }

    private static Column column(List<@Nullable String> row, String sql) {
        String name = text(row, 0);
        String spelled = Pattern.quote(name) + "\"? [^,]*? GENERATED ALWAYS AS";
        boolean generated = !sql.isEmpty() && Pattern.compile(spelled).matcher(sql).find();
        return new Column(name, text(row, 1), row.get(2), !flag(row, 3), generated, row.get(4));
    }

    private List<Constraint> constraints(Relation relation, String where) {
        List<Constraint> constraints = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<List<@Nullable String>> rows =
                rows(
                        """
                        SELECT constraint_type, array_to_string(constraint_column_names, chr(1)),
                               constraint_text, referenced_table,
                               array_to_string(referenced_column_names, chr(1))
                        FROM system.main.duckdb_constraints()
                        WHERE %s AND constraint_type <> 'NOT NULL' ORDER BY constraint_index
                        """,
                        where);
        for (List<@Nullable String> row : rows) {
            ConstraintNames.beside(text(row, 2))
                    .ifPresent(beside -> names.put(beside.key(), beside.name()));
        }
        for (List<@Nullable String> row : rows) {
            if (ConstraintNames.beside(text(row, 2)).isPresent()) {
                continue;
            }
            ConstraintKind kind = ConstraintKind.valueOf(text(row, 0).replace(' ', '_'));
            List<String> columns = names(text(row, 1));
            Optional<ConstraintNames.Within> within = ConstraintNames.within(text(row, 2));
            String given =
                    within.map(ConstraintNames.Within::name)
                            .orElse(names.get(ConstraintNames.key(kind, columns)));
            if (given != null) {
                String stated = within.map(ConstraintNames.Within::text).orElse(text(row, 2));
                constraints.add(new Constraint(given, kind, columns, stated, reference(row), true));
                continue;
            }
            String plain =
                    text(row, 2).contains("pg_domain_violated(")
                            ? "pg$domain" // PostgreSQL's tables have none of these
                            : ConstraintNames.generated(relation.name(), kind, columns);
            int n = used.merge(plain, 1, Integer::sum);
            constraints.add(
                    new Constraint(
                            n == 1 ? plain : plain + (n - 1),
                            kind,
                            columns,
                            text(row, 2),
                            reference(row),
                            false));
        }
        return List.copyOf(constraints);
    }

    private static @Nullable Reference reference(List<@Nullable String> row) {
        String table = row.get(3);
        return table == null ? null : new Reference(table, names(text(row, 4)));
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\u0001"));
    }

    private List<Index> indexes(Relation relation, String where) {
        return rows(
                        """
                        SELECT index_name, is_unique, sql, array_to_string(expressions::VARCHAR[], chr(1)),
                               comment
                        FROM system.main.duckdb_indexes() WHERE %s AND sql IS NOT NULL
                        """,
                        where)
                .stream()
                .map(
                        row ->
                                new Index(
                                        new Relation(
                                                Kind.INDEX,
                                                relation.temporary(),
                                                relation.schema(),
                                                text(row, 0)),
                                        flag(row, 1),
                                        names(text(row, 3)),
                                        text(row, 2),
                                        row.get(4)))
                .toList();
    }

    @Override
    public Optional<Sequence> sequence(List<String> name) {
        return find(name).filter(relation -> relation.kind() == Kind.SEQUENCE).map(this::sequence);
    }

    private Sequence sequence(Relation relation) {
        List<@Nullable String> row =
                rows(
                                """
                                SELECT start_value, min_value, max_value, increment_by, cycle, last_value,
                                       comment
                                FROM system.main.duckdb_sequences() WHERE %s AND sequence_name = %s
                                """,
                                where(relation), SqlText.literal(relation.name()))
                        .getFirst();
        return new Sequence(
                relation,
                Long.parseLong(text(row, 0)),
                Long.parseLong(text(row, 1)),
                Long.parseLong(text(row, 2)),
                Long.parseLong(text(row, 3)),
                flag(row, 4),
                row.get(5) == null ? null : Long.valueOf(text(row, 5)),
                row.get(6),
                uses(relation));
    }

    private List<SequenceUse> uses(Relation sequence) {
        return rows(
                        """
                        SELECT database_name = 'temp', schema_name, table_name, column_name, column_default
                        FROM system.main.duckdb_columns() WHERE database_name IN (%s, 'temp') AND NOT internal
                        AND contains(column_default, 'nextval') AND contains(column_default, %s)
                        """,
                        SqlText.literal(catalog),
                        SqlText.literal(sequence.name().replace("'", "''")))
                .stream()
                .filter(row -> drawsFrom(text(row, 4), sequence, text(row, 1)))
                .map(
                        row ->
                                new SequenceUse(
                                        new Relation(
                                                Kind.TABLE,
                                                flag(row, 0),
                                                text(row, 1),
                                                text(row, 2)),
                                        text(row, 3),
                                        text(row, 4)))
                .toList();
    }

    private boolean drawsFrom(String expression, Relation sequence, String tableSchema) {
        String quoted = SqlText.identifier(sequence.name());
        boolean bare =
                expression.contains('\'' + sequence.name() + '\'')
                        || expression.contains('\'' + quoted + '\'');
        String schema = sequence.schema();
        return (bare && (schema.equals(tableSchema) || path.contains(schema)))
                || Stream.of(schema, SqlText.identifier(schema))
                        .anyMatch(
                                s ->
                                        expression.contains('\'' + s + '.' + sequence.name() + '\'')
                                                || expression.contains(
                                                        '\'' + s + '.' + quoted + '\''));
    }

    @Override
    public Optional<Table> tableOf(Relation index) {
        return rows(
                        "SELECT table_name FROM system.main.duckdb_indexes() WHERE %s AND index_name = %s",
                        where(index), SqlText.literal(index.name()))
                .stream()
                .findFirst()
                .map(
                        row ->
                                table(
                                        new Relation(
                                                Kind.TABLE,
                                                index.temporary(),
                                                index.schema(),
                                                text(row, 0))));
    }

    @Override
    public List<Dependent> dependents(Relation relation) {
        return views().reading(relation);
    }

    @Override
    public List<String> viewReading(Relation view, MovedTable table) {
        return views().reading(view, table);
    }

    private DependentViews views() {
        return new DependentViews(engine, catalog, path);
    }

    @Override
    public List<Table> referring(Relation table) {
        return rows(
                        """
                        SELECT DISTINCT table_name FROM system.main.duckdb_constraints() WHERE %s
                        AND constraint_type = 'FOREIGN KEY' AND referenced_table = %s
                        AND table_name <> referenced_table ORDER BY table_name
                        """,
                        where(table), SqlText.literal(table.name()))
                .stream()
                .map(row -> table(table.named(text(row, 0))))
                .toList();
    }

    @Override
    public Optional<Function> function(List<String> name) {
        List<Function> found =
                rows(
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
                                                text(row, 0),
                                                text(row, 1),
                                                flag(row, 2),
                                                Integer.parseInt(text(row, 3)),
                                                row.get(4)))
                        .toList();
        List<String> schemas = name.size() > 1 ? List.of(name.get(name.size() - 2)) : path;
        return schemas.stream()
                .flatMap(schema -> found.stream().filter(f -> f.schema().equals(schema)))
                .findFirst();
    }

    @Override
    public List<String> columnsRead(String query) {
        return views().tablesOf(query).stream()
                .flatMap(
                        table ->
                                rows(
                                        "SELECT column_name FROM system.main.duckdb_columns()"
                                                + " WHERE table_name = %s",
                                        SqlText.literal(table))
                                        .stream())
                .map(row -> text(row, 0))
                .toList();
    }

    @Override
    public List<SchemaObject> objectsIn(String schema) {
        return rows(
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
                .filter(row -> !text(row, 0).equals("SEQUENCE") || !isOwned(schema, text(row, 1)))
                .map(row -> schemaObject(schema, text(row, 0), text(row, 1)))
                .toList();
    }

    private boolean isOwned(String schema, String sequence) {
        return sequence(new Relation(Kind.SEQUENCE, false, schema, sequence)).uses().stream()
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
        return Long.parseLong(text(engine.queryText(query).getFirst(), 0));
    }

    private String where(Relation relation) {
        return relation.temporary()
                ? "database_name = 'temp'"
                : "database_name = "
                        + SqlText.literal(catalog)
                        + " AND schema_name = "
                        + SqlText.literal(relation.schema());
    }

    private List<List<@Nullable String>> rows(String sql, String... holes) {
        return engine.queryText(sql.formatted((Object[]) holes));
    }

    private static String text(List<@Nullable String> row, int at) {
        String value = row.get(at);
        return value == null ? "" : value;
    }

    private static boolean flag(List<@Nullable String> row, int at) {
        return text(row, at).equals("true");
    }
}
