package dev.duckspace.admin.service;

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
    private final Clock clock;

    public ProjectService(MetadataStore metadata, WorkspaceFiles files, Clock clock) {
        this.metadata = metadata;
        this.files = files;
        this.clock = clock;
    }

    public Project create(String id, String name) {
        Project project = checked(id, name);
        try {
            metadata.inTransaction(
                    tx -> {
                        tx.projects().insert(project);
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

    /** Deletes an empty project; its tables are content and have to be deleted before it. */
    public void delete(String id) {
        find(id);
        if (files.hasProjectTables(id)) {
            throw notEmpty("tables", id);
        }
        metadata.inTransaction(
                tx -> {
                    required(tx, id);
                    if (!tx.workspaces().listOfProject(id).isEmpty()) {
                        throw notEmpty("workspaces", id);
                    }
                    if (!tx.branches().list(id, "", 1).isEmpty()) {
                        throw notEmpty("branches", id);
                    }
                    return tx.projects().delete(id);
                });
        files.deleteProject(id);
    }

    private static ProblemException notEmpty(String what, String id) {
        return new ProblemException(
                ProblemType.NOT_EMPTY,
                "project \"" + id + "\" still has " + what + "; delete them first");
    }

    static Project required(Transaction tx, String id) {
        return tx.projects()
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("there is no project \"" + id + "\""));
    }
}
