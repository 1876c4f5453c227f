package dev.duckspace.gateway.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows the project tables have that some instance has attached once. A published file
 * never changes under its version, so what was counted stays true. Safe for use by many threads.
 */
final class RowCounts {
    /** At some 300 bytes each. */
    private static final int ENTRIES_MAX = 20_000;

    private final Map<Key, Long> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                    return size() > ENTRIES_MAX;
                }
            };

    private record Key(String file, String version) {
        static Key of(TableFile table) {
            return new Key(table.file().toString(), table.version());
        }
    }

    synchronized @Nullable Long find(TableFile table) {
        return counts.get(Key.of(table));
    }

    /** A file with a log beside it, as an adopted one may have, is counted each time. */
    void put(TableFile table, long rows) {
        Path log = table.file().resolveSibling(table.file().getFileName() + ".wal");
        if (!Files.exists(log)) {
            synchronized (this) {
                counts.put(Key.of(table), rows);
            }
        }
    }
}
