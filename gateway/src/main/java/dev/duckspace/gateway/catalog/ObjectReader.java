package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@link CatalogObjects} through a connection: what its transaction sees. */
final class ObjectReader {
    /** Between the parts of a list; no name holds it. */
    private static final String SEPARATOR = "\u001F";

    private static final String SCHEMA =
            "CASE WHEN database_name = 'temp' THEN '"
                    + CatalogObjects.TEMPORARY
                    + "' ELSE schema_name END";

    private static final String SCHEMAS =
            """
            SELECT %s, coalesce(comment,
                (SELECT any_value(f.comment) FROM system.main.duckdb_functions() f
                 WHERE f.function_name = 'pg$schema' AND f.schema_name = s.schema_name
                     AND f.database_name = s.database_name))
            FROM system.main.duckdb_schemas() s
            WHERE NOT internal OR (schema_name = 'main' AND database_name <> 'system')
            """
                    .formatted(SCHEMA);

    private static final String TABLES =
            """
            SELECT %s, table_name, false, comment, estimated_size, column_count, check_constraint_count,
                   temporary, false, '', index_count > 0, has_primary_key OR contains(sql, ' REFERENCES ')
            FROM system.main.duckdb_tables() WHERE NOT internal
            UNION ALL
            SELECT %s, view_name, NOT contains(sql, '"__duckspace$'), comment, -1, column_count, 0,
                   temporary, contains(sql, '"__duckspace$'), sql, false, false
            FROM system.main.duckdb_views() WHERE NOT internal
            """
                    .formatted(SCHEMA, SCHEMA);

    private static final String COLUMNS =
            """
            SELECT %s, table_name, column_name, column_index, data_type, comment, is_nullable,
                   column_default, is_generated
            FROM system.main.duckdb_columns() WHERE NOT internal
            """
                    .formatted(SCHEMA);

    private static final String KEYS =
            """
            SELECT %s, table_name, constraint_type, array_to_string(constraint_column_indexes, chr(31)),
                   array_to_string(constraint_column_names, chr(31)), expression, referenced_table,
                   array_to_string(referenced_column_names, chr(31)), constraint_text,
                   database_name = 'temp'
            FROM system.main.duckdb_constraints()
            WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'CHECK', 'FOREIGN KEY')
                AND NOT contains(constraint_text, 'pg_domain_violated(')
            ORDER BY database_name, schema_name, table_name, constraint_index
            """
                    .formatted(SCHEMA);

    private static final String DOMAIN_COLUMNS =
            """
            SELECT DISTINCT %s, table_name, constraint_column_names[1], constraint_text
            FROM system.main.duckdb_constraints()
            WHERE constraint_type = 'CHECK' AND contains(constraint_text, 'pg_domain_violated(')
            """
                    .formatted(SCHEMA);

    /** The call in a column's check names the domain. */
    private static final Pattern DOMAIN =
            Pattern.compile("pg_domain_violated\\('((?:[^']|'')*)', '((?:[^']|'')*)'");

    private static final String INDEXES =
            """
            SELECT %s, index_name, table_name, array_to_string(expressions::VARCHAR[], chr(31)), is_unique,
                   comment, database_name = 'temp'
            FROM system.main.duckdb_indexes()
            """
                    .formatted(SCHEMA);

    private static final String SEQUENCES =
            """
            SELECT %s, sequence_name, comment, temporary, start_value, min_value, max_value, increment_by,
                   cycle
            FROM system.main.duckdb_sequences()
            """
                    .formatted(SCHEMA);

    private static final String TYPES =
            """
            SELECT %s, type_name, logical_type, array_to_string(labels, chr(31)), comment,
                   '"' || replace(database_name, '"', '""') || '"."' || replace(schema_name, '"', '""')
                   || '"."' || replace(type_name, '"', '""') || '"'
            FROM system.main.duckdb_types() WHERE NOT internal
            """
                    .formatted(SCHEMA);

    private static final String ROUTINES =
            """
            SELECT DISTINCT ON (database_name, schema_name, function_name,
                       CASE WHEN starts_with(comment, 'pg_function' || chr(31)) THEN ''
                            ELSE parameters::VARCHAR || parameter_types::VARCHAR END)
                   %s, function_name, function_type = 'table_macro', array_to_string(parameters, chr(31)),
                   array_to_string(list_transform(parameter_types, lambda t: coalesce(t, '')), chr(31)),
                   macro_definition, comment
            FROM system.main.duckdb_functions()
            WHERE NOT internal AND function_type IN ('macro', 'table_macro')
                AND function_name NOT IN ('pg$schema', 'pg$database')
                AND NOT starts_with(function_name, 'pg$domain$')
            """
                    .formatted(SCHEMA);

    private static final String DOMAINS =
            """
            SELECT %s, substr(function_name, 11), comment FROM system.main.duckdb_functions()
            WHERE NOT internal AND starts_with(function_name, 'pg$domain$')
            """
                    .formatted(SCHEMA);

    private final EngineConnection connection;

    ObjectReader(EngineConnection connection) {
        this.connection = connection;
    }

    CatalogObjects objects() {
        return new CatalogObjects(
                rows(SCHEMAS).map(row -> new CatalogObjects.Schema(row.text(0), row.get(1))),
                rows(TABLES).map(ObjectReader::relation),
                GivenNames.resolve(rows(KEYS).map(ObjectReader::key)),
                rows(INDEXES).map(ObjectReader::index),
                rows(SEQUENCES).map(ObjectReader::sequence),
                types(),
                rows(ROUTINES)
                        .map(
                                row ->
                                        new CatalogObjects.Routine(
                                                row.text(0),
                                                row.text(1),
                                                row.is(2),
                                                row.list(3),
                                                row.list(4),
                                                row.text(5),
                                                row.get(6))),
                domainColumns());
    }

