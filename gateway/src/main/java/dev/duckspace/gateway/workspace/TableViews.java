package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views in the workspace file that stand for project tables. A view names the alias of one
 * version of the file, so the file itself tells which version its column types are of; the engine's
 * catalog is all the memory that this needs. Used under the lock of {@link ProjectTables}.
 */
final class TableViews {
    private static final Logger LOG = LoggerFactory.getLogger(TableViews.class);

    /** Views made in one transaction; that many files are attached at once while learning. */
    private static final int BATCH = 100;

    private static final String TRANSIENT = "";

    private static final Pattern ALIAS =
            Pattern.compile(
                    "\"(" + Pattern.quote(HiddenNames.TABLE_PREFIX) + "[^\"]+\\$[0-9a-f]{16})\"");

    private final EngineConnection steward;
    private final AttachedTables attached;
    private final RowCounts rowCounts;
    private final String catalog;
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, TableName> names = new HashMap<>();
    private final Map<String, Broken> broken = new HashMap<>();

    /** A version that could not be learned, and what to tell about it. */
    private record Broken(String version, PgException error) {}

    TableViews(
            EngineConnection steward,
            AttachedTables attached,
            RowCounts rowCounts,
            String catalog) {
        this.steward = steward;
        this.attached = attached;
        this.rowCounts = rowCounts;
        this.catalog = catalog;
        readExisting();
    }

    private void readExisting() {
        List<List<@Nullable String>> rows =
                steward.queryText(
                        """
                        SELECT schema_name, view_name, sql FROM system.main.duckdb_views()
                        WHERE database_name = %s AND contains(sql, %s)
                        """
                                .formatted(
                                        SqlText.literal(catalog),
                                        SqlText.literal('"' + HiddenNames.TABLE_PREFIX)));
        for (List<@Nullable String> row : rows) {
            Matcher alias = ALIAS.matcher(text(row, 2));
            String schema = text(row, 0);
            String view = text(row, 1);
            if (alias.find() && TableName.isSchema(schema) && TableName.isTable(view)) {
                TableName name = new TableName(schema, view);
                aliases.put(name.folded(), alias.group(1));
                names.put(name.folded(), name);
            }
        }
    }

    /** The alias that the table's view names now, null when it has none. */
    @Nullable String alias(String folded) {
        return aliases.get(folded);
    }

    /** Why a table has no view, or not that of its newest version. */
    @Nullable PgException error(String folded) {
        Broken known = broken.get(folded);
        return known == null ? null : known.error();
    }

    /**
     * Makes the views those of the listing.
     *
     * @return the aliases that no view names any more
     */
    List<String> reconcile(ProjectFiles.Listing listing) {
        List<String> retired = new ArrayList<>(dropGone(listing));
        List<TableFile> stale = new ArrayList<>();
        for (Map.Entry<String, TableFile> entry : listing.tables().entrySet()) {
            TableFile table = entry.getValue();
            Broken known = broken.get(entry.getKey());
            boolean knownBroken = known != null && known.version().equals(table.version());
            if (!table.alias().equals(aliases.get(entry.getKey())) && !knownBroken) {
                stale.add(table);
            }
        }
        for (int from = 0; from < stale.size(); from += BATCH) {
            learn(stale.subList(from, Math.min(from + BATCH, stale.size())), retired);
        }
        return retired;
    }

    private List<String> dropGone(ProjectFiles.Listing listing) {
        List<String> retired = new ArrayList<>();
        Set<String> schemas = new HashSet<>();
        broken.keySet().retainAll(listing.tables().keySet());
        for (String folded : List.copyOf(aliases.keySet())) {
            TableName name = names.get(folded);
            if (listing.tables().containsKey(folded) || name == null) {
                continue;
            }
            if (execute("DROP VIEW IF EXISTS " + qualified(name))) {
                retired.add(aliases.remove(folded));
                names.remove(folded);
                schemas.add(name.schema());
            }
        }
        for (String schema : schemas) {
            if (!listing.hasSchema(schema)) {
                dropIfEmpty(schema);
            }
        }
        return retired;
    }

    private void dropIfEmpty(String schema) {
        try {
            steward.execute(
                    "DROP SCHEMA IF EXISTS "
                            + SqlText.identifier(catalog)
                            + '.'
                            + SqlText.identifier(schema));
        } catch (EngineException e) {
            LOG.debug("Schema {} of a bucket that is gone stays: it is not empty", schema);
        }
    }

    private void learn(List<TableFile> tables, List<String> retired) {
        List<TableFile> ready = new ArrayList<>();
        Set<String> wereAttached = new HashSet<>();
        for (TableFile table : tables) {
            String old = aliases.get(table.name().folded());
            if (attached.has(table.alias()) || (old != null && attached.has(old))) {
                wereAttached.add(table.alias());
            }
            if (attach(table, retired)) {
                ready.add(table);
            }
        }
        createSchemas(ready);
        createViews(ready, retired);
        countRows(ready);
        for (TableFile table : ready) {
            if (!wereAttached.contains(table.alias())) {
                attached.detach(table.alias());
            }
        }
    }

