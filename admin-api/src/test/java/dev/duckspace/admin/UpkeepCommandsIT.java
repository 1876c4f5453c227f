package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.json;
import static dev.duckspace.admin.AdminUnderTest.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands check and adopt, on what a server has left. */
@SuppressWarnings("NullAway") // fields set by JUnit
class UpkeepCommandsIT {
    @TempDir Path directory;
    private Path data;
    private String printed = "";

    @BeforeEach
    void names() {
        data = directory.resolve("data");
    }

    @Test
    void a_check_finds_repairs_and_tells_and_a_dry_run_changes_nothing() throws IOException {
        AdminUnderTest.Login kept;
        AdminUnderTest.Login lost;
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            kept = admin.workspace(admin.project("p"), "kept");
            lost = admin.workspace("p", "lost");
            publish(admin);
        }
        assertThat(run("check")).isTrue();
        assertThat(printed).contains("agree");

        Path workspaces = data.resolve("project_p/_workspaces");
        Path table = data.resolve("project_p/in_c_a/t.duckdb");
        copy(table, workspaces.resolve("ws_0123456789ab.duckdb"));
        Files.delete(workspaces.resolve(lost.id() + ".duckdb"));
        Files.writeString(data.resolve("project_p/in_c_a/.publishing-x"), "x");
        Files.writeString(data.resolve("project_p/in_c_a/bad.duckdb"), "no database");
        Files.writeString(data.resolve("project_p/in_c_a/gone.duckdb.wal"), "x");
        Files.createDirectories(data.resolve("project_p/pg_bad"));
        Files.createDirectories(data.resolve("project_empty/in_c_a"));
        Files.createDirectories(data.resolve("project_unknown/in_c_a"));
        copy(table, data.resolve("project_unknown/in_c_a/t.duckdb"));
        Files.writeString(data.resolve("tmp/left"), "x");

        Map<String, Long> before = files();
        assertThat(run("check", "--dry-run")).isFalse();
        assertThat(files()).isEqualTo(before);
        assertThat(printed)
                .contains("would be repaired: project_p/_workspaces/ws_0123456789ab.duckdb")
                .contains("would be repaired: " + lost.id() + ": its file is missing");

