package dev.duckspace.admin.upkeep;

import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.upkeep.Finding.Outcome;
import dev.duckspace.gateway.workspace.FileProbe;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.StoredFiles;
import dev.duckspace.gateway.workspace.StoredFiles.ProjectDirectory;
import dev.duckspace.gateway.workspace.StoredFiles.StoredFile;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the metadata with the files and mends what is safe to mend. Files with content that
 * nothing knows are moved aside by {@link Mode#REPAIR} and otherwise only told of: their rows may
 * be in another metadata database than the one that was configured.
 */
public final class ConsistencyCheck {
    private static final int EVENTS_MAX = 200;

    /** With so many rows and no file at all, the directory is taken for another one's. */
    private static final int ROWS_OF_ANOTHER_DIRECTORY = 2;

    /** How far it goes. */
    public enum Mode {
        /** Quick: opens no database, moves nothing. */
        START,
        /** Looks at everything, changes nothing. */
        DRY_RUN,
        REPAIR
    }

    private final MetadataStore metadata;
    private final StoredFiles files;
    private final EventLog events;
    private final Mode mode;
    private final @Nullable FileProbe probe;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Workspace> rows = new HashMap<>();

    /**
     * @param probe opens files; null: only whether they are there is looked at
     */
    public ConsistencyCheck(
            MetadataStore metadata,
            StoredFiles files,
            EventLog events,
            Mode mode,
            @Nullable FileProbe probe) {
        this.metadata = metadata;
        this.files = files;
        this.events = events;
        this.mode = mode;
        this.probe = probe;
    }

    /** Runs once. What was found, repaired or not; also written to the audit trail. */
    public List<Finding> run() {
        temporary();
        readRows();
        unfinished();
        files.projects().forEach(this::project);
        rowsAgainstFiles();
        if (mode != Mode.DRY_RUN) {
            writeEvents();
        }
        return List.copyOf(findings);
    }

    private void readRows() {
        for (WorkspaceStatus status : WorkspaceStatus.values()) {
            metadata.<List<Workspace>>read(tx -> tx.workspaces().listByStatus(status))
                    .forEach(workspace -> rows.put(workspace.id(), workspace));
        }
    }

    private void temporary() {
        if (mode != Mode.START && !files.temporary().isEmpty()) {
            mend(
                    "tmp",
                    files.temporary().size() + " temporary files or directories were left there",
                    () -> files.temporary().forEach(files::delete));
        }
    }

    /** What was being created or dropped ends as dropped. */
    private void unfinished() {
        for (Workspace workspace : List.copyOf(rows.values())) {
            switch (workspace.status()) {
                case CREATING, DROPPING -> {
                    mendInCommand(
                            workspace.id(),
                            "was left %s; it is removed with its file"
                                    .formatted(workspace.status().text()),
                            () -> {
                                files.delete(location(workspace));
                                metadata.inTransaction(
                                        tx -> tx.workspaces().delete(workspace.id()));
                            });
                    if (mode == Mode.REPAIR) {
                        rows.remove(workspace.id());
                    }
                }
                case ACTIVE, EXPIRED, ERROR -> {}
            }
        }
    }

    private void project(ProjectDirectory directory) {
        Optional<ProjectLocation> location = directory.location();
        if (location.isEmpty()) {
            remains(
                    files.shown(directory.path()),
                    "the directory is named as a project's, and no project can have that name");
        } else if (!isKnown(location.get())) {
            unknownProject(directory);
        } else {
            files.files(directory).forEach(file -> file(location.get(), file));
            files.hiddenTables(directory)
                    .forEach(
                            path ->
                                    remains(
                                            files.shown(path),
                                            "another file is the table of this name and is shown instead; remove one"));
        }
    }

    private boolean isKnown(ProjectLocation location) {
        String branchId = location.branchId();
        return metadata.<Boolean>read(
                tx ->
                        branchId == null
                                ? tx.projects().find(location.projectId()).isPresent()
                                : tx.branches().find(location.projectId(), branchId).isPresent());
    }

    private void unknownProject(ProjectDirectory directory) {
        if (files.holdsFiles(directory.path())) {
            remains(
                    files.shown(directory.path()),
                    "there is no such project or branch; create it to have its tables again, or"
                            + " remove the directory");
        } else {
            mend(
                    files.shown(directory.path()),
                    "there is no such project or branch, and no file in its directory",
                    () -> files.delete(directory.path()));
        }
    }

    private void file(ProjectLocation project, StoredFile file) {
        String subject = files.shown(file.path());
        switch (file.kind()) {
            case WORKSPACE -> workspaceFile(project, file, subject);
            case TABLE ->
                    problem(file)
                            .ifPresent(
                                    reason ->
                                            remains(
                                                    subject,
                                                    "the table cannot be read ("
                                                            + reason
                                                            + "); publish it again"));
            case STRAY_LOG -> moveAside(file, subject, "a log whose database is not there");
            case UNPUBLISHED ->
                    mend(subject, "a table was being published", () -> files.delete(file.path()));
            case UNKNOWN ->
                    remains(
                            subject,
                            "no bucket, table or workspace can have that name; nobody sees it");
        }
    }

    private void workspaceFile(ProjectLocation project, StoredFile file, String subject) {
        Workspace row = rows.get(file.name());
        if (row == null || !location(row).project().equals(project)) {
            moveAside(file, subject, "no workspace has this file");
        }
    }

    private void moveAside(StoredFile file, String subject, String problem) {
        mendInCommand(
                subject,
                problem + "; it is moved to orphans/",
                () -> files.moveToOrphans(file.path()));
    }

    private Optional<String> problem(StoredFile file) {
        return probe == null ? Optional.empty() : probe.problem(file.path());
    }

    private void rowsAgainstFiles() {
        List<Workspace> missing =
                rows.values().stream()
                        .filter(ConsistencyCheck::isMeantToBeThere)
                        .filter(workspace -> !files.exists(location(workspace)))
                        .toList();
        long meant = rows.values().stream().filter(ConsistencyCheck::isMeantToBeThere).count();
        if (meant >= ROWS_OF_ANOTHER_DIRECTORY && missing.size() == meant) {
            remains(
                    "workspaces",
                    "none of the %d workspaces has its file: is this the data directory of that metadata?"
                            .formatted(meant));
            return;
        }
        missing.forEach(this::withoutFile);
        for (Workspace workspace : rows.values()) {
            if (!missing.contains(workspace)) {
                withFile(workspace);
            }
        }
    }

    private static boolean isMeantToBeThere(Workspace workspace) {
        return switch (workspace.status()) {
            case ACTIVE, EXPIRED, ERROR -> true;
            case CREATING, DROPPING -> false;
        };
    }

    private void withoutFile(Workspace workspace) {
        if (workspace.status() == WorkspaceStatus.ERROR) {
            remains(
                    workspace.id(),
                    "its file is missing; put it back and check again, or delete the workspace");
            return;
        }
        mend(
                workspace.id(),
                "its file is missing; its status becomes error",
                () -> become(workspace, WorkspaceStatus.ERROR));
    }

    private void withFile(Workspace workspace) {
        if (probe == null || !isMeantToBeThere(workspace)) {
            return;
        }
        Optional<String> problem = probe.problem(files.file(location(workspace)));
        if (problem.isPresent()) {
            if (mode == Mode.REPAIR) {
                become(workspace, WorkspaceStatus.ERROR);
            }
            remains(
                    workspace.id(),
                    "its file cannot be opened (%s); restore it, or delete the workspace"
                            .formatted(problem.get()));
        } else if (workspace.status() == WorkspaceStatus.ERROR) {
            mend(
                    workspace.id(),
                    "its file is there and opens; its status becomes active",
                    () -> become(workspace, WorkspaceStatus.ACTIVE));
        }
    }

    private void become(Workspace workspace, WorkspaceStatus status) {
        metadata.inTransaction(tx -> tx.workspaces().updateStatus(workspace.id(), status));
    }

    /** What is safe at any time. */
    private void mend(String subject, String problem, Runnable repair) {
        if (mode == Mode.DRY_RUN) {
            findings.add(new Finding(Outcome.WOULD_BE_REPAIRED, subject, problem));
            return;
        }
        try {
            repair.run();
            findings.add(new Finding(Outcome.REPAIRED, subject, problem));
        } catch (RuntimeException e) {
            remains(subject, problem + "; that failed: " + e.getMessage());
        }
    }

    /** What is done when somebody asked for it, and told of at a start. */
    private void mendInCommand(String subject, String problem, Runnable repair) {
        if (mode == Mode.START) {
            remains(subject, problem + " by: duckspace check");
        } else {
            mend(subject, problem, repair);
        }
    }

    private void remains(String subject, String problem) {
        findings.add(new Finding(Outcome.REMAINS, subject, problem));
    }

    private void writeEvents() {
        findings.stream().limit(EVENTS_MAX).forEach(this::write);
    }

    private void write(Finding finding) {
        Workspace workspace = rows.get(finding.subject());
        events.system(
                "check." + mode.name().toLowerCase(Locale.ROOT),
                finding.subject(),
                workspace == null ? null : workspace.projectId(),
                workspace == null ? null : workspace.id(),
                finding.outcome() == Outcome.REPAIRED ? EventLog.OK : finding.outcome().text(),
                finding.problem());
    }

    /** Whether it reads main makes no difference to where its file is. */
    private static WorkspaceLocation location(Workspace workspace) {
        return new WorkspaceLocation(
                new ProjectLocation(workspace.projectId(), workspace.branchId()),
                false,
                workspace.id());
    }
}
