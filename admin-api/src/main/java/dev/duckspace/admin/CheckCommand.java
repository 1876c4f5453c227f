package dev.duckspace.admin;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.admin.config.DuckspaceConfig;
import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.upkeep.ConsistencyCheck;
import dev.duckspace.admin.upkeep.ConsistencyCheck.Mode;
import dev.duckspace.admin.upkeep.Finding;
import dev.duckspace.admin.upkeep.Finding.Outcome;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.FileProbe;
import dev.duckspace.gateway.workspace.StoredFiles;
import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/** {@code duckspace check}: compares metadata and files while nothing serves them. */
final class CheckCommand {
    private CheckCommand() {}

    /** Whether everything is as it should be, now. */
    static boolean run(CommandLine.Check command, PrintStream out) {
        DuckspaceConfig config = command.config();
        requireThere(config);
        try (DataDirectory data = DataDirectory.openAsFound(config.data());
                MetadataStore metadata = MetadataStore.open(config.metadata());
                EventLog events = new EventLog(metadata, Clock.systemUTC());
                FileProbe probe = new FileProbe(DuckDb.load())) {
            List<Finding> findings =
                    new ConsistencyCheck(
                                    metadata,
                                    new StoredFiles(data),
                                    events,
                                    command.dryRun() ? Mode.DRY_RUN : Mode.REPAIR,
                                    probe)
                            .run();
            findings.forEach(out::println);
            return conclude(findings, out);
        }
    }

    private static boolean conclude(List<Finding> findings, PrintStream out) {
        if (findings.isEmpty()) {
            out.println("Metadata and files agree.");
            return true;
        }
        out.printf(
                "%d found: %d repaired, %d would be, %d remain.%n",
                findings.size(),
                count(findings, Outcome.REPAIRED),
                count(findings, Outcome.WOULD_BE_REPAIRED),
                count(findings, Outcome.REMAINS));
        return count(findings, Outcome.REPAIRED) == findings.size();
    }

    private static long count(List<Finding> findings, Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** A command that looks must not make what it looks for. */
    private static void requireThere(DuckspaceConfig config) {
        if (!Files.isDirectory(config.data())) {
            throw new StartException("there is no data directory " + config.data());
        }
        switch (config.metadata()) {
            case MetadataConfig.Embedded embedded -> {
                if (!Files.exists(embedded.file())) {
                    throw new StartException(
                            "there is no metadata in "
                                    + embedded.file()
                                    + "; where it is in PostgreSQL, set metadata.jdbc_url");
                }
            }
            case MetadataConfig.PostgreSql _ -> {}
        }
    }
}
