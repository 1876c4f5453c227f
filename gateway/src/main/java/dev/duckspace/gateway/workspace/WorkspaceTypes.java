package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.UserTypes;
import dev.duckspace.gateway.types.EnumAlias;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of a workspace, as one session sees them. On an engine thread. */
final class WorkspaceTypes implements UserTypes {
    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final List<String> path;

    /**
     * @param path the schemas of the search path that exist
     */
    WorkspaceTypes(WorkspaceInstance instance, EngineConnection engine, List<String> path) {
        this.instance = instance;
        this.engine = engine;
        this.path = path;
    }

    @Override
    public Optional<UserType> find(List<String> name) {
        List<String> schemas = name.size() > 1 ? List.of(name.get(name.size() - 2)) : path;
        List<List<@Nullable String>> found =
                engine.queryText(
                        """
                        SELECT schema_name, type_name, logical_type, array_to_string(labels, chr(1))
                        FROM system.main.duckdb_types()
                        WHERE NOT internal AND database_name = %s AND type_name = %s
                        """
                                .formatted(
                                        SqlText.literal(catalog()),
                                        SqlText.literal(name.getLast())));
        return schemas.stream()
                .flatMap(
                        schema ->
                                found.stream().filter(row -> schema.equals(text(row, 0))).limit(1))
                .findFirst()
                .map(this::type);
    }

    private UserType type(List<@Nullable String> row) {
        String name =
                SqlText.identifier(catalog())
                        + '.'
                        + SqlText.identifier(text(row, 0))
                        + '.'
                        + SqlText.identifier(text(row, 1));
        String column =
                text(engine.queryText("SELECT typeof(CAST(NULL AS " + name + "))").getFirst(), 0);
        Kind kind =
                switch (text(row, 2)) {
                    case "ENUM" -> Kind.ENUM;
                    case "STRUCT" -> Kind.COMPOSITE;
                    default -> Kind.OTHER;
                };
        List<String> labels =
                kind == Kind.ENUM ? Arrays.asList(text(row, 3).split("\u0001")) : List.of();
        return new UserType(text(row, 0), text(row, 1), kind, labels, column);
    }

    @Override
    public String schemaOf(List<String> name) {
        if (name.size() > 1) {
            return name.get(name.size() - 2);
        }
        return path.isEmpty() ? "main" : path.getFirst();
    }

    @Override
    public List<Use> uses(UserType type) {
        return engine
                .queryText(
                        """
                        SELECT c.database_name = 'temp', c.schema_name, c.table_name, c.column_name,
                               c.data_type, v.view_name IS NOT NULL
                        FROM system.main.duckdb_columns() c LEFT JOIN system.main.duckdb_views() v
                        ON v.view_oid = c.table_oid AND v.database_name = c.database_name
                        WHERE NOT c.internal AND c.database_name IN (%s, 'temp')
                        AND regexp_replace(c.data_type, '(\\[\\d*\\])+$', '') = %s
                        ORDER BY c.table_oid, c.column_index
                        """
                                .formatted(
                                        SqlText.literal(catalog()), SqlText.literal(type.column())))
                .stream()
                .map(WorkspaceTypes::use)
                .toList();
    }

    private static Use use(List<@Nullable String> row) {
        Relations.Kind kind =
                text(row, 5).equals("true") ? Relations.Kind.VIEW : Relations.Kind.TABLE;
        Relation relation =
                new Relation(kind, text(row, 0).equals("true"), text(row, 1), text(row, 2));
        return new Use(relation, text(row, 3), text(row, 4).endsWith("]"), text(row, 4));
    }

    @Override
    public String enumOf(
            String schema, String name, List<String> labels, @Nullable UserType version) {
        EnumAlias alias = alias(schema, name, version);
        instance.enumNamed(alias.oid(), name);
        instance.registerEnum(engine, alias, labels);
        return alias.text();
    }

    private EnumAlias alias(String schema, String name, @Nullable UserType version) {
        EnumAlias before = version == null ? null : EnumAlias.of(version.column());
        return before == null
                ? instance.objects().newEnum(schema + '.' + name)
                : EnumAlias.fresh(before.oid(), before.arrayOid());
    }

    private String catalog() {
        return instance.location().catalog();
    }

    private static String text(List<@Nullable String> row, int at) {
        String value = row.get(at);
        return value == null ? "" : value;
    }
}