    /** While they are attached anyway; a later caller counts what cannot be counted here. */
    private void countRows(List<TableFile> tables) {
        List<TableFile> unknown =
                tables.stream()
                        .filter(table -> table.alias().equals(aliases.get(table.name().folded())))
                        .filter(table -> rowCounts.find(table) == null)
                        .toList();
        if (unknown.isEmpty()) {
            return;
        }
        try {
            List<@Nullable String> counts =
                    steward.queryText(
                                    unknown.stream()
                                            .map(
                                                    table ->
                                                            "(SELECT count(*) FROM "
                                                                    + qualified(table.name())
                                                                    + ")")
                                            .collect(Collectors.joining(", ", "SELECT ", "")))
                            .getFirst();
            for (int i = 0; i < unknown.size(); i++) {
                rowCounts.put(unknown.get(i), Long.parseLong(text(counts, i)));
            }
        } catch (EngineException e) {
            LOG.warn("Cannot count the rows of {} project tables", unknown.size(), e);
        }
    }

    private boolean attach(TableFile table, List<String> retired) {
        try {
            attached.attach(table, table.alias());
            return true;
        } catch (PgException e) {
            note(table, e, retired);
            return false;
        }
    }

    /**
     * The table loses its view, since the older version is not what stands there. A damaged file
     * stays damaged; what else failed is tried again the next time.
     */
    private void note(TableFile table, PgException e, List<String> retired) {
        String folded = table.name().folded();
        boolean lasting = e.sqlState() == SqlState.DATA_CORRUPTED;
        broken.put(folded, new Broken(lasting ? table.version() : TRANSIENT, e));
        if (aliases.containsKey(folded)
                && execute("DROP VIEW IF EXISTS " + qualified(table.name()))) {
            retired.add(aliases.remove(folded));
            names.remove(folded);
        }
    }

    /** Whether a table failed for a reason that may be gone the next time. */
    boolean hasTransientErrors() {
        return broken.values().stream().anyMatch(known -> known.version().equals(TRANSIENT));
    }

    /** The error of the one table of this name, in whatever schema, that has no view for it. */
    @Nullable PgException errorOfTable(String table) {
        String end = '.' + table.toLowerCase(Locale.ROOT);
        List<PgException> found =
                broken.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(end))
                        .map(entry -> entry.getValue().error())
                        .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void createSchemas(List<TableFile> tables) {
        tables.stream()
                .map(table -> table.name().schema())
                .distinct()
                .forEach(
                        schema ->
                                execute(
                                        "CREATE SCHEMA IF NOT EXISTS "
                                                + SqlText.identifier(catalog)
                                                + '.'
                                                + SqlText.identifier(schema)));
    }

    /** All in one commit; when one fails, each by itself. */
    private void createViews(List<TableFile> tables, List<String> retired) {
        try {
            steward.execute("BEGIN TRANSACTION");
            tables.forEach(table -> steward.execute(createView(table, "main", "data")));
            steward.execute("COMMIT");
            tables.forEach(table -> created(table, retired));
        } catch (EngineException e) {
            execute("ROLLBACK");
            tables.forEach(table -> createViewAlone(table, retired));
        }
    }

    private void createViewAlone(TableFile table, List<String> retired) {
        try {
            steward.execute(createView(table, "main", "data"));
            created(table, retired);
        } catch (EngineException e) {
            createViewOfOnlyTable(table, retired, e);
        }
    }

    /** For a file that another publisher wrote: the table may have any name. */
    private void createViewOfOnlyTable(
            TableFile table, List<String> retired, EngineException first) {
        try {
            List<List<@Nullable String>> found = OnlyTable.find(steward, attached, table);
            if (found.size() != 1) {
                note(
                        table,
                        new PgException(
                                SqlState.DATA_CORRUPTED,
                                "project table \"%s\" cannot be read: its file holds %d tables instead of one"
                                        .formatted(table.name(), found.size())),
                        retired);
                return;
            }
            steward.execute(
                    createView(table, text(found.getFirst(), 0), text(found.getFirst(), 1)));
            created(table, retired);
        } catch (EngineException e) {
            e.addSuppressed(first);
            LOG.warn("Project table {} gets no view", table.name(), e);
            note(table, AttachedTables.unreadable(table.name(), e), retired);
        }
    }

    private void created(TableFile table, List<String> retired) {
        String folded = table.name().folded();
        String old = aliases.put(folded, table.alias());
        names.put(folded, table.name());
        broken.remove(folded);
        if (old != null && !old.equals(table.alias())) {
            retired.add(old);
        }
    }

    private String createView(TableFile table, String schema, String name) {
        return "CREATE OR REPLACE VIEW %s AS SELECT * FROM %s.%s.%s"
                .formatted(
                        qualified(table.name()),
                        SqlText.identifier(table.alias()),
                        SqlText.identifier(schema),
                        SqlText.identifier(name));
    }

    private String qualified(TableName name) {
        return SqlText.identifier(catalog)
                + '.'
                + SqlText.identifier(name.schema())
                + '.'
                + SqlText.identifier(name.table());
    }

    private boolean execute(String sql) {
        try {
            steward.execute(sql);
            return true;
        } catch (EngineException e) {
            LOG.warn("The engine refuses {}", sql, e);
            return false;
        }
    }

    private static String text(List<@Nullable String> row, int column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }
}
