package dev.duckspace.admin.service;

import dev.duckspace.admin.service.WorkspaceFiles.StoredObject;
import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.Credential;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataException.Problem;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceQuery;
import dev.duckspace.metadata.WorkspaceStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates, finds and drops workspaces. The row is written before the file and removed after it, so
 * that whatever is interrupted is found again, by {@link WorkspaceRemoval#finishInterrupted}.
 */
public final class WorkspaceService {
    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final Passwords passwords;
    private final WorkspaceLimits limits;
    private final Clock clock;
    private final WorkspaceRemoval removal;

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
        this.removal = new WorkspaceRemoval(metadata, files);
    }

    /**
     * Creates a workspace that clients can connect to when this returns. On failure neither row nor
     * file stays.
     *
     * @param branchId null: main
     * @param completion runs in the transaction from which on the workspace is active
     */
    public CreatedWorkspace create(
            String projectId,
            @Nullable String branchId,
            NewWorkspace asked,
            Completion<CreatedWorkspace> completion) {
        return create(projectId, branchId, asked, completion, files::create);
    }

    /**
     * Creates a workspace whose file somebody else makes.
     *
     * @param maker puts the file of a workspace into its place
     */
    public CreatedWorkspace adopt(
            String projectId,
            @Nullable String branchId,
            NewWorkspace asked,
            Consumer<WorkspaceLocation> maker) {
        return create(
                projectId,
                branchId,
                asked,
                Completion.none(),
                workspace ->
                        maker.accept(
                                new WorkspaceLocation(
                                        new ProjectLocation(projectId, branchId),
                                        true,
                                        workspace.id())));
    }

    private CreatedWorkspace create(
            String projectId,
            @Nullable String branchId,
            NewWorkspace asked,
            Completion<CreatedWorkspace> completion,
            Consumer<Workspace> maker) {
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
            maker.accept(workspace);
            preload(workspace, asked.preloadTables());
            List<StoredObject> tables = files.attachedTables(workspace);
            CreatedWorkspace created =
                    new CreatedWorkspace(
                            workspace.withStatus(WorkspaceStatus.ACTIVE),
                            credential.username(),
                            password,
                            tables);
            activate(created, completion);
            return created;
        } catch (RuntimeException | Error e) {
            removeAfterFailure(workspace, e);
            throw e;
        }
    }

    public CreatedWorkspace create(
            String projectId, @Nullable String branchId, NewWorkspace asked) {
        return create(projectId, branchId, asked, Completion.none());
    }

    private void activate(CreatedWorkspace created, Completion<CreatedWorkspace> completion) {
        String id = created.workspace().id();
        metadata.inTransaction(
                tx -> {
                    if (tx.workspaces()
                            .find(id)
                            .filter(w -> w.status() == WorkspaceStatus.CREATING)
                            .isEmpty()) {
                        throw droppedMeanwhile();
                    }
                    tx.workspaces().updateStatus(id, WorkspaceStatus.ACTIVE);
                    completion.complete(tx, created);
                    return id;
                });
    }

    private static ProblemException droppedMeanwhile() {
        return new ProblemException(
                ProblemType.CONFLICT, "the workspace was dropped while it was being created");
    }

    private void preload(Workspace workspace, List<TableLoad> tables) {
        if (!tables.isEmpty()) {
            var unused =
                    files.load(workspace, ContentsService.requireLoad(tables), LoadListener.NONE);
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
            removal.remove(workspace);
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

    /** Changes what {@code change} names, at once or, when any of it is refused, nothing. */
    public WorkspaceDetail change(
            String projectId, @Nullable String branchId, String id, WorkspaceChange change) {
        try {
            Workspace now =
                    metadata.inTransaction(
                            tx -> {
                                Workspace old = required(tx, projectId, branchId, id);
                                Workspace changed = changed(old, change);
                                if (!changed.name().equals(old.name())) {
                                    requireFreeName(tx, changed);
                                }
                                tx.workspaces().update(changed);
                                return changed;
                            });
            if (change.sizeLimitGb() != null) {
                files.sizeLimitChanged(now);
            }
        } catch (MetadataException e) {
            if (e.problem() == Problem.DUPLICATE && change.name() != null) {
                throw nameTaken(change.name());
            }
            throw e;
        }
        return detail(projectId, branchId, id);
    }

    private Workspace changed(Workspace old, WorkspaceChange change) {
        Integer hours = change.ttlHours();
        BigDecimal size = change.sizeLimitGb();
        try {
            Workspace described =
                    old.withDescription(
                            Objects.requireNonNullElse(change.name(), old.name()),
                            Objects.requireNonNullElse(change.description(), old.description()),
                            Objects.requireNonNullElse(change.tags(), old.tags()));
            Workspace sized =
                    size == null ? described : described.withSizeLimit(limits.sizeLimitBytes(size));
            return hours == null
                    ? sized
                    : sized.withTimeToLive(limits.ttlHours(hours), clock.instant());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A new password in the place of the old one, which is refused from now on; sessions that were
     * opened with it end.
     */
    public NewPassword resetPassword(String projectId, @Nullable String branchId, String id) {
        String password = passwords.generate();
        String verifier = passwords.verifier(password);
        Workspace workspace = metadata.read(tx -> required(tx, projectId, branchId, id));
        NewPassword reset =
                metadata.inTransaction(
                        tx -> {
                            required(tx, projectId, branchId, id);
                            Credential old = tx.credentials().listOfWorkspace(id).getFirst();
                            tx.credentials()
                                    .updateVerifier(
                                            new Credential(
                                                    id, old.username(), verifier, clock.instant()));
                            return new NewPassword(old.username(), password);
                        });
        files.endSessions(workspace);
        return reset;
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
        removal.remove(workspace);
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
        if (branchId == null) {
            ProjectService.required(tx, projectId);
        } else {
            BranchService.required(tx, projectId, branchId);
        }
    }
}
