package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.TableFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's system catalog as a database file that all instances of the process attach read-only
 * when a statement first names something of it.
 *
 * <pre>
 * own    helpers of the views
 * pg     the relations of pg_catalog, and functions over them
 * info   the relations of information_schema
 * sys    those of pg_catalog with tableoid and xmin, for statements that name them
 * </pre>
 *
 * Its views look into the instance that asks: at what {@link ServedTables} tells of it.
 */
public final class CatalogFile {
    /** Where the relations of pg_catalog are, for a search path. */
    public static final String SCHEMA = HiddenNames.CATALOG_FILE + ".pg";

    private static final Pattern OWN_SCHEMA =
            Pattern.compile("\\b(?:own|pg|info|sys)\\.(?=[a-z_\"])");
    private static final Pattern SECTION =
            Pattern.compile("(?m)^-- (view|helper|function|rows|set|record) (\\w+)$");

    private final Path file;

    /**
     * @param file where {@link #create} has made it, or a copy of it; an absolute path
     */
    public CatalogFile(Path file) {
        this.file = file;
    }

    /** Whether a statement for the engine that has this identifier may need the catalog. */
    public static boolean has(String identifier) {
        return Names.ALL.contains(identifier.toLowerCase(Locale.ROOT));
    }

    /** Read when the first statement is: the functions have need of this class before. */
    private static final class Names {
        /** Identifiers, in lower case, that lead to the catalog. */
        static final Set<String> ALL = names();

        private static Set<String> names() {
            Set<String> names = new HashSet<>(CatalogTypes.names());
            names.add(HiddenNames.CATALOG_FILE);
            names.addAll(CatalogFunctions.names());
            names.addAll(SupportMacros.all().keySet());
            CatalogRelation.all(resource("relations.csv")).values().stream()
                    .filter(relation -> relation.schema().equals("pg_catalog"))
                    .forEach(relation -> names.add(relation.name()));
            for (String text :
                    List.of(resource("catalog-views.sql"), resource("catalog-functions.sql"))) {
                SECTION.matcher(text)
                        .results()
                        .filter(section -> !section.group(1).matches("view|helper"))
                        .forEach(section -> names.add(section.group(2)));
            }
            return Set.copyOf(names);
        }
    }

    /**
     * Once for each instance, as it opens: a transaction does not see a function that comes after
     * its beginning.
     */
    public static void register(EngineConnection connection, InstanceCatalog catalog) {
        CatalogFunctions.register(connection);
        TableFunction.register(connection, HiddenNames.ROWS, catalog);
    }

    /** On a connection without transaction, of an instance that has the functions. */
    public void attach(EngineConnection connection) {
        connection.execute(
                "ATTACH IF NOT EXISTS '%s' AS %s (READ_ONLY, HIDDEN)"
                        .formatted(file.toString().replace("'", "''"), HiddenNames.CATALOG_FILE));
    }

    /**
     * Makes the file, on an engine thread, in less than two seconds.
     *
     * @param file an absolute path, where nothing is yet
     */
    public static void create(DuckDb duckDb, Path file) {
        EngineInstance instance = duckDb.open(null, Map.of("threads", "1"));
        try (EngineConnection connection = instance.connect()) {
            register(connection, new InstanceCatalog(instance));
            DefinitionFile.write(
                    connection,
                    file,
                    HiddenNames.CATALOG_FILE,
                    () -> new Builder(connection).build());
        } finally {
            instance.close();
        }
    }

    private static final class Builder {
        private final EngineConnection connection;
        private final Map<String, CatalogRelation> relations =
                CatalogRelation.all(resource("relations.csv"));
        private final Set<String> made = new HashSet<>();

        Builder(EngineConnection connection) {
            this.connection = connection;
        }

        void build() {
            for (String schema : List.of("own", "pg", "info", "sys")) {
                connection.execute("CREATE SCHEMA " + HiddenNames.CATALOG_FILE + "." + schema);
            }
            for (CatalogRelation relation : relations.values()) {
                if (ServedTables.has(relation.name())) {
                    served(relation);
                }
            }
            sections(resource("catalog-views.sql"));
            for (CatalogRelation relation : relations.values()) {
                if (made.add(relation.name())) {
                    view(relation, null);
                }
            }
            sections(resource("catalog-functions.sql"));
            SupportMacros.all().forEach((name, rest) -> run("CREATE MACRO pg." + name + rest));
            relations.values().stream()
                    .filter(relation -> relation.fileSchema().equals("pg"))
                    .forEach(this::withSystemColumns);
        }

        /**
         * The relation once more, with what every table of PostgreSQL's has and does not show. What
         * users made may have been changed by the last transaction: who asks what is new since
         * another is told of all.
         */
        private void withSystemColumns(CatalogRelation relation) {
            long oid = CatalogNames.systemTable(relation.name());
            String key = relation.columns().getFirst().name();
            String last =
                    relation.columns().getFirst().type().equals("oid")
                            ? "CASE WHEN %s < 16384 THEN 1 ELSE system.main.txid_current() END"
                                    .formatted(key)
                            : "1";
            String columns =
                    oid == 0
                            ? ""
                            : ", CAST(%d AS pg_oid) AS tableoid, CAST(%s AS pg_xid) AS xmin"
                                    .formatted(oid, last);
            run(
                    "CREATE VIEW sys.%s AS SELECT *%s FROM pg.%s"
                            .formatted(relation.name(), columns, relation.name()));
        }

