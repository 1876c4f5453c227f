package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.sql.Relations.Target;
import dev.duckspace.gateway.workspace.WorkspaceConnection.SchemaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The columns of the tables that a session stores rows in, as long as no object changes. */
final class StorageTargets {
    private static final int MOST = 64;

    private final Supplier<SchemaVersion> versions;
    private final Map<List<String>, List<Target>> known = new HashMap<>();
    private @Nullable SchemaVersion version;

    StorageTargets(Supplier<SchemaVersion> versions) {
        this.versions = versions;
    }

    synchronized @Nullable List<Target> known(List<String> table) {
        return versions.get().equals(version) ? known.get(table) : null;
    }

    synchronized List<Target> of(List<String> table, Supplier<List<Target>> source) {
        SchemaVersion now = versions.get();
        if (!now.equals(version) || known.size() >= MOST) {
            known.clear();
            version = now;
        }
        List<Target> found = known.get(table);
        if (found == null) {
            found = source.get();
            known.put(List.copyOf(table), found);
        }
        return found;
    }
}
