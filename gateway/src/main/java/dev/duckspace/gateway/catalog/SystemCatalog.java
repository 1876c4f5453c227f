package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's session functions as a database file that all instances of the process attach
 * read-only as they open. What differs between sessions they ask the session, or variables of the
 * connection. {@link #SCHEMA} stands last on every search path, before the engine's own functions;
 * names that back operators are never in it.
 */
public final class SystemCatalog {
    /** Where the functions and views are, for a search path or a qualified name. */
    public static final String SCHEMA = HiddenNames.CATALOG + ".pg";

    /** The release whose behaviour is followed. */
    private static final String POSTGRES_VERSION = "15.20";

    /** Of Duckspace. */
    public static final String VERSION = "0.1.0";

    private static final String FUNCTIONS = read("session-functions.sql");

    private final Path file;

    /**
     * @param file where {@link #create} has made it, or a copy of it; an absolute path
     */
    public SystemCatalog(Path file) {
        this.file = file;
    }

    /** Once for each instance, on a connection without transaction. */
    public void attach(EngineConnection connection) {
        connection.execute(
                "ATTACH '%s' AS %s (READ_ONLY, HIDDEN)"
                        .formatted(file.toString().replace("'", "''"), HiddenNames.CATALOG));
    }

    /**
     * Makes the file in some hundredths of a second.
     *
     * @param connection of an instance that has all functions of ours, which macros are bound to
     * @param file an absolute path, where nothing is yet
     */
    public static void create(EngineConnection connection, String engineVersion, Path file) {
        String functions =
                FUNCTIONS
                        .replace("{schema}", SCHEMA)
                        .replace("{version}", literal(versionText(engineVersion)));
        DefinitionFile.write(
                connection,
                file,
                HiddenNames.CATALOG,
                () -> {
                    connection.execute("CREATE SCHEMA " + SCHEMA);
                    connection.execute(functions);
                });
    }

    /**
     * What {@code server_version} says: {@code 15.20 (Duckspace 0.1.0, DuckDB 2.0.0)}; tools read
     * the number before the blank.
     *
     * @param engineVersion with or without a v before it
     */
    public static String serverVersion(String engineVersion) {
        String number = engineVersion.startsWith("v") ? engineVersion.substring(1) : engineVersion;
        return "%s (Duckspace %s, DuckDB %s)".formatted(POSTGRES_VERSION, VERSION, number);
    }

    /** In PostgreSQL's form, which some tools take apart. */
    private static String versionText(String engine) {
        return "PostgreSQL %s on %s-%s, 64-bit"
                .formatted(
                        serverVersion(engine),
                        System.getProperty("os.arch"),
                        System.getProperty("os.name").toLowerCase(Locale.ROOT));
    }

    /** What {@code current_setting()} tells, by name. Once for each connection, and at changes. */
    public static void settings(EngineConnection connection, Map<String, String> settings) {
        set(
                connection,
                "settings",
                settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                entry ->
                                        literal(entry.getKey().toLowerCase(Locale.ROOT))
                                                + ": "
                                                + literal(entry.getValue()))
                        .collect(Collectors.joining(", ", "MAP {", "}::MAP(VARCHAR, VARCHAR)")));
    }

    /**
     * A COPY as {@code pg_stat_progress_copy} shows it.
     *
     * @param schema null, as is the table, for the rows of a query
     */
    public record Copy(
            int pid,
            String command,
            @Nullable String schema,
            @Nullable String table,
            long bytes,
            long rows) {}

    /** What {@code pg_stat_progress_copy} tells. */
    public static void copies(EngineConnection connection, List<Copy> copies) {
        set(
                connection,
                "copies",
                copies.stream()
                        .map(
                                copy ->
                                        "{pid: %d, command: %s, nspname: %s, relname: %s, bytes: %d, tuples: %d}"
                                                .formatted(
                                                        copy.pid,
                                                        literal(copy.command),
                                                        literal(copy.schema),
                                                        literal(copy.table),
                                                        copy.bytes,
                                                        copy.rows))
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    private static void set(EngineConnection connection, String name, String value) {
        connection.execute("SET VARIABLE " + HiddenNames.VARIABLE_PREFIX + name + " = " + value);
    }

    private static String literal(@Nullable String text) {
        return text == null ? "NULL" : '\'' + text.replace("'", "''") + '\'';
    }

    private static String read(String resource) {
        try (InputStream stream = SystemCatalog.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read", e);
        }
    }
}
