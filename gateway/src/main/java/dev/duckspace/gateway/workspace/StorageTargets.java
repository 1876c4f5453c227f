package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.sql.Relations.Target;
import dev.duckspace.gateway.sql.Relations.TimeColumn;
import dev.duckspace.gateway.sql.TypedNames;
import dev.duckspace.gateway.workspace.WorkspaceConnection.SchemaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The columns of the tables that a session stores rows in, as long as no object changes. */
final class StorageTargets {
    private static final int MOST = 64;

    private final Supplier<SchemaVersion> versions;
    private final Map<List<String>, List<Target>> known = new HashMap<>();
    private @Nullable SchemaVersion version;
    private @Nullable List<List<String>> materialized;
    private @Nullable Set<String> domains;
    private @Nullable TypedNames columns;
    private @Nullable Set<String> views;
    private @Nullable Map<String, TimeColumn> times;

    /** Of the objects when the session's transaction began, whose state is all that it sees. */
    private @Nullable SchemaVersion began;

    private boolean ofOlderState;

    StorageTargets(Supplier<SchemaVersion> versions) {
        this.versions = versions;
    }

    synchronized void transactionBegins() {
        began = versions.get();
    }

    /** What was read of a state that others had changed meanwhile is read again. */
    synchronized void transactionEnds() {
        began = null;
        if (ofOlderState) {
            version = null;
            ofOlderState = false;
        }
    }

    synchronized @Nullable List<Target> known(List<String> table) {
        return versions.get().equals(version) ? known.get(table) : null;
    }

    synchronized List<Target> of(List<String> table, Supplier<List<Target>> source) {
        renew();
        List<Target> found = known.get(table);
        if (found == null) {
            found = source.get();
            known.put(List.copyOf(table), found);
        }
        return found;
    }

    private void renew() {
        SchemaVersion now = versions.get();
        ofOlderState |= began != null && !began.equals(now);
        if (!now.equals(version) || known.size() >= MOST) {
            known.clear();
            materialized = null;
            domains = null;
            columns = null;
            views = null;
            times = null;
            version = now;
        }
    }

    synchronized @Nullable List<List<String>> knownMaterialized() {
        return versions.get().equals(version) ? materialized : null;
    }

    synchronized List<List<String>> materialized(Supplier<List<List<String>>> source) {
        renew();
        List<List<String>> found = materialized;
        if (found == null) {
            found = source.get();
            materialized = found;
        }
        return found;
    }

    synchronized @Nullable Set<String> knownDomains() {
        return versions.get().equals(version) ? domains : null;
    }

    synchronized @Nullable Set<String> knownViews() {
        return versions.get().equals(version) ? views : null;
    }

    synchronized Set<String> views(Supplier<Set<String>> source) {
        renew();
        Set<String> found = views;
        if (found == null) {
            found = source.get();
            views = found;
        }
        return found;
    }

    synchronized @Nullable TypedNames knownNames() {
        return versions.get().equals(version) ? columns : null;
    }

    synchronized TypedNames columns(Supplier<TypedNames> source) {
        renew();
        TypedNames found = columns;
        if (found == null) {
            found = source.get();
            columns = found;
        }
        return found;
    }

    synchronized Set<String> domains(Supplier<Set<String>> source) {
        renew();
        Set<String> found = domains;
        if (found == null) {
            found = source.get();
            domains = found;
        }
        return found;
    }

    synchronized @Nullable Map<String, TimeColumn> knownTimes() {
        return versions.get().equals(version) ? times : null;
    }

    synchronized Map<String, TimeColumn> times(Supplier<Map<String, TimeColumn>> source) {
        renew();
        Map<String, TimeColumn> found = times;
        if (found == null) {
            found = source.get();
            times = found;
        }
        return found;
    }
}
