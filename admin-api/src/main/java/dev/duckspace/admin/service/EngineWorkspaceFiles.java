package dev.duckspace.admin.service;

import dev.duckspace.gateway.GatewayServer;
import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.OpenWorkspace;
import dev.duckspace.gateway.workspace.ProjectDirectories;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.SessionIdentity;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workspaces of the running gateway. */
public final class EngineWorkspaceFiles implements WorkspaceFiles {
    /**
     * Counting the rows of a thousand tables takes seconds; what is not counted in time is null.
     */
    private static final Duration COUNT_TIME_MAX = Duration.ofSeconds(2);

    private static final Duration SESSION_END_WAIT_MAX = Duration.ofSeconds(5);

    private final GatewayServer gateway;
    private final DataDirectory data;
    private final MetadataStore metadata;
    private final ProjectDirectories directories;

    public EngineWorkspaceFiles(GatewayServer gateway, DataDirectory data, MetadataStore metadata) {
        this.gateway = gateway;
        this.data = data;
        this.metadata = metadata;
        this.directories = new ProjectDirectories(data);
    }

    @Override
    public void create(Workspace workspace) {
        gateway.workspaces().create(location(workspace));
    }

    @Override
    public void delete(Workspace workspace) {
        gateway.sessions().terminateWorkspace(workspace.id());
        long deadline = System.nanoTime() + SESSION_END_WAIT_MAX.toNanos();
        while (activeSessions(workspace) > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        gateway.workspaces().delete(location(workspace));
    }

    @Override
    public long sizeBytes(Workspace workspace) {
        Path file = data.workspaceFile(location(workspace));
        return size(file) + size(file.resolveSibling(file.getFileName() + ".wal"));
    }

    /** Asks the file system alone: the file itself must not be opened here. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int activeSessions(Workspace workspace) {
        return gateway.sessions().countOfWorkspace(workspace.id());
    }

    @Override
    public List<StoredObject> objects(Workspace workspace) {
        return inspect(workspace, connection -> stored(connection, false));
    }

    @Override
    public List<StoredObject> attachedTables(Workspace workspace) {
        return inspect(workspace, connection -> stored(connection, true));
    }

    private <T> T inspect(Workspace workspace, Function<WorkspaceConnection, T> question) {
        SessionIdentity identity = new SessionIdentity("admin", workspace.database(), 0);
        try (OpenWorkspace open = gateway.workspaces().acquire(location(workspace))) {
            return gateway.enginePool()
                    .call(
                            () -> {
                                try (WorkspaceConnection connection = open.connect(identity)) {
                                    return question.apply(connection);
                                }
                            });
        }
    }

    /** Tables and views of the workspace's own database: schema, name, type, a view's text. */
    private static List<List<@Nullable String>> objects(WorkspaceConnection connection) {
        return connection
                .engine()
                .queryText(
                        """
                        SELECT schema_name, table_name, 'table', '' FROM duckdb_tables()
                        WHERE database_name = '%1$s' AND NOT internal
                        UNION ALL
                        SELECT schema_name, view_name, 'view', sql FROM duckdb_views()
                        WHERE database_name = '%1$s' AND NOT internal
                        ORDER BY 1, 2"""
                                .formatted(connection.catalog()));
    }

    /** Either the views that stand for the project's tables, or everything else. */
    private static List<StoredObject> stored(WorkspaceConnection connection, boolean ofProject) {
        long deadline = System.nanoTime() + COUNT_TIME_MAX.toNanos();
        List<StoredObject> objects = new ArrayList<>();
        for (List<@Nullable String> row : objects(connection)) {
            boolean standsForTable = String.valueOf(row.get(3)).contains(HiddenNames.TABLE_PREFIX);
            if (standsForTable != ofProject) {
                continue;
            }
            String schema = String.valueOf(row.get(0));
            String name = String.valueOf(row.get(1));
            String type = ofProject ? "table" : String.valueOf(row.get(2));
            boolean counts = type.equals("table") && System.nanoTime() < deadline;
            objects.add(
                    new StoredObject(
                            schema, name, type, counts ? rows(connection, schema, name) : null));
        }
        return objects;
    }

    /** Null for a table whose file is damaged or gone: the others are shown all the same. */
    private static @Nullable Long rows(WorkspaceConnection connection, String schema, String name) {
        String sql = "SELECT count(*) FROM " + quoted(schema) + "." + quoted(name);
        try (var statement = connection.prepare(sql);
                var result = connection.execute(statement);
                var chunk = result.fetch()) {
            return chunk == null ? null : chunk.column(0).longAt(0);
        } catch (PgException | EngineException e) {
            return null;
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public boolean hasTables(String projectId, @Nullable String branchId) {
        return directories.holdsTables(new ProjectLocation(projectId, branchId));
    }

    @Override
    public void deleteAll(String projectId, @Nullable String branchId) {
        directories.remove(new ProjectLocation(projectId, branchId));
    }

    private WorkspaceLocation location(Workspace workspace) {
        String branchId = workspace.branchId();
        Optional<Branch> branch =
                branchId == null
                        ? Optional.empty()
                        : metadata.read(tx -> tx.branches().find(workspace.projectId(), branchId));
        return new WorkspaceLocation(
                new ProjectLocation(workspace.projectId(), branchId),
                branch.map(Branch::inherit).orElse(true),
                workspace.id());
    }
}
