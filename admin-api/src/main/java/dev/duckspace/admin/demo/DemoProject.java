package dev.duckspace.admin.demo;

import dev.duckspace.admin.service.CreatedWorkspace;
import dev.duckspace.admin.service.NewPassword;
import dev.duckspace.admin.service.NewWorkspace;
import dev.duckspace.admin.service.ProjectService;
import dev.duckspace.admin.service.WorkspaceService;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.TableName;
import dev.duckspace.gateway.workspace.TablePublisher;
import dev.duckspace.gateway.workspace.TableSource;
import dev.duckspace.metadata.Workspace;
import java.nio.file.Files;
import java.util.Optional;

/** The sample project: its tables, and a workspace that keeps its password between runs. */
public final class DemoProject {
    static final String PROJECT = "demo";
    static final ProjectLocation LOCATION = ProjectLocation.main(PROJECT);
    private static final String WORKSPACE = "demo";

    private final DataDirectory data;
    private final EnginePool pool;
    private final TablePublisher publisher;
    private final ProjectService projects;
    private final WorkspaceService workspaces;
    private final DemoPassword passwords;

    public DemoProject(
            DataDirectory data,
            EnginePool pool,
            TablePublisher publisher,
            ProjectService projects,
            WorkspaceService workspaces) {
        this.data = data;
        this.pool = pool;
        this.publisher = publisher;
        this.projects = projects;
        this.workspaces = workspaces;
        this.passwords = new DemoPassword(data.root().resolve("demo.json"));
    }

    /** How to get into the workspace. */
    public record Login(Workspace workspace, String username, String password) {
        @Override
        public String toString() {
            return "Login[username=" + username + "]";
        }
    }

    /** Makes the project and those of its tables that are missing. */
    public void ensureTables() {
        projects.ensure(PROJECT, "Demo");
        for (SampleTable table : SampleTable.values()) {
            TableName name = TableName.of(table.bucket(), table.table());
            if (!Files.exists(data.tableFile(LOCATION, name))) {
                pool.call(
                        () ->
                                publisher.publish(
                                        LOCATION, name, new TableSource.Query(table.sql())));
            }
        }
    }

    /**
     * The demo's workspace, which gets its full time from now; its password is that of the last run
     * as long as that is known, else a new one.
     */
    public Login ensureWorkspace(int ttlHours) {
        Optional<Workspace> existing = workspaces.findByName(PROJECT, null, WORKSPACE);
        if (existing.isEmpty()) {
            CreatedWorkspace created =
                    workspaces.create(PROJECT, null, NewWorkspace.named(WORKSPACE));
            workspaces.extend(PROJECT, null, created.workspace().id(), ttlHours);
            passwords.write(new NewPassword(created.username(), created.password()));
            return new Login(created.workspace(), created.username(), created.password());
        }
        Workspace workspace = workspaces.extend(PROJECT, null, existing.get().id(), ttlHours);
        NewPassword known =
                passwords
                        .read()
                        .filter(password -> password.username().contains(workspace.id()))
                        .orElseGet(() -> reset(workspace));
        return new Login(workspace, known.username(), known.password());
    }

    private NewPassword reset(Workspace workspace) {
        NewPassword password = workspaces.resetPassword(PROJECT, null, workspace.id());
        passwords.write(password);
        return password;
    }
}
