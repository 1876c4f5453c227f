package dev.duckspace.gateway;

import dev.duckspace.gateway.auth.PasswordGenerator;
import dev.duckspace.gateway.auth.ScramVerifier;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.wire.WireTarget;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.TableName;
import dev.duckspace.gateway.workspace.TablePublisher;
import dev.duckspace.gateway.workspace.TableSource;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.Credential;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Project;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A whole gateway in this JVM on a data directory of its own, with one project. */
public final class GatewayUnderTest implements AutoCloseable {
    public static final String PROJECT = "p1";

    private final Path directory;
    private final DataDirectory data;
    private final MetadataStore metadata;
    private final GatewayServer server;
    private final SecureRandom random = new SecureRandom();

    private GatewayUnderTest(Path directory, UnaryOperator<GatewayConfig> configure, Clock clock)
            throws IOException {
        this.directory = directory;
        data = DataDirectory.open(directory);
        metadata = MetadataStore.open(new MetadataConfig.Embedded(data.metadataFile()));
        metadata.inTransaction(
                tx -> {
                    tx.projects().insert(new Project(PROJECT, "Project", Instant.now()));
                    return null;
                });
        server =
                GatewayServer.start(
                        configure.apply(GatewayConfig.standard()),
                        data,
                        metadata,
                        new CompositeMeterRegistry(),
                        clock);
    }

    public static GatewayUnderTest start() {
        return start(config -> config);
    }

    public static GatewayUnderTest start(UnaryOperator<GatewayConfig> configure) {
        try {
            return start(Files.createTempDirectory("gateway"), configure, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * On a directory of the caller's, which is emptied at the end, and by a clock of the caller's.
     */
    public static GatewayUnderTest start(
            Path directory, UnaryOperator<GatewayConfig> configure, Clock clock) {
        try {
            return new GatewayUnderTest(directory, configure, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GatewayServer server() {
        return server;
    }

    public Path directory() {
        return directory;
    }

    public MetadataStore metadata() {
        return metadata;
    }

    /** Publishes a table of the project from a query of the engine's. */
    public void publish(String bucket, String table, String query) {
        TablePublisher publisher = new TablePublisher(DuckDb.load(), data, WorkspaceLimits.DEFAULT);
        server.enginePool()
                .call(
                        () ->
                                publisher.publish(
                                        ProjectLocation.main(PROJECT),
                                        TableName.of(bucket, table),
                                        new TableSource.Query(query)));
    }

    /** A new workspace, and how to connect to it. */
    public WireTarget workspace() {
        return workspace(Duration.ofHours(1));
    }

    public WireTarget workspace(Duration timeToLive) {
        String id = Identifiers.newWorkspaceId();
        String username = Identifiers.newUsername(id);
        String password = new PasswordGenerator(random).generate();
        Instant now = Instant.now();
        Workspace workspace =
                new Workspace(
                        id,
                        PROJECT,
                        null,
                        "workspace " + id,
                        "",
                        List.of(),
                        WorkspaceStatus.ACTIVE,
                        now,
                        now.plus(timeToLive),
                        24,
                        10L << 30);
        server.workspaces().create(WorkspaceLocation.ofMain(PROJECT, id));
        metadata.inTransaction(
                tx -> {
                    tx.workspaces().insert(workspace);
                    tx.credentials()
                            .insert(
                                    new Credential(
                                            id,
                                            username,
                                            ScramVerifier.create(password, random).format(),
                                            now));
                    return null;
                });
        return new WireTarget(
                WireTarget.Kind.DUCKSPACE,
                "127.0.0.1",
                server.port(),
                workspace.database(),
                username,
                password,
                true);
    }

    @Override
    public void close() {
        server.close();
        metadata.close();
        data.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