        assertThat(run("check")).isFalse();
        assertThat(printed)
                .contains("repaired: tmp")
                .contains("repaired: project_empty")
                .contains("repaired: project_p/in_c_a/.publishing-x")
                .contains("remains: project_p/in_c_a/bad.duckdb: the table cannot be read")
                .contains("remains: project_p/pg_bad")
                .contains("remains: project_unknown")
                .doesNotContain(kept.id());
        assertThat(data.resolve("orphans/project_p._workspaces.ws_0123456789ab.duckdb")).exists();
        assertThat(data.resolve("orphans/project_p.in_c_a.gone.duckdb.wal")).exists();
        assertThat(data.resolve("project_unknown/in_c_a/t.duckdb")).exists();

        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            assertThat(admin.get("/projects/p/workspaces").body())
                    .contains("\"status\":\"error\"")
                    .contains("\"status\":\"active\"");
            assertThat(admin.get("/events?limit=100").body())
                    .contains("check.repair")
                    .contains(lost.id());
        }
    }

    @Test
    void a_database_file_becomes_a_workspace_with_all_that_is_in_it()
            throws SQLException, IOException {
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            admin.project("p");
            publish(admin);
        }
        Path file =
                database(
                        "mine.duckdb",
                        "CREATE SCHEMA other; CREATE TABLE other.o AS SELECT 1 AS a");
        byte[] before = Files.readAllBytes(file);

        assertThat(run("adopt", "workspace", file.toString(), "--project", "p", "--dry-run"))
                .isTrue();
        assertThat(printed).contains("It would become the workspace \"mine\"");
        assertThat(run("adopt", "workspace", file.toString(), "--project", "p")).isTrue();
        String url = printed.substring(printed.indexOf("postgresql://")).split("'", 2)[0];
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            String[] parts = url.replaceFirst("^postgresql://", "").split("[:@/?]");
            try (Connection connection =
                    DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=require"
                                    .formatted(admin.gatewayPort(), parts[4]),
                            parts[0],
                            parts[1])) {
                assertThat(value(connection, "SELECT m::text || l[2] FROM moods WHERE id = 1"))
                        .isEqualTo("happy5");
                assertThat(value(connection, "SELECT n FROM counted")).isEqualTo("2");
                assertThat(value(connection, "SELECT a FROM other.o")).isEqualTo("1");
                assertThat(value(connection, "SELECT count(*) FROM in_c_a.t")).isEqualTo("1");
            }
        }
        assertThat(run("adopt", "workspace", file.toString(), "--project", "p")).isFalse();
        assertThat(printed).contains("a workspace named \"mine\" exists");
    }

    @Test
    void what_cannot_become_a_workspace_is_refused_with_the_reason() throws IOException {
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            admin.project("p");
            publish(admin);
        }
        Path clash = database("clash.duckdb", "CREATE SCHEMA in_c_a; CREATE TABLE in_c_a.x(a INT)");
        assertThat(run("adopt", "workspace", clash.toString(), "--project", "p")).isFalse();
        assertThat(printed).contains("schema \"in_c_a\" is also a bucket");
        Path text = Files.writeString(directory.resolve("text.duckdb"), "no database");
        assertThat(run("adopt", "workspace", text.toString(), "--project", "p")).isFalse();
        assertThat(printed).contains("Not adopted: the file cannot be opened");
        assertThat(run("adopt", "workspace", clash.toString(), "--project", "nobody")).isFalse();
        assertThat(printed).contains("there is no project");
        assertThat(run("check")).isTrue();
    }

    @Test
    void the_tables_of_a_file_become_project_tables_with_their_types() throws IOException {
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            admin.project("p");
        }
        Path file = database("more.duckdb", "CREATE TABLE second AS SELECT 1 AS a");
        String[] adopt = {
            "adopt", "table", file.toString(), "--project", "p", "--bucket", "in.c-m"
        };
        assertThat(run(adopt)).isTrue();
        assertThat(printed)
                .contains("main.counted is a view and stays behind")
                .contains("main.moods is in_c_m.moods, 2 rows");
        assertThat(run(adopt)).isFalse();
        assertThat(printed).contains("table \"in_c_m.moods\" exists");

        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            assertThat(admin.get("/projects/p/tables").body())
                    .contains("\"name\":\"id\",\"type\":\"bigint\",\"nullable\":false")
                    .contains(
                            "\"name\":\"m\",\"type\":\"text\",\"nullable\":true,\"comment\":\"how it felt\"")
                    .contains("\"name\":\"l\",\"type\":\"integer[]\"");
        }
    }

    private Path database(String name, String more) {
        Path file = directory.resolve(name);
        try (EngineInstance instance = DuckDb.load().open(file, Map.of());
                EngineConnection engine = instance.connect()) {
            engine.execute(
                    "CREATE TABLE moods(id BIGINT NOT NULL, m ENUM('sad', 'happy'), l INTEGER[]);"
                            + "COMMENT ON COLUMN moods.m IS 'how it felt';"
                            + "INSERT INTO moods VALUES (1, 'happy', [4, 5]), (2, NULL, NULL);"
                            + "CREATE VIEW counted AS SELECT count(*) AS n FROM moods; "
                            + more);
        }
        return file;
    }

    private static void publish(AdminUnderTest admin) {
        require(
                201,
                admin.send(
                        admin.request("/projects/p/tables/in.c-a/t")
                                .setHeader("Content-Type", "text/csv")
                                .PUT(BodyPublishers.ofString("a\n1\n"))));
        assertThat(json(admin.get("/projects/p/tables"))).containsKey("tables");
    }

    private boolean run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String temporary = System.getProperty("java.io.tmpdir");
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return switch (CommandLine.parse(all, Map.of())) {
                case CommandLine.Check check -> CheckCommand.run(check, out);
                case CommandLine.Adopt adopt -> AdoptCommand.run(adopt, out);
                default -> throw new IllegalArgumentException(String.join(" ", arguments));
            };
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("lock")) {
                    sizes.put(file.toString(), Files.size(file));
                }
            }
        }
        return sizes;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to);
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
