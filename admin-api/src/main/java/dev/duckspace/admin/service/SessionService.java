package dev.duckspace.admin.service;

import dev.duckspace.gateway.session.SessionInfo;
import dev.duckspace.gateway.session.SessionRegistry;
import dev.duckspace.metadata.MetadataStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is connected to a workspace; ends sessions. */
public final class SessionService {
    private final MetadataStore metadata;
    private final SessionRegistry sessions;

    public SessionService(MetadataStore metadata, SessionRegistry sessions) {
        this.metadata = metadata;
        this.sessions = sessions;
    }

    /**
     * The sessions of a workspace now, by process id.
     *
     * @param branchId null: main
     */
    public List<SessionInfo> list(String projectId, @Nullable String branchId, String workspaceId) {
        requireWorkspace(projectId, branchId, workspaceId);
        return sessions.ofWorkspace(workspaceId);
    }

    /** Ends one session of a workspace: its client is told 57P01. */
    public void end(String projectId, @Nullable String branchId, String workspaceId, String pid) {
        requireWorkspace(projectId, branchId, workspaceId);
        if (!sessions.terminate(workspaceId, processId(pid))) {
            throw ProblemException.notFound(
                    "workspace \"%s\" has no session with the pid %s; list its sessions to see them"
                            .formatted(workspaceId, pid));
        }
    }

    /** What is no number is the id of no session: -1. */
    private static int processId(String pid) {
        try {
            return Integer.parseInt(pid);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void requireWorkspace(String projectId, @Nullable String branchId, String workspaceId) {
        metadata.read(tx -> WorkspaceService.required(tx, projectId, branchId, workspaceId));
    }
}
