package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clears workspaces and drops what is in them; finds the one that a load is for. */
public final class ContentsService {
    /** As many as a workspace shows of its project at the most by default. */
    static final int LOAD_TABLES_MAX = 1_000;

    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final Clock clock;

    public ContentsService(MetadataStore metadata, WorkspaceFiles files, Clock clock) {
        this.metadata = metadata;
        this.files = files;
        this.clock = clock;
    }

    /** Drops all that the workspace's user made; credentials and sessions stay. */
    public void clear(String projectId, @Nullable String branchId, String id) {
        files.clear(active(projectId, branchId, id));
    }

    /**
     * Drops one object.
     *
     * @param name with a schema or not, parts quoted as in SQL or not
     */
    public void drop(String projectId, @Nullable String branchId, String id, String name) {
        files.drop(active(projectId, branchId, id), name);
    }

    /** The workspace, which must be one that clients can work in. */
    Workspace active(String projectId, @Nullable String branchId, String id) {
        Workspace found =
                metadata.read(tx -> WorkspaceService.required(tx, projectId, branchId, id));
        if (found.hasExpired(clock.instant())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "the workspace expired at %s; extend it with PATCH first"
                            .formatted(found.expiresAt()));
        }
        if (found.status() != WorkspaceStatus.ACTIVE) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "the workspace is not ready: its status is " + found.status().text());
        }
        return found;
    }

    /** The workspace, in whatever state. */
    public Workspace find(String projectId, @Nullable String branchId, String id) {
        return metadata.read(tx -> WorkspaceService.required(tx, projectId, branchId, id));
    }

    /** Refuses a list of tables that is no load. */
    static List<TableLoad> requireLoad(List<TableLoad> loads) {
        if (loads.isEmpty()) {
            throw ProblemException.invalid("tables is needed, an array with at least one table");
        }
        if (loads.size() > LOAD_TABLES_MAX) {
            throw ProblemException.invalid(
                    "a load has at most %d tables, not %d"
                            .formatted(LOAD_TABLES_MAX, loads.size()));
        }
        return loads;
    }
}
