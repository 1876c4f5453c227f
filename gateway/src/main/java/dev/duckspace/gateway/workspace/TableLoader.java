package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import dev.duckspace.gateway.workspace.LoadedTables.LoadedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies project tables into a workspace in one transaction. The size limit is looked at before,
 * while and after the copying: what would be too large never becomes visible. An overwritten table
 * counts until the new one stands in its place.
 */
final class TableLoader {
    private static final Logger LOG = LoggerFactory.getLogger(TableLoader.class);

    private final WorkspaceConnection connection;
    private final long sizeLimitBytes;

    TableLoader(WorkspaceConnection connection, long sizeLimitBytes) {
        this.connection = connection;
        this.sizeLimitBytes = sizeLimitBytes;
    }

    LoadedTables load(List<TableLoad> loads, LoadListener listener) {
        forgetUserNames();
        long before = connection.sizeBytes();
        if (before >= sizeLimitBytes) {
            throw tooLarge();
        }
        ProjectFiles.Listing listing = connection.tables().refresh();
        connection.begin(false);
        LoadWatch watch = new LoadWatch(connection, before, sizeLimitBytes, listener);
        try (watch) {
            List<LoadPlan.Step> steps = LoadPlan.of(connection, listing, loads);
            List<Long> rows = copy(steps, watch);
            requireRoom(before, steps, rows);
            watch.finishing();
            connection.commit();
            return loaded(steps, rows);
        } catch (RuntimeException e) {
            rollBack();
            throw watch.explained(e);
        }
    }

    /** No macro or type of the user's own may stand for what a condition means. */
    private void forgetUserNames() {
        connection.searchPath(List.of());
        connection.searchCatalogOnly();
        connection
                .engine()
                .execute(
                        "SET enable_progress_bar_print = false; SET progress_bar_time = 0;"
                                + " SET enable_progress_bar = true");
    }

    private List<Long> copy(List<LoadPlan.Step> steps, LoadWatch watch) {
        List<Double> weights = steps.stream().map(this::weight).toList();
        watch.start(weights.stream().mapToDouble(Double::doubleValue).sum());
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            LoadPlan.Step step = steps.get(i);
            watch.next(weights.get(i));
            try {
                createSchema(step.destination().schema());
                rows.add(run(step.sql()));
            } catch (PgException e) {
                throw failed(step, e);
            }
            watch.done(rows.getLast());
        }
        return rows;
    }

    /** How much of the work a table is: its rows where they are known. */
    private double weight(LoadPlan.Step step) {
        Long rows = connection.tables().rows(step.source());
        return 1.0 + (rows == null ? 0 : rows);
    }

    private void createSchema(String schema) {
        if (!schema.equals(ObjectName.DEFAULT_SCHEMA)) {
            run(
                    "CREATE SCHEMA IF NOT EXISTS "
                            + SqlText.identifier(connection.catalog())
                            + '.'
                            + SqlText.identifier(schema));
        }
    }

    private long run(String sql) {
        try (EngineStatement statement = connection.prepare(sql);
                EngineResult result = connection.execute(statement)) {
            return result.rowsChanged();
        }
    }

    private RuntimeException failed(LoadPlan.Step step, PgException e) {
        SqlState state = e.sqlState();
        if (state == SqlState.QUERY_CANCELED) {
            return e;
        }
        Reason reason =
                switch (state.code().substring(0, 2)) {
                    case "40" -> Reason.CONFLICT;
                    case "53" -> Reason.SIZE_LIMIT;
                    case "XX" -> state == SqlState.DATA_CORRUPTED ? Reason.INVALID : null;
                    case "2B" -> Reason.IN_USE;
                    default -> Reason.INVALID;
                };
        if (reason == null) {
            return e;
        }
        boolean inUse = String.valueOf(e.getMessage()).contains("main key table");
        return new ContentsException(
                inUse ? Reason.IN_USE : reason,
                "%s cannot be loaded into %s: %s; no table was loaded"
                        .formatted(
                                ObjectName.shown(step.load().source()),
                                step.destination(),
                                e.info().message()),
                e);
    }

    /**
     * What the engine has not written out yet is judged by what the same rows take in the source.
     */
    private void requireRoom(long before, List<LoadPlan.Step> steps, List<Long> rows) {
        double expected = before;
        for (int i = 0; i < steps.size(); i++) {
            expected += expectedBytes(steps.get(i), rows.get(i));
        }
        if (Math.max(expected, (double) connection.sizeBytes()) > sizeLimitBytes) {
            throw tooLarge();
        }
    }

    private double expectedBytes(LoadPlan.Step step, long rows) {
        Long all = connection.tables().rows(step.source());
        double share = all == null || all == 0 ? 1 : Math.min(1, (double) rows / all);
        try {
            return Files.size(step.source().file()) * share * step.share();
        } catch (IOException e) {
            // Replaced or removed meanwhile; what is written already is counted all the same.
            return 0;
        }
    }

    private ContentsException tooLarge() {
        return tooLarge(sizeLimitBytes);
    }

    static ContentsException tooLarge(long limitBytes) {
        return new ContentsException(
                Reason.SIZE_LIMIT,
                String.format(
                        Locale.ROOT,
                        "the workspace would be larger than its limit of %.3f GB; no table was loaded: raise size_limit_gb, drop tables or load less",
                        limitBytes / 1e9));
    }

    private LoadedTables loaded(List<LoadPlan.Step> steps, List<Long> rows) {
        connection.checkpoint();
        List<LoadedTable> tables = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            LoadPlan.Step step = steps.get(i);
            tables.add(
                    new LoadedTable(
                            step.load().source(),
                            step.destination().toString(),
                            rows.get(i),
                            bytes(step.destination())));
        }
        return new LoadedTables(tables, connection.sizeBytes());
    }

    /** The table is loaded: what keeps its size from being told does not fail the load. */
    private @Nullable Long bytes(ObjectName table) {
        String query =
                """
                SELECT count(DISTINCT block) * any_value(block_size), count(*) FILTER (NOT persistent)
                FROM (
                    SELECT unnest(list_append(additional_block_ids, block_id)) AS block, persistent,
                    FROM system.main.pragma_storage_info(%s)),
                    (SELECT block_size FROM system.main.pragma_database_size() WHERE database_name = %s)"""
                        .formatted(
                                SqlText.literal(connection.qualified(table)),
                                SqlText.literal(connection.catalog()));
        try {
            List<@Nullable String> row = connection.engine().queryText(query).getFirst();
            boolean written = "0".equals(row.get(1));
            return written ? (row.getFirst() == null ? 0 : Long.valueOf(row.getFirst())) : null;
        } catch (EngineException e) {
            LOG.debug("No size of {}", table, e);
            return null;
        }
    }

    private void rollBack() {
        if (connection.inTransaction()) {
            try {
                connection.rollback();
            } catch (PgException | IllegalStateException e) {
                LOG.debug("Nothing left to roll back", e);
            }
        }
    }
}
