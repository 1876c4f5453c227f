package dev.duckspace.metadata;

import dev.duckspace.metadata.MetadataException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Brings a database to the schema of this program: the numbered scripts that it lacks, each in a
 * transaction of its own. Refuses a database that is newer, or whose scripts were other ones.
 */
final class Migrations {
    /** In order; a script never changes once released. */
    private static final List<String> SCRIPTS = List.of("001_first.sql", "002_management.sql");

    /** Any fixed number: gateways that start at once on one PostgreSQL take turns. */
    private static final long ADVISORY_LOCK = 7_310_002_001L;

    private final List<Script> scripts;

    record Script(int version, String name, String text) {
        String checksum() {
            try {
                byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has SHA-256", e);
            }
        }
    }

    List<Script> scripts() {
        return scripts;
    }

    Migrations(List<Script> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    static Migrations ofThisProgram() {
        List<Script> scripts = new ArrayList<>();
        for (String name : SCRIPTS) {
            scripts.add(new Script(scripts.size() + 1, name, resource(name)));
        }
        return new Migrations(scripts);
    }

    void apply(Connection connection, boolean shared) throws SQLException {
        connection.setAutoCommit(true);
        if (shared) {
            execute(connection, "SELECT pg_advisory_lock(" + ADVISORY_LOCK + ")");
        }
        try {
            applyMissing(connection);
        } finally {
            if (shared) {
                execute(connection, "SELECT pg_advisory_unlock(" + ADVISORY_LOCK + ")");
            }
        }
    }

    private void applyMissing(Connection connection) throws SQLException {
        execute(
                connection,
                """
                CREATE TABLE IF NOT EXISTS schema_version (
                    version INTEGER PRIMARY KEY,
                    name TEXT NOT NULL,
                    checksum TEXT NOT NULL,
                    applied_at TIMESTAMPTZ NOT NULL)""");
        int applied = requireKnown(connection);
        for (Script script : scripts.subList(applied, scripts.size())) {
            run(connection, script);
        }
    }

    /** How many scripts are applied, all of them known and unchanged. */
    private int requireKnown(Connection connection) throws SQLException {
        int applied = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT version, name, checksum FROM schema_version
                                ORDER BY version""")) {
            while (rows.next()) {
                requireKnown(rows.getInt(1), rows.getString(2), rows.getString(3), ++applied);
            }
        }
        return applied;
    }

    private void requireKnown(int version, String name, String checksum, int expected) {
        if (version > scripts.size()) {
            throw new MetadataException(
                    Problem.SCHEMA,
                    "the metadata database is of a newer Duckspace: it has schema version %d (%s), this program knows %d; start the newer program"
                            .formatted(version, name, scripts.size()),
                    null);
        }
        if (version != expected || !checksum.equals(scripts.get(version - 1).checksum())) {
            throw new MetadataException(
                    Problem.SCHEMA,
                    "the metadata database was made by other migrations: version %d (%s) differs from this program's"
                            .formatted(version, name),
                    null);
        }
    }

    private static void run(Connection connection, Script script) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, script.text());
            new Sql(connection)
                    .update(
                            """
                            INSERT INTO schema_version (version, name, checksum, applied_at)
                            VALUES (?, ?, ?, ?)""",
                            script.version(),
                            script.name(),
                            script.checksum(),
                            Timestamps.toMicros(Instant.now()));
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Migrations.class.getResourceAsStream("migrations/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its migration " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
