package dev.duckspace.admin.service;

import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataException.Problem;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Project;
import dev.duckspace.metadata.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Creates, finds and deletes projects. */
public final class ProjectService {
    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final WorkspaceRemoval removal;
    private final Clock clock;

    public ProjectService(MetadataStore metadata, WorkspaceFiles files, Clock clock) {
        this.metadata = metadata;
        this.files = files;
        this.removal = new WorkspaceRemoval(metadata, files);
        this.clock = clock;
    }

    public Project create(String id, String name) {
        return create(id, name, Completion.none());
    }

    public Project create(String id, String name, Completion<Project> completion) {
        Project project = checked(id, name);
        try {
            metadata.inTransaction(
                    tx -> {
                        tx.projects().insert(project);
                        completion.complete(tx, project);
                        return project;
                    });
        } catch (MetadataException e) {
            if (e.problem() == Problem.DUPLICATE) {
                throw new ProblemException(
                        ProblemType.NAME_TAKEN, "a project with the id \"" + id + "\" exists");
            }
            throw e;
        }
        return project;
    }

    private Project checked(String id, String name) {
        try {
            return new Project(id, name, clock.instant());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The project, made now when it is missing. */
    public Project ensure(String id, String name) {
        return metadata.<Optional<Project>>read(tx -> tx.projects().find(id))
                .orElseGet(() -> create(id, name));
    }

    public Project find(String id) {
        return metadata.read(tx -> required(tx, id));
    }

    /** By id, those after {@code afterId}; empty: from the first. */
    public List<Project> list(String afterId, int limit) {
        return metadata.read(tx -> tx.projects().list(afterId, limit));
    }

    /**
     * Deletes a project, its tokens and the answers to its creates.
     *
     * @param cascade with its workspaces, whose sessions end, its tables and branches; else it has
     *     to be empty
     */
    public void delete(String id, boolean cascade) {
        find(id);
        if (cascade) {
            removal.removeAll(id, null);
            deleteFiles(id);
        } else if (files.hasTables(id, null)) {
            throw notEmpty("tables", id);
        }
        metadata.inTransaction(
                tx -> {
                    required(tx, id);
                    if (!tx.workspaces().listOfProject(id).isEmpty()) {
                        throw notEmpty("workspaces", id);
                    }
                    deleteBranches(tx, id, cascade);
                    tx.tokens().deleteOfProject(id);
                    tx.idempotency().deleteUnder("/projects/" + id);
                    return tx.projects().delete(id);
                });
        files.deleteAll(id, null);
    }

    private void deleteFiles(String id) {
        for (Branch branch : branches(id)) {
            files.deleteAll(id, branch.id());
        }
        files.deleteAll(id, null);
    }

    private List<Branch> branches(String id) {
        return metadata.read(tx -> tx.branches().list(id, "", Integer.MAX_VALUE));
    }

    private static void deleteBranches(Transaction tx, String id, boolean cascade) {
        List<Branch> branches = tx.branches().list(id, "", Integer.MAX_VALUE);
        if (!cascade && !branches.isEmpty()) {
            throw notEmpty("branches", id);
        }
        for (Branch branch : branches) {
            tx.branches().delete(id, branch.id());
        }
    }

    private static ProblemException notEmpty(String what, String id) {
        return new ProblemException(
                ProblemType.NOT_EMPTY,
                "project \"%s\" has %s; delete them first, or all of it with ?cascade=true"
                        .formatted(id, what));
    }

    static Project required(Transaction tx, String id) {
        return tx.projects()
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("there is no project \"" + id + "\""));
    }
}
