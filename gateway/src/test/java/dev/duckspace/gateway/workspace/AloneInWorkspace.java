package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.SessionFacts;
import java.util.List;

/** What the catalog is told of a connection that no client's session stands behind. */
final class AloneInWorkspace implements SessionFacts {
    @Override
    public List<Backend> backends() {
        return List.of();
    }

    @Override
    public List<AdvisoryLock> locks() {
        return List.of();
    }

    @Override
    public List<Integer> blockers(int pid) {
        return List.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public List<Cursor> cursors() {
        return List.of();
    }

    @Override
    public List<Prepared> prepared() {
        return List.of();
    }

    @Override
    public List<String> channels() {
        return List.of();
    }

    @Override
    public boolean interrupt(int pid, boolean end) {
        return false;
    }

    @Override
    public void warn(String message) {
        // nobody reads it
    }
}
