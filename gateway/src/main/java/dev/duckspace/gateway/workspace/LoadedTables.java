package dev.duckspace.gateway.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load has done.
 *
 * @param workspaceSizeBytes what the workspace takes now
 */
public record LoadedTables(List<LoadedTable> tables, long workspaceSizeBytes) {
    public LoadedTables {
        tables = List.copyOf(tables);
    }

    /**
     * One table of it.
     *
     * @param source as it was given
     * @param destination schema and name
     * @param rows copied now
     * @param sizeBytes of the whole destination: the blocks that hold it, shared ones included;
     *     null while a transaction of a session keeps them from being written
     */
    public record LoadedTable(
            String source, String destination, long rows, @Nullable Long sizeBytes) {}
}
