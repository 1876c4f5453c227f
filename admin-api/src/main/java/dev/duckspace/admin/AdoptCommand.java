package dev.duckspace.admin;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.admin.config.CommandLine.Adopted;
import dev.duckspace.admin.config.DuckspaceConfig;
import dev.duckspace.admin.rest.ConnectionTarget;
import dev.duckspace.admin.service.CreatedWorkspace;
import dev.duckspace.admin.service.NewWorkspace;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.TableService;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.FileProbe;
import dev.duckspace.gateway.workspace.FileProbe.Content;
import dev.duckspace.gateway.workspace.TableSource;
import dev.duckspace.gateway.workspace.WorkspaceAdoption;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code duckspace adopt}: makes a workspace, or tables, of a database file. */
final class AdoptCommand {
    private static final int NAME_LENGTH_MAX = 60;

    private final CommandLine.Adopt command;
    private final RunningServer server;
    private final PrintStream out;

    private AdoptCommand(CommandLine.Adopt command, RunningServer server, PrintStream out) {
        this.command = command;
        this.server = server;
        this.out = out;
    }

    /** Whether it was done, or in a dry run could be. */
    static boolean run(CommandLine.Adopt command, PrintStream out) {
        if (!Files.isDirectory(command.config().data())) {
            throw new StartException("there is no data directory " + command.config().data());
        }
        // Nobody is served: the ports are any, for the moment that this takes.
        try (RunningServer server = RunningServer.start(command.config().withPorts(0, 0))) {
            new AdoptCommand(command, server, out).adopt();
            return true;
        } catch (ProblemException | PgException e) {
            out.println("Not adopted: " + e.getMessage());
            return false;
        } catch (EngineException e) {
            out.println("Not adopted: the file cannot be opened: " + FileProbe.reason(e));
            return false;
        }
    }

    private void adopt() {
        server.projects().find(command.project());
        switch (command.what()) {
            case Adopted.AsWorkspace(@Nullable String name) ->
                    asWorkspace(name == null ? baseName() : name);
            case Adopted.AsTables tables -> asTables(tables);
        }
    }

    private void asWorkspace(String name) {
        if (server.workspaces().findByName(command.project(), command.branch(), name).isPresent()) {
            throw ProblemException.invalid(
                    "a workspace named \"" + name + "\" exists; choose another one with --name");
        }
        Path scratch = server.data().newTemporaryDirectory();
        try {
            WorkspaceAdoption.Copy copy =
                    new WorkspaceAdoption(DuckDb.load(), buckets())
                            .copy(command.file(), scratch.resolve("copy.duckdb"));
            out.printf(
                    "%s: %d tables, %d views, %,d bytes%n",
                    command.file(), copy.tables(), copy.views(), copy.bytes());
            copy.warnings().forEach(warning -> out.println("Warning: " + warning));
            if (command.dryRun()) {
                out.printf("It would become the workspace \"%s\". Nothing was changed.%n", name);
                return;
            }
            announce(
                    server.workspaces()
                            .adopt(
                                    command.project(),
                                    command.branch(),
                                    NewWorkspace.named(name),
                                    location ->
                                            WorkspaceAdoption.place(
                                                    server.data(), copy, location)));
        } finally {
            server.data().deleteTemporaryDirectory(scratch);
        }
    }

    private Set<String> buckets() {
        Set<String> buckets = new HashSet<>();
        server.tables()
                .list(command.project(), command.branch(), null, "", 1)
                .buckets()
                .keySet()
                .forEach(bucket -> buckets.add(bucket.toLowerCase(Locale.ROOT)));
        return buckets;
    }

    private void announce(CreatedWorkspace created) {
        DuckspaceConfig config = command.config();
        Integer publicPort = config.publicPort();
        ConnectionTarget target =
                new ConnectionTarget(
                        config.publicHost(),
                        publicPort == null ? config.port() : publicPort,
                        "require");
        out.printf(
                "It is the workspace %s, until %s. The password is shown this once:%n  psql '%s'%n",
                created.workspace().id(),
                created.workspace().expiresAt(),
                target.url(created.workspace(), created.username(), created.password()));
    }

    private void asTables(Adopted.AsTables asked) {
        List<Content> contents;
        try (FileProbe probe = new FileProbe(DuckDb.load())) {
            contents = probe.contents(command.file());
        }
        List<Content> chosen = chosen(contents, asked);
        Set<String> names = new HashSet<>();
        for (Content content : chosen) {
            String name = nameOf(content, chosen.size(), asked);
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw ProblemException.invalid(
                        "two schemas hold a table \"%s\"; choose one with --source, and name it with --table"
                                .formatted(name));
            }
            server.tables().requireFree(command.project(), command.branch(), asked.bucket(), name);
        }
        for (Content content : chosen) {
            publish(content, asked.bucket(), nameOf(content, chosen.size(), asked));
        }
        if (command.dryRun()) {
            out.println("Nothing was changed.");
        }
    }

    private List<Content> chosen(List<Content> contents, Adopted.AsTables asked) {
        String source = asked.source();
        if (source == null) {
            contents.stream()
                    .filter(Content::view)
                    .forEach(
                            view ->
                                    out.printf(
                                            "%s.%s is a view and stays behind.%n",
                                            view.schema(), view.name()));
            List<Content> tables = contents.stream().filter(c -> !c.view()).toList();
            if (tables.isEmpty()) {
                throw ProblemException.invalid("the file holds no table");
            }
            if (asked.table() != null && tables.size() > 1) {
                throw ProblemException.invalid(
                        "the file holds %d tables: choose the one that --table names with --source"
                                .formatted(tables.size()));
            }
            return tables;
        }
        Content found =
                contents.stream()
                        .filter(c -> source.equals(c.schema() + "." + c.name()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProblemException.invalid(
                                                "the file holds no table " + source));
        if (found.view()) {
            throw ProblemException.invalid(
                    source + " is a view; only tables can be project tables");
        }
        return List.of(found);
    }

    /** What Duckspace publishes is called data in its file; then the file has the name. */
    private String nameOf(Content content, int count, Adopted.AsTables asked) {
        String table = asked.table();
        if (table != null) {
            return table;
        }
        return count == 1 && content.name().equals("data") ? baseName() : content.name();
    }

    private void publish(Content content, String bucket, String name) {
        String source = content.schema() + "." + content.name();
        if (command.dryRun()) {
            out.printf("%s would become %s.%s.%n", source, bucket, name);
            return;
        }
        TableService.Adopted adopted =
                server.tables()
                        .adopt(
                                command.project(),
                                command.branch(),
                                bucket,
                                name,
                                new TableSource.Database(
                                        command.file(), content.schema(), content.name()));
        out.printf("%s is %s, %,d rows.%n", source, adopted.name(), adopted.rows());
    }

    private String baseName() {
        String name = String.valueOf(command.file().getFileName()).replaceFirst("\\.[^.]*$", "");
        return name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX);
    }
}
