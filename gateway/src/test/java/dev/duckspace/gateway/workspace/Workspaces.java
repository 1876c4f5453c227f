package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data directory with a host over it, and short ways to run SQL in its workspaces. */
final class Workspaces implements AutoCloseable {
    static final ProjectLocation PROJECT = ProjectLocation.main("1");
    static final WorkspaceLocation FIRST = WorkspaceLocation.ofMain("1", "ws_0000000000a1");
    static final WorkspaceLocation SECOND = WorkspaceLocation.ofMain("1", "ws_0000000000a2");

    static final WorkspaceLimits LIMITS =
            WorkspaceLimits.DEFAULT.withMemoryBytes(400_000_000L).withThreads(1);

    final DataDirectory data;
    final DuckDb duckDb = DuckDb.load();
    final EnginePool pool = new EnginePool("test-engine", 2, 16);
    final InProcessWorkspaceHost host;
    final TablePublisher publisher;

    Workspaces(Path directory) {
        this(directory, LIMITS);
    }

    Workspaces(Path directory, WorkspaceLimits limits) {
        data = DataDirectory.open(directory);
        host = new InProcessWorkspaceHost(duckDb, data, pool, location -> limits);
        publisher = new TablePublisher(duckDb, data, limits);
    }

    void publish(String bucket, String table, String query) {
        publish(PROJECT, bucket, table, query);
    }

    void publish(ProjectLocation project, String bucket, String table, String query) {
        publisher.publish(project, TableName.of(bucket, table), new TableSource.Query(query));
    }

    Path file(String bucket, String table) {
        return data.tableFile(PROJECT, TableName.of(bucket, table));
    }

    /** A session of a workspace that is made when it is not there. */
    Session session(WorkspaceLocation location) {
        host.create(location);
        OpenWorkspace workspace = host.acquire(location);
        WorkspaceConnection connection =
                workspace.connect(
                        new SessionIdentity(
                                "ws_user_x", location.database(), 4711, "10.1.2.3", 5000));
        connection.facts(new AloneInWorkspace());
        return new Session(workspace, connection);
    }

    @Override
    public void close() {
        host.close();
        pool.close();
        data.close();
    }

    /** One client. */
    record Session(OpenWorkspace workspace, WorkspaceConnection connection)
            implements AutoCloseable {

        /** Runs a statement as a client's; its rows as texts. */
        List<List<@Nullable String>> rows(String sql) {
            try (EngineStatement statement = connection.prepare(sql);
                    EngineResult result = connection.execute(statement)) {
                if (result.columns().isEmpty() || !result.isStreaming()) {
                    return List.of();
                }
                List<List<@Nullable String>> rows = new ArrayList<>();
                for (var chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                    for (int row = 0; row < chunk.size(); row++) {
                        rows.add(RowText.of(chunk, row));
                    }
                }
                return rows;
            } catch (EngineException e) {
                throw connection.translated(e);
            }
        }

        void run(String sql) {
            rows(sql);
        }

        /** The only value that a query gives. */
        @Nullable String value(String sql) {
            return rows(sql).getFirst().getFirst();
        }

        @Override
        public void close() {
            connection.close();
            workspace.close();
        }
    }

    static WorkspaceLimits closingAfter(Duration idle) {
        return LIMITS.withIdleClose(idle);
    }
}
