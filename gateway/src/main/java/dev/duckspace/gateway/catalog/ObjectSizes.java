package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes relations take: a project table its file, one of the workspace the blocks that the
 * engine has written for it. What is only in the log yet is estimated by its rows.
 */
final class ObjectSizes {
    private static final long PAGE = 8192;

    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private volatile BiFunction<String, String, @Nullable Long> projectTables = (s, t) -> null;
    private volatile long upTo = -1;

    /**
     * @param sizes of a project table's file, by schema and table; null when there is none
     */
    void projectTables(BiFunction<String, String, @Nullable Long> sizes) {
        projectTables = sizes;
    }

    /**
     * @param changes grows with each change of rows
     * @param connection without an open transaction or result
     */
    long bytes(RelationEntry entry, long changes, EngineConnection connection) {
        if (!entry.hasRows()) {
            return entry.kind() == 'S' ? PAGE : 0;
        }
        if (entry.project()) {
            Long file = projectTables.apply(entry.schema(), entry.name());
            return file == null ? 0 : file;
        }
        if (upTo != changes) {
            known.clear();
            upTo = changes;
        }
        return known.computeIfAbsent(
                entry.schema() + '.' + entry.name(), _ -> measured(entry, connection));
    }

    private static long measured(RelationEntry entry, EngineConnection connection) {
        long blocks = entry.temporary() ? 0 : written(entry, connection);
        return blocks > 0 ? blocks : pages(entry) * PAGE;
    }

    /** By the size of PostgreSQL's pages, if a value takes eight bytes. */
    static long pages(RelationEntry entry) {
        return (entry.rows() * entry.columns() * Long.BYTES + PAGE - 1) / PAGE;
    }

    private static long written(RelationEntry entry, EngineConnection connection) {
        String name = SqlNames.quoted(entry.schema()) + '.' + SqlNames.quoted(entry.name());
        try {
            List<List<@Nullable String>> rows =
                    connection.queryText(
                            """
                            SELECT count(DISTINCT block) * (SELECT max(block_size) FROM pragma_database_size())
                            FROM (SELECT unnest(list_append(additional_block_ids, block_id)) AS block
                                  FROM pragma_storage_info('%s')) WHERE block >= 0
                            """
                                    .formatted(name.replace("'", "''")));
            String bytes = rows.getFirst().getFirst();
            return bytes == null ? 0 : Long.parseLong(bytes);
        } catch (EngineException e) {
            // A table that only its own session sees yet.
            return 0;
        }
    }
}
