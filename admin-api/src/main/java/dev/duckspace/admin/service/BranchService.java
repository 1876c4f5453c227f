package dev.duckspace.admin.service;

import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataException.Problem;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import java.time.Clock;
import java.util.List;

/** Creates, finds and deletes the branches of projects. Main is no branch: it is always there. */
public final class BranchService {
    private static final int BRANCHES_MAX = 1_000;

    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final WorkspaceRemoval removal;
    private final Clock clock;

    public BranchService(MetadataStore metadata, WorkspaceFiles files, Clock clock) {
        this.metadata = metadata;
        this.files = files;
        this.removal = new WorkspaceRemoval(metadata, files);
        this.clock = clock;
    }

    /**
     * @param inherit whether tables that the branch lacks are read from main
     */
    public Branch create(
            String projectId,
            String id,
            String name,
            boolean inherit,
            Completion<Branch> completion) {
        Branch branch = checked(projectId, id, name, inherit);
        try {
            return metadata.inTransaction(
                    tx -> {
                        ProjectService.required(tx, projectId);
                        requireRoom(tx, projectId);
                        tx.branches().insert(branch);
                        completion.complete(tx, branch);
                        return branch;
                    });
        } catch (MetadataException e) {
            if (e.problem() == Problem.DUPLICATE) {
                throw new ProblemException(
                        ProblemType.NAME_TAKEN,
                        "project \"%s\" has a branch \"%s\"; choose another id"
                                .formatted(projectId, id));
            }
            throw e;
        }
    }

    private Branch checked(String projectId, String id, String name, boolean inherit) {
        find(projectId);
        try {
            return new Branch(projectId, id, name, inherit, clock.instant());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void find(String projectId) {
        metadata.read(tx -> ProjectService.required(tx, projectId));
    }

    private static void requireRoom(Transaction tx, String projectId) {
        if (tx.branches().count(projectId) >= BRANCHES_MAX) {
            throw new ProblemException(
                    ProblemType.LIMIT_REACHED,
                    "project \"%s\" has %d branches, which is the limit; delete one first"
                            .formatted(projectId, BRANCHES_MAX));
        }
    }

    public Branch find(String projectId, String id) {
        return metadata.read(tx -> required(tx, projectId, id));
    }

    /** By id, those after {@code afterId}; empty: from the first. */
    public List<Branch> list(String projectId, String afterId, int limit) {
        return metadata.read(
                tx -> {
                    ProjectService.required(tx, projectId);
                    return tx.branches().list(projectId, afterId, limit);
                });
    }

    /**
     * Deletes a branch.
     *
     * @param cascade with its workspaces, whose sessions end, and its tables; else it has to be
     *     empty
     */
    public void delete(String projectId, String id, boolean cascade) {
        find(projectId, id);
        if (cascade) {
            removal.removeAll(projectId, id);
            files.deleteAll(projectId, id);
        } else if (files.hasTables(projectId, id)) {
            throw notEmpty(projectId, id, "tables");
        }
        metadata.inTransaction(
                tx -> {
                    required(tx, projectId, id);
                    if (tx.workspaces().listOfProject(projectId).stream()
                            .anyMatch(w -> id.equals(w.branchId()))) {
                        throw notEmpty(projectId, id, "workspaces");
                    }
                    tx.idempotency().deleteUnder("/projects/" + projectId + "/branches/" + id);
                    return tx.branches().delete(projectId, id);
                });
        files.deleteAll(projectId, id);
    }

    private static ProblemException notEmpty(String projectId, String id, String what) {
        return new ProblemException(
                ProblemType.NOT_EMPTY,
                "branch \"%s\" of project \"%s\" has %s; delete them first, or all of it with ?cascade=true"
                        .formatted(id, projectId, what));
    }

    static Branch required(Transaction tx, String projectId, String id) {
        ProjectService.required(tx, projectId);
        return tx.branches()
                .find(projectId, id)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "project \"%s\" has no branch \"%s\""
                                                .formatted(projectId, id)));
    }
}
