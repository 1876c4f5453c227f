package dev.duckspace.admin;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.admin.config.ConfigException;
import dev.duckspace.admin.config.DuckspaceConfig;
import dev.duckspace.admin.demo.DemoProject;
import dev.duckspace.admin.demo.FolderLoad;
import dev.duckspace.admin.log.Logging;
import dev.duckspace.admin.supervision.Supervisor;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineUnavailableException;
import dev.duckspace.gateway.tls.TlsException;
import dev.duckspace.gateway.workspace.DataDirectoryInUseException;
import dev.duckspace.gateway.workspace.TablePublisher;
import dev.duckspace.metadata.MetadataException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process: {@code duckspace serve | supervise | demo | check | adopt}. Answers go to stdout,
 * the log to stderr.
 */
public final class Duckspace {
    private static final Logger LOG = LoggerFactory.getLogger(Duckspace.class);
    private static final long STARTED = System.nanoTime();
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Duckspace() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            switch (CommandLine.parse(List.of(arguments), System.getenv())) {
                case CommandLine.Help() -> out.print(CommandLine.HELP);
                case CommandLine.Version() -> out.println("duckspace " + Version.text());
                case CommandLine.Serve(DuckspaceConfig config) -> serve(config, out);
                case CommandLine.Supervise supervise ->
                        System.exit(Supervisor.run(supervise.arguments(), out));
                case CommandLine.Demo demo -> demo(demo, out);
                case CommandLine.Check check -> exit(CheckCommand.run(check, out));
                case CommandLine.Adopt adopt -> exit(AdoptCommand.run(adopt, out));
            }
        } catch (ConfigException e) {
            stop(EXIT_USAGE, e);
        } catch (StartException
                | DataDirectoryInUseException
                | MetadataException
                | TlsException
                | EngineUnavailableException e) {
            stop(EXIT_FAILED, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("Duckspace cannot start", e);
            stop(EXIT_FAILED, e);
        }
    }

    private static void serve(DuckspaceConfig config, PrintStream out) throws InterruptedException {
        RunningServer server = start(config);
        int adminPort = server.startAdminApi();
        server.startUpkeep();
        Announcement.ofServe(server, adminPort).print(out);
        awaitSignal();
    }

    private static void demo(CommandLine.Demo demo, PrintStream out) throws InterruptedException {
        DuckspaceConfig config = FreePorts.choose(demo.config(), out);
        RunningServer server = start(config);
        int adminPort = server.startAdminApi();
        DemoProject.Login login = prepare(demo, server, out);
        // Not before the demo's workspace is extended: it may have been away for long.
        server.startUpkeep();
        Announcement.ofDemo(server, adminPort, login).print(out);
        awaitSignal();
    }

    private static DemoProject.Login prepare(
            CommandLine.Demo demo, RunningServer server, PrintStream out) {
        EnginePool pool = server.gateway().enginePool();
        TablePublisher publisher = server.publisher();
        DemoProject project =
                new DemoProject(
                        server.data(), pool, publisher, server.projects(), server.workspaces());
        project.ensureTables();
        Path folder = demo.load();
        if (folder != null) {
            new FolderLoad(pool, publisher, out).load(folder);
        }
        return project.ensureWorkspace(demo.config().ttl().longestHours());
    }

    private static RunningServer start(DuckspaceConfig config) {
        Logging.configure(config.log().format(), config.log().level());
        RunningServer server = RunningServer.start(config);
        BoundedStop.atSignal(server, config.timeouts().stopGrace());
        LOG.info("Serving after {} ms", (System.nanoTime() - STARTED) / 1_000_000);
        return server;
    }

    /** The process ends by a signal; the hook that it runs stops everything. */
    private static void awaitSignal() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void exit(boolean good) {
        System.exit(good ? 0 : EXIT_FAILED);
    }

    private static void stop(int exitCode, Throwable reason) {
        System.err.println("duckspace: " + reason.getMessage());
        System.exit(exitCode);
    }
}