    private List<CatalogObjects.DomainColumn> domainColumns() {
        List<CatalogObjects.DomainColumn> columns = new ArrayList<>();
        for (Row row : rows(DOMAIN_COLUMNS).map(row -> row)) {
            Matcher domain = DOMAIN.matcher(row.text(3));
            if (domain.find()) {
                columns.add(
                        new CatalogObjects.DomainColumn(
                                row.text(0),
                                row.text(1),
                                SqlNames.unquoted(row.text(2)),
                                domain.group(1).replace("''", "'"),
                                domain.group(2).replace("''", "'")));
            }
        }
        return columns;
    }

    private List<CatalogObjects.UserType> types() {
        List<Row> rows = rows(TYPES).map(row -> row);
        Map<String, String> columns = columnsOf(rows.stream().map(row -> row.text(5)).toList());
        Stream<CatalogObjects.UserType> made =
                rows.stream()
                        .map(
                                row ->
                                        new CatalogObjects.UserType(
                                                row.text(0),
                                                row.text(1),
                                                row.text(2),
                                                row.list(3),
                                                row.get(4),
                                                columns.getOrDefault(row.text(5), ""),
                                                null));
        return Stream.concat(made, domains()).toList();
    }

    private Stream<CatalogObjects.UserType> domains() {
        return rows(DOMAINS).map(row -> row).stream()
                .flatMap(
                        row ->
                                GivenDomain.of(row.get(2)).stream()
                                        .map(
                                                domain ->
                                                        new CatalogObjects.UserType(
                                                                row.text(0),
                                                                row.text(1),
                                                                "DOMAIN",
                                                                List.of(),
                                                                domain.remark(),
                                                                "",
                                                                domain)));
    }

    /** What the engine says of a column of each type. */
    private Map<String, String> columnsOf(List<String> types) {
        Map<String, String> columns = new HashMap<>();
        if (types.isEmpty()) {
            return columns;
        }
        String sql =
                types.stream()
                        .map(type -> "typeof(CAST(NULL AS " + type + "))")
                        .collect(Collectors.joining(", ", "SELECT ", ""));
        List<@Nullable String> texts = connection.queryText(sql).getFirst();
        for (int i = 0; i < types.size(); i++) {
            columns.put(types.get(i), String.valueOf(texts.get(i)));
        }
        return columns;
    }

    List<CatalogObjects.Column> columns() {
        return rows(COLUMNS).map(ObjectReader::column);
    }

    private static CatalogObjects.Relation relation(Row row) {
        return new CatalogObjects.Relation(
                row.text(0),
                row.text(1),
                row.is(2),
                row.get(3),
                row.number(4),
                (int) row.number(5),
                (int) row.number(6),
                row.is(7),
                row.is(8),
                row.text(9),
                row.is(10),
                row.is(11));
    }

    private static CatalogObjects.Column column(Row row) {
        return new CatalogObjects.Column(
                row.text(0),
                row.text(1),
                row.text(2),
                (int) row.number(3),
                row.text(4),
                row.get(5),
                !row.is(6),
                row.get(7),
                row.is(8));
    }

    private static CatalogObjects.TableKey key(Row row) {
        char kind =
                switch (row.text(2)) {
                    case "PRIMARY KEY" -> 'p';
                    case "UNIQUE" -> 'u';
                    case "CHECK" -> 'c';
                    default -> 'f';
                };
        return new CatalogObjects.TableKey(
                row.text(0),
                row.text(1),
                kind,
                row.list(3).stream().map(place -> Integer.parseInt(place) + 1).toList(),
                row.list(4),
                row.get(5),
                row.text(6),
                row.list(7),
                row.text(8),
                row.is(9),
                null);
    }

    private static CatalogObjects.Index index(Row row) {
        return new CatalogObjects.Index(
                row.text(0),
                row.text(1),
                row.text(2),
                row.list(3),
                row.is(4),
                row.get(5),
                row.is(6));
    }

    private static CatalogObjects.Sequence sequence(Row row) {
        return new CatalogObjects.Sequence(
                row.text(0),
                row.text(1),
                row.get(2),
                row.is(3),
                row.number(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.is(8));
    }

    private Rows rows(String sql) {
        return new Rows(connection.queryText(sql));
    }

    private record Rows(List<List<@Nullable String>> rows) {
        <T> List<T> map(java.util.function.Function<Row, T> make) {
            return rows.stream().map(Row::new).map(make).toList();
        }
    }

    private record Row(List<@Nullable String> values) {
        @Nullable String get(int column) {
            return values.get(column);
        }

        String text(int column) {
            String value = values.get(column);
            return value == null ? "" : value;
        }

        /** Also of a number beyond a long: the nearest. */
        long number(int column) {
            String value = text(column);
            return value.isEmpty() ? 0 : new java.math.BigDecimal(value).longValue();
        }

        boolean is(int column) {
            String value = text(column);
            return value.equals("true") || value.equals("t") || value.equals("1");
        }

        List<String> list(int column) {
            String value = text(column);
            return value.isEmpty() ? List.of() : Arrays.asList(value.split(SEPARATOR, -1));
        }
    }
}
