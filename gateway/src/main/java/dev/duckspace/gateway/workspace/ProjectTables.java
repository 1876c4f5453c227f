package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.protocol.PgException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The project's tables in one instance: a view for each, over files that are attached when a
 * statement first needs them.
 *
 * <p>A transaction that is open while a table is replaced keeps the version that its view names;
 * the next one sees the new view. An old version is detached when the last such transaction has
 * ended. All methods that reach the engine belong on an engine thread.
 */
public final class ProjectTables {
    private final ProjectFiles files;
    private final AttachedTables attached;
    private final TableViews views;
    private final RowCounts rowCounts;
    private final ReentrantLock lock = new ReentrantLock();

    /** Open transactions by the epoch in which they began. */
    private final TreeMap<Long, Integer> openSince = new TreeMap<>();

    /** Aliases that no view names any more, with the epoch before which transactions may. */
    private final Map<String, Long> retired = new HashMap<>();

    private long epoch;

    /** The number of the listing that the views are for; -1 to look again whatever it is. */
    private volatile long shown = -1;

    private volatile ProjectFiles.@Nullable Listing last;

    ProjectTables(
            ProjectFiles files,
            EngineConnection steward,
            TableLinks links,
            RowCounts rowCounts,
            String catalog) {
        this.files = files;
        this.attached = new AttachedTables(steward, links);
        this.rowCounts = rowCounts;
        this.views = new TableViews(steward, attached, rowCounts, catalog);
        refresh();
    }

    /**
     * Looks whether files were added, replaced or removed, and then changes the views. Cheap when
     * nothing happened.
     */
    ProjectFiles.Listing refresh() {
        ProjectFiles.Listing seen = files.list();
        if (seen.number() == shown) {
            return seen;
        }
        lock.lock();
        try {
            ProjectFiles.Listing now = files.list();
            if (now.number() != shown) {
                List<String> gone = views.reconcile(now);
                if (!gone.isEmpty()) {
                    epoch++;
                    gone.forEach(alias -> retired.put(alias, epoch));
                    detachRetired();
                }
                shown = views.hasTransientErrors() ? -1 : now.number();
                last = now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** The tables as of the last refresh. */
    ProjectFiles.Listing current() {
        ProjectFiles.Listing known = last;
        return known == null ? refresh() : known;
    }

    /** Whether a view of this name stands for a project table. */
    boolean isShown(ObjectName name) {
        lock.lock();
        try {
            return views.alias(name.folded()) != null;
        } finally {
            lock.unlock();
        }
    }

    /** How many rows a table has; null when no instance has counted them since the start. */
    @Nullable Long rows(TableFile table) {
        return rowCounts.find(table);
    }

    /** What a table's file takes on disk; null when there is no such table. */
    @Nullable Long bytes(String schema, String table) {
        TableFile file = current().table(schema, table).orElse(null);
        try {
            return file == null ? null : (Long) Files.size(file.file());
        } catch (IOException e) {
            // Replaced or removed a moment ago.
            return null;
        }
    }

    /** How many files are attached. */
    public int attachedCount() {
        lock.lock();
        try {
            return attached.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The schema of a bucket that is spelled with dots or dashes, such as {@code in.c-sales}; empty
     * when there is no such bucket, or it is spelled as its schema.
     */
    public Optional<String> schemaOf(String spelled) {
        String schema = TableName.schemaOf(spelled);
        return !schema.equals(spelled) && current().hasSchema(schema)
                ? Optional.of(schema)
                : Optional.empty();
    }

    /** Marks a transaction as open. The value is for {@link #transactionEnded}. */
    long transactionBegan() {
        lock.lock();
        try {
            openSince.merge(epoch, 1, Integer::sum);
            return epoch;
        } finally {
            lock.unlock();
        }
    }

    /** Detaches what only this transaction could still need. */
    void transactionEnded(long began) {
        lock.lock();
        try {
            openSince.computeIfPresent(began, (key, count) -> count == 1 ? null : count - 1);
            if (!retired.isEmpty()) {
                detachRetired();
            }
        } finally {
            lock.unlock();
        }
    }

    private void detachRetired() {
        long oldest = openSince.isEmpty() ? Long.MAX_VALUE : openSince.firstKey();
        Iterator<Map.Entry<String, Long>> all = retired.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Long> entry = all.next();
            if (entry.getValue() <= oldest) {
                attached.detach(entry.getKey());
                all.remove();
            }
        }
    }

    /**
     * Attaches the tables that a statement seems to need; what cannot be attached is left for the
     * engine to miss.
     *
     * @return the first error met, for the case that the engine does miss it
     */
    @Nullable PgException attachNamed(List<TableFile> tables) {
        if (tables.isEmpty()) {
            return null;
        }
        lock.lock();
        try {
            PgException first = null;
            for (TableFile table : tables) {
                PgException error = attachKnown(table);
                first = first == null ? error : first;
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable PgException attachKnown(TableFile table) {
        String folded = table.name().folded();
        PgException known = views.error(folded);
        if (known != null) {
            return known;
        }
        String alias = views.alias(folded);
        if (alias == null || attached.has(alias)) {
            return null;
        }
        try {
            attached.attach(table, alias);
            return null;
        } catch (PgException e) {
            return e;
        }
    }

    /**
     * Attaches what the engine missed by its alias. A version that is gone from the disk, and that
     * nobody had attached, is answered by the version of now.
     *
     * @throws PgException when the file cannot be read
     */
    void attachMissing(String alias) {
        TableName name = nameIn(alias);
        lock.lock();
        try {
            if (attached.has(alias)) {
                return;
            }
            TableFile table = current().tables().get(name.folded());
            if (table == null) {
                throw AttachedTables.missing(name);
            }
            attached.attach(table, alias);
            if (!alias.equals(views.alias(name.folded()))) {
                retired.put(alias, epoch + 1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why a table of this name is missing in the engine, null when that is not our doing. */
    @Nullable PgException errorOfTable(String table) {
        lock.lock();
        try {
            return views.errorOfTable(table);
        } finally {
            lock.unlock();
        }
    }

    private static TableName nameIn(String alias) {
        List<String> parts =
                new ArrayList<>(
                        List.of(alias.substring(HiddenNames.TABLE_PREFIX.length()).split("\\$")));
        return new TableName(parts.get(0), parts.get(1));
    }
}
