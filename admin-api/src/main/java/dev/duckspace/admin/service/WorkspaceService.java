package dev.duckspace.admin.service;

import dev.duckspace.admin.service.WorkspaceFiles.StoredObject;
import dev.duckspace.metadata.Credential;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataException.Problem;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceQuery;
import dev.duckspace.metadata.WorkspaceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, finds and drops workspaces. The row is written before the file and removed after it, so
 * that whatever is interrupted is found again: {@link #finishInterrupted} runs at start.
 */
public final class WorkspaceService {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceService.class);

    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final Passwords passwords;
    private final WorkspaceLimits limits;
    private final Clock clock;

    public WorkspaceService(
            MetadataStore metadata,
            WorkspaceFiles files,
            Passwords passwords,
            WorkspaceLimits limits,
            Clock clock) {
        this.metadata = metadata;
        this.files = files;
        this.passwords = passwords;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Creates a workspace that clients can connect to when this returns. On failure neither row nor
     * file stays.
     *
     * @param branchId null: main
     */
    public CreatedWorkspace create(
            String projectId, @Nullable String branchId, NewWorkspace asked) {
        Workspace workspace = planned(projectId, branchId, asked);
        String password = passwords.generate();
        Credential credential =
                new Credential(
                        workspace.id(),
                        Identifiers.newUsername(workspace.id()),
                        passwords.verifier(password),
                        workspace.createdAt());
        insert(workspace, credential);
        try {
            files.create(workspace);
            List<StoredObject> tables = files.attachedTables(workspace);
            metadata.inTransaction(
                    tx -> tx.workspaces().updateStatus(workspace.id(), WorkspaceStatus.ACTIVE));
            return new CreatedWorkspace(
                    workspace.withStatus(WorkspaceStatus.ACTIVE),
                    credential.username(),
                    password,
                    tables);
        } catch (RuntimeException | Error e) {
            removeAfterFailure(workspace, e);
            throw e;
        }
    }

    private Workspace planned(String projectId, @Nullable String branchId, NewWorkspace asked) {
        Instant now = clock.instant();
        int ttlHours = limits.ttlHours(asked.ttlHours());
        try {
            return new Workspace(
                    Identifiers.newWorkspaceId(),
                    projectId,
                    branchId,
                    asked.name(),
                    asked.description(),
                    asked.tags(),
                    WorkspaceStatus.CREATING,
                    now,
                    now.plus(Duration.ofHours(ttlHours)),
                    ttlHours,
                    limits.sizeLimitBytes(asked.sizeLimitGb()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void insert(Workspace workspace, Credential credential) {
        try {
            metadata.inTransaction(
                    tx -> {
                        requireBranch(tx, workspace.projectId(), workspace.branchId());
                        requireFreeName(tx, workspace);
                        requireRoom(tx, workspace.projectId());
                        tx.workspaces().insert(workspace);
                        tx.credentials().insert(credential);
                        return workspace;
                    });
        } catch (MetadataException e) {
            if (e.problem() == Problem.DUPLICATE) {
                throw nameTaken(workspace.name());
            }
            throw e;
        }
    }

    private static void requireFreeName(Transaction tx, Workspace workspace) {
        if (tx.workspaces()
                .findByName(workspace.projectId(), workspace.branchId(), workspace.name())
                .isPresent()) {
            throw nameTaken(workspace.name());
        }
    }

    private void requireRoom(Transaction tx, String projectId) {
        if (tx.workspaces().countInProject(projectId) >= limits.workspacesPerProject()) {
            throw new ProblemException(
                    ProblemType.LIMIT_REACHED,
                    "project \"%s\" has %d workspaces, which is the limit; delete one first"
                            .formatted(projectId, limits.workspacesPerProject()));
        }
    }

    private static ProblemException nameTaken(String name) {
        return new ProblemException(
                ProblemType.NAME_TAKEN,
                "a workspace named \"" + name + "\" exists; choose another name or delete it");
    }

    /** What fails here too is found at the next start: the row still says "creating". */
    private void removeAfterFailure(Workspace workspace, Throwable cause) {
        try {
            remove(workspace);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** The workspaces that {@code query} asks for; its project and branch must exist. */
    public List<Workspace> list(WorkspaceQuery query) {
        return metadata.read(
                tx -> {
                    requireBranch(tx, query.projectId(), query.branchId());
                    return tx.workspaces().list(query);
                });
    }

    public WorkspaceDetail detail(String projectId, @Nullable String branchId, String id) {
        Workspace workspace = metadata.read(tx -> required(tx, projectId, branchId, id));
        List<Credential> credentials =
                metadata.read(tx -> tx.credentials().listOfWorkspace(workspace.id()));
        return new WorkspaceDetail(
                workspace,
                credentials.isEmpty() ? "" : credentials.getFirst().username(),
                files.sizeBytes(workspace),
                files.activeSessions(workspace),
                files.objects(workspace));
    }

    /** The workspace of that name, if there is one. */
    public Optional<Workspace> findByName(
            String projectId, @Nullable String branchId, String name) {
        return metadata.<Optional<Workspace>>read(
                        tx -> tx.workspaces().findByName(projectId, branchId, name))
                .filter(w -> w.status() != WorkspaceStatus.DROPPING);
    }

    /** Lets a workspace live for so many hours from now; one that has expired comes back. */
    public Workspace extend(
            String projectId, @Nullable String branchId, String id, @Nullable Integer ttlHours) {
        int hours = limits.ttlHours(ttlHours);
        return metadata.inTransaction(
                tx -> {
                    Workspace extended =
                            required(tx, projectId, branchId, id)
                                    .withTimeToLive(hours, clock.instant());
                    tx.workspaces().update(extended);
                    return extended;
                });
    }

    /** A new password in the place of the old one; open sessions go on. */
    public NewPassword resetPassword(String projectId, @Nullable String branchId, String id) {
        String password = passwords.generate();
        String verifier = passwords.verifier(password);
        return metadata.inTransaction(
                tx -> {
                    required(tx, projectId, branchId, id);
                    Credential old = tx.credentials().listOfWorkspace(id).getFirst();
                    tx.credentials()
                            .updateVerifier(
                                    new Credential(id, old.username(), verifier, clock.instant()));
                    return new NewPassword(old.username(), password);
                });
    }

    /** Drops a workspace: its sessions end, its file is gone. */
    public void delete(String projectId, @Nullable String branchId, String id) {
        Workspace workspace =
                metadata.inTransaction(
                        tx -> {
                            Workspace found = required(tx, projectId, branchId, id);
                            tx.workspaces().updateStatus(id, WorkspaceStatus.DROPPING);
                            return found;
                        });
        remove(workspace);
    }

    private void remove(Workspace workspace) {
        files.delete(workspace);
        metadata.inTransaction(tx -> tx.workspaces().delete(workspace.id()));
    }

    /** Removes what a process that was killed left half created or half dropped. */
    public void finishInterrupted() {
        for (WorkspaceStatus status : List.of(WorkspaceStatus.CREATING, WorkspaceStatus.DROPPING)) {
            for (Workspace workspace :
                    metadata.<List<Workspace>>read(tx -> tx.workspaces().listByStatus(status))) {
                finish(workspace);
            }
        }
    }

    /** One that cannot be removed now stays as it is and keeps nothing else from starting. */
    private void finish(Workspace workspace) {
        LOG.warn(
                "Workspace {} was left {} by an earlier run: removing it",
                workspace.id(),
                workspace.status().text());
        try {
            remove(workspace);
        } catch (RuntimeException e) {
            LOG.error("Workspace {} cannot be removed", workspace.id(), e);
        }
    }

    static Workspace required(
            Transaction tx, String projectId, @Nullable String branchId, String id) {
        requireBranch(tx, projectId, branchId);
        return tx.workspaces()
                .find(id)
                .filter(w -> w.projectId().equals(projectId))
                .filter(w -> Objects.equals(w.branchId(), branchId))
                .filter(w -> w.status() != WorkspaceStatus.DROPPING)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "there is no workspace \"%s\" in project \"%s\""
                                                .formatted(id, projectId)));
    }

    private static void requireBranch(Transaction tx, String projectId, @Nullable String branchId) {
        ProjectService.required(tx, projectId);
        if (branchId != null && tx.branches().find(projectId, branchId).isEmpty()) {
            throw ProblemException.notFound(
                    "project \"%s\" has no branch \"%s\"".formatted(projectId, branchId));
        }
    }
}
