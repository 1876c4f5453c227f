package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePublisherTest {
    private static final TableName TABLE = TableName.of("in.c-sales", "orders");

    private Path directory;
    private Workspaces workspaces;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        workspaces = new Workspaces(temporary.resolve("data"));
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    @Test
    void a_csv_file_becomes_a_table_with_names_and_types() throws IOException {
        Path csv = directory.resolve("it's.csv");
        Files.writeString(
                csv,
                """
                id,name,price,day
                1,"Zoë, ""the"" one",1.50,2024-02-29
                2,,2.25,
                """);
        var published = publish(new TableSource.Csv(csv));
        assertThat(published.rows()).isEqualTo(2);
        assertThat(published.bytes()).isLessThan(100_000);
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT name FROM in_c_sales.orders WHERE id = 1"))
                    .isEqualTo("Zoë, \"the\" one");
            assertThat(
                            session.value(
                                    "SELECT (price + id)::VARCHAR || day FROM in_c_sales.orders WHERE id = 1"))
                    .isEqualTo("2.52024-02-29");
        }
    }

    @Test
    void a_csv_file_whose_types_show_late_is_read_whole_before_they_are_decided()
            throws IOException {
        Path csv = directory.resolve("late.csv");
        StringBuilder text = new StringBuilder("a\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append('\n');
        }
        Files.writeString(csv, text.append("not a number\n"));
        assertThat(publish(new TableSource.Csv(csv)).rows()).isEqualTo(50_001);
    }

    @Test
    void a_parquet_file_becomes_a_table() {
        Path parquet = directory.resolve("t.parquet");
        try (var instance = DuckDb.load().open(null, java.util.Map.of());
                var connection = instance.connect()) {
            connection.execute(
                    "COPY (SELECT i, [i] AS l FROM range(1000) t(i)) TO '" + parquet + "'");
        }
        assertThat(publish(new TableSource.Parquet(parquet)).rows()).isEqualTo(1_000);
    }

    @Test
    void a_source_that_cannot_be_read_leaves_the_old_table_and_nothing_else() throws IOException {
        publish(new TableSource.Query("SELECT 1 AS i"));
        Path missing = directory.resolve("missing.csv");
        assertThatThrownBy(() -> publish(new TableSource.Csv(missing)))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.info().message()).doesNotContain(directory.toString()));
        assertThatThrownBy(() -> publish(new TableSource.Query("SELECT nope")))
                .isInstanceOf(PgException.class);
        assertThat(names()).containsExactly("orders.duckdb");
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT i FROM in_c_sales.orders")).isEqualTo("1");
        }
    }

    @Test
    void a_query_reads_no_files() throws IOException {
        Path csv = Files.writeString(directory.resolve("secret.csv"), "a\n1\n");
        assertThatThrownBy(() -> publish(new TableSource.Query("FROM read_csv('" + csv + "')")))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.sqlState().code()).isEqualTo("42501"));
    }

    @Test
    void a_large_table_keeps_its_large_blocks() {
        var published =
                publish(
                        new TableSource.Query(
                                "SELECT i, md5(i::VARCHAR) AS t FROM range(200_000) t(i)"));
        assertThat(published.bytes()).isGreaterThan(4_000_000);
        assertThat(published.bytes() % 262_144).isEqualTo(12_288);
    }

    @Test
    void a_removed_table_leaves_nothing() throws IOException {
        publish(new TableSource.Query("SELECT 1 AS i"));
        assertThat(workspaces.publisher.remove(Workspaces.PROJECT, TABLE)).isTrue();
        assertThat(workspaces.publisher.remove(Workspaces.PROJECT, TABLE)).isFalse();
        assertThat(names()).isEmpty();
    }

    /** Kills a process again and again while it publishes; the table must always be whole. */
    @Test
    void a_kill_at_any_moment_leaves_the_old_table_or_the_new_one() throws Exception {
        publish(new TableSource.Query("SELECT 0 AS round FROM range(1000)"));
        workspaces.close();
        for (int kill = 0; kill < 4; kill++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Republisher.class.getName(),
                                    directory.resolve("data").toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            assertThat(Objects.requireNonNull(process.inputReader().readLine()))
                    .isEqualTo("started");
            process.waitFor(30 + 60L * kill, java.util.concurrent.TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            workspaces = new Workspaces(directory.resolve("data"));
            assertThat(names()).containsExactly("orders.duckdb");
            try (Session session = workspaces.session(Workspaces.FIRST)) {
                assertThat(
                                session.rows(
                                        "SELECT count(*), count(DISTINCT round) FROM in_c_sales.orders"))
                        .containsExactly(List.of("1000", "1"));
            }
            workspaces.close();
        }
        workspaces = new Workspaces(directory.resolve("data"));
    }

    /** Publishes the same table for as long as it lives. */
    static final class Republisher {
        private Republisher() {}

        public static void main(String[] arguments) {
            DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
            var publisher = new TablePublisher(DuckDb.load(), data, Workspaces.LIMITS);
            for (int round = 1; round < 10_000; round++) {
                publisher.publish(
                        Workspaces.PROJECT,
                        TABLE,
                        new TableSource.Query("SELECT " + round + " AS round FROM range(1000)"));
                if (round == 1) {
                    System.out.println("started");
                    System.out.flush();
                }
            }
        }
    }

    private TablePublisher.Published publish(TableSource source) {
        return workspaces.publisher.publish(Workspaces.PROJECT, TABLE, source);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files =
                Files.list(workspaces.data.bucketDirectory(Workspaces.PROJECT, TABLE))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
