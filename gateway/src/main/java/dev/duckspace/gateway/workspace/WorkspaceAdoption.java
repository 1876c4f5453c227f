package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.metadata.Identifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the file of a workspace out of somebody's database file, which is copied by a child process
 * while this one holds it against writers, and is not changed. On a platform thread.
 */
public final class WorkspaceAdoption {
    private static final List<String> LOGS = List.of("", ".wal", ".wal.checkpoint");

    private final DuckDb duckDb;
    private final Set<String> buckets;

    /**
     * @param buckets schemas of the project's tables, in lower case
     */
    public WorkspaceAdoption(DuckDb duckDb, Set<String> buckets) {
        this.duckDb = duckDb;
        this.buckets = Set.copyOf(buckets);
    }

    /**
     * A copy that can be a workspace's file.
     *
     * @param warnings what does not work in it
     */
    public record Copy(Path file, long bytes, int tables, int views, List<String> warnings) {}

    /**
     * @param target where the copy is to be; its name without ending is the workspace's id
     * @throws PgException when the file cannot become a workspace: it is damaged, in use, or holds
     *     what a workspace has itself
     */
    public Copy copy(Path original, Path target) {
        try (FileProbe probe = new FileProbe(duckDb)) {
            probe.attached(
                    original,
                    () -> {
                        copyFiles(original, target);
                        return target;
                    });
        } catch (EngineException e) {
            throw refused("the file cannot be opened: " + FileProbe.reason(e));
        }
        try (EngineInstance instance =
                        duckDb.open(
                                target,
                                Map.of(
                                        "autoinstall_known_extensions", "false",
                                        "autoload_known_extensions", "false"));
                EngineConnection engine = instance.connect()) {
            engine.execute("SET enable_external_access = false");
            Copy copy = clean(engine, target);
            engine.execute("CHECKPOINT");
            return copy;
        } catch (EngineException e) {
            throw refused("the copy cannot be opened: " + FileProbe.reason(e));
        }
    }

    private static void copyFiles(Path original, Path target) {
        for (String log : LOGS) {
            Path from = original.resolveSibling(original.getFileName() + log);
            if (Files.exists(from)) {
                copyByChild(from, target.resolveSibling(target.getFileName() + log));
            }
        }
    }

    /** Java must not open a database file: closing it would drop the engine's locks on it. */
    private static void copyByChild(Path from, Path to) {
        try {
            Process child =
                    new ProcessBuilder("cp", "--", from.toString(), to.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (child.waitFor() != 0) {
                throw refused("the file cannot be copied: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run cp", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Copy clean(EngineConnection engine, Path target) {
        dropProjectViews(engine);
        for (List<@Nullable String> row :
                engine.queryText(
                        "SELECT schema_name FROM system.main.duckdb_schemas() WHERE database_name ="
                                + " current_database() AND NOT internal")) {
            requireFree(String.valueOf(row.getFirst()), engine);
        }
        List<List<@Nullable String>> views =
                engine.queryText(
                        "SELECT schema_name, view_name FROM system.main.duckdb_views() WHERE database_name ="
                                + " current_database() AND NOT internal ORDER BY ALL");
        List<String> warnings = new ArrayList<>();
        for (List<@Nullable String> view : views) {
            requireOrdinary(String.valueOf(view.get(1)));
            bind(engine, view, warnings);
        }
        String tables =
                String.valueOf(
                        engine.queryText(
                                        "SELECT count(*) FROM system.main.duckdb_tables() WHERE database_name ="
                                                + " current_database() AND NOT internal")
                                .getFirst()
                                .getFirst());
        try {
            return new Copy(
                    target, Files.size(target), Integer.parseInt(tables), views.size(), warnings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that was a workspace's has views over project tables; they are made anew. */
    private static void dropProjectViews(EngineConnection engine) {
        for (List<@Nullable String> view :
                engine.queryText(
                        "SELECT schema_name, view_name FROM system.main.duckdb_views() WHERE database_name ="
                                + " current_database() AND contains(sql, '\""
                                + HiddenNames.TABLE_PREFIX
                                + "')")) {
            engine.execute("DROP VIEW " + qualified(view));
        }
    }

    private void requireFree(String schema, EngineConnection engine) {
        String folded = schema.toLowerCase(Locale.ROOT);
        if (Identifiers.isWorkspaceId(folded)
                || folded.startsWith("pg_")
                || folded.startsWith(HiddenNames.CATALOG)
                || folded.equals("information_schema")) {
            throw refused(
                    "schema \"%s\" has a name that is reserved; copy its tables to another schema first"
                            .formatted(schema));
        }
        if (buckets.contains(TableName.schemaOf(folded)) && !isEmpty(schema, engine)) {
            throw refused(
                    "schema \"%s\" is also a bucket of the project; copy its tables to another schema first"
                            .formatted(schema));
        }
    }

    private static boolean isEmpty(String schema, EngineConnection engine) {
        String there =
                " WHERE database_name = current_database() AND schema_name = "
                        + SqlText.literal(schema);
        return engine.queryText(
                        "SELECT 1 FROM system.main.duckdb_tables()"
                                + there
                                + " UNION ALL SELECT 1 FROM system.main.duckdb_views()"
                                + there
                                + " LIMIT 1")
                .isEmpty();
    }

    private static void requireOrdinary(String name) {
        if (name.startsWith(HiddenNames.CATALOG)) {
            throw refused("view \"%s\" has a name that is reserved; rename it".formatted(name));
        }
    }

    private static void bind(
            EngineConnection engine, List<@Nullable String> view, List<String> warnings) {
        try {
            engine.prepare("SELECT * FROM " + qualified(view)).close();
        } catch (EngineException e) {
            warnings.add("view " + qualified(view) + " does not work: " + FileProbe.reason(e));
        }
    }

    private static String qualified(List<@Nullable String> name) {
        return SqlText.identifier(String.valueOf(name.get(0)))
                + '.'
                + SqlText.identifier(String.valueOf(name.get(1)));
    }

    /** Puts a copy where a workspace's file belongs; there must be none. */
    public static void place(DataDirectory data, Copy copy, WorkspaceLocation workspace) {
        Path place = data.workspaceFile(workspace);
        try {
            Files.createDirectories(data.workspacesDirectory(workspace.project()));
            Files.move(copy.file(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move the copy into its place", e);
        }
    }

    private static PgException refused(String message) {
        return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