        /** What this process holds in its memory. */
        private void served(CatalogRelation relation) {
            run(
                    "CREATE VIEW %s.%s AS SELECT * FROM %s('%s')"
                            .formatted(
                                    relation.fileSchema(),
                                    relation.name(),
                                    HiddenNames.ROWS,
                                    relation.name()));
            made.add(relation.name());
        }

        private void sections(String text) {
            Map<String, String> sections = new LinkedHashMap<>();
            var matcher = SECTION.matcher(text);
            String title = null;
            int from = 0;
            while (matcher.find()) {
                if (title != null) {
                    sections.put(title, text.substring(from, matcher.start()));
                }
                title = matcher.group(1) + ' ' + matcher.group(2);
                from = matcher.end();
            }
            if (title != null) {
                sections.put(title, text.substring(from));
            }
            sections.forEach(this::section);
        }

        private void section(String title, String body) {
            String name = title.substring(title.indexOf(' ') + 1);
            String sql = body.strip();
            sql = sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
            switch (title.substring(0, title.indexOf(' '))) {
                case "view" -> {
                    CatalogRelation relation = relations.get(name);
                    if (relation == null || !made.add(name)) {
                        throw new IllegalStateException("no relation, or one twice: " + name);
                    }
                    view(relation, sql);
                }
                case "rows" -> rows(name, sql, "unnest((SELECT list(own_r) FROM %s own_r))");
                case "set" ->
                        rows(name, sql, "unnest((SELECT list(own_r." + name + ") FROM %s own_r))");
                case "record" -> rows(name, sql, strict(sql) + " (SELECT own_r FROM %s own_r) END");
                default -> run(sql);
            }
        }

        /** Nothing for a NULL among the arguments. */
        private static String strict(String body) {
            String parameters = body.substring(1, body.indexOf(')'));
            return "CASE WHEN " + parameters.replace(",", " IS NOT NULL AND") + " IS NOT NULL THEN";
        }

        /**
         * A function for FROM, and one for a select list.
         *
         * @param body its parameters in brackets, then its query
         */
        private void rows(String name, String body, String selected) {
            int end = body.indexOf(')') + 1;
            String parameters = body.substring(0, end);
            String query = body.substring(end);
            run("CREATE MACRO pg." + name + parameters + " AS TABLE " + query);
            run(
                    "CREATE MACRO pg."
                            + name
                            + parameters
                            + " AS "
                            + selected.formatted("pg." + name + parameters));
        }

        private Set<String> columnsOf(CatalogRelation relation, String body) {
            try {
                return connection.queryText(qualified("DESCRIBE " + body)).stream()
                        .map(row -> String.valueOf(row.getFirst()))
                        .collect(Collectors.toSet());
            } catch (EngineException e) {
                throw new IllegalStateException("the engine refuses " + relation.name(), e);
            }
        }

        /** What the body finds; columns that it lacks are null. */
        private void view(CatalogRelation relation, @Nullable String body) {
            String query =
                    body == null
                            ? casts(relation, missing(relation, Set.of())) + " WHERE false"
                            : found(relation, body);
            run(
                    "CREATE VIEW %s.%s AS SELECT %s"
                            .formatted(relation.fileSchema(), relation.name(), query));
        }

        private String found(CatalogRelation relation, String body) {
            Set<String> supplied = columnsOf(relation, body);
            Set<String> known =
                    relation.columns().stream()
                            .map(CatalogRelation.Column::name)
                            .collect(Collectors.toSet());
            if (!known.containsAll(supplied)) {
                supplied.removeAll(known);
                throw new IllegalStateException(relation.name() + " has no columns " + supplied);
            }
            return casts(relation, missing(relation, supplied)) + " FROM (" + body + ")";
        }

        private static Set<String> missing(CatalogRelation relation, Set<String> supplied) {
            return relation.columns().stream()
                    .map(CatalogRelation.Column::name)
                    .filter(name -> !supplied.contains(name))
                    .collect(Collectors.toSet());
        }

        private static String casts(CatalogRelation relation, Set<String> missing) {
            return relation.columns().stream()
                    .map(
                            column ->
                                    "CAST(%s AS %s) AS %s"
                                            .formatted(
                                                    missing.contains(column.name())
                                                            ? "NULL"
                                                            : column.quoted(),
                                                    column.engineType(),
                                                    column.quoted()))
                    .collect(Collectors.joining(", "));
        }

        private void run(String sql) {
            try {
                connection.execute(qualified(sql));
            } catch (EngineException e) {
                throw new IllegalStateException("the engine refuses " + sql, e);
            }
        }

        private static String qualified(String sql) {
            return OWN_SCHEMA.matcher(sql).replaceAll(HiddenNames.CATALOG_FILE + ".$0");
        }
    }

    static String rowsResource(CatalogRelation relation) {
        return "rows/" + relation.name() + ".csv.gz";
    }

    static String resource(String name) {
        try (InputStream stream = stream(name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read", e);
        }
    }

    static InputStream stream(String name) {
        InputStream stream = CatalogFile.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("The resource " + name + " is missing");
        }
        return stream;
    }
}
