package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTablesTest {
    private Path directory;
    private Workspaces workspaces;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        workspaces = new Workspaces(directory);
        workspaces.publish(
                "in.c-sales", "orders", "SELECT i AS id, 'n' || i AS name FROM range(10) t(i)");
        workspaces.publish("in.c-sales", "customers", "SELECT i AS id FROM range(5) t(i)");
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    @Test
    void a_project_table_is_read_and_attached_on_first_use_only() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.connection().attachedTables()).isZero();
            assertThat(
                            session.rows(
                                    "SELECT table_schema, table_name, column_name, data_type"
                                            + " FROM information_schema.columns"
                                            + " WHERE table_name = 'orders' ORDER BY ordinal_position"))
                    .containsExactly(
                            List.of("in_c_sales", "orders", "id", "BIGINT"),
                            List.of("in_c_sales", "orders", "name", "VARCHAR"));
            assertThat(session.connection().attachedTables()).isZero();
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
            assertThat(session.connection().attachedTables()).isEqualTo(1);
            assertThat(
                            session.value(
                                    "SELECT count(*) FROM in_c_sales.orders o"
                                            + " JOIN in_c_sales.customers c ON o.id = c.id"))
                    .isEqualTo("5");
            assertThat(session.connection().attachedTables()).isEqualTo(2);
        }
    }

    @Test
    void a_table_is_found_along_the_search_path_and_through_the_users_views() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.run("CREATE VIEW v AS SELECT * FROM in_c_sales.orders WHERE id < 3");
            session.run("CREATE VIEW w AS SELECT * FROM v");
            session.connection().searchPath(List.of("in.c-sales", "public"));
            assertThat(session.value("SELECT count(*) FROM customers")).isEqualTo("5");
            assertThat(session.value("SELECT current_schema()")).isEqualTo("in_c_sales");
        }
        workspaces.host.shut(Workspaces.FIRST);
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.connection().attachedTables()).isZero();
            assertThat(session.value("SELECT count(*) FROM w")).isEqualTo("3");
        }
    }

    @Test
    void a_bucket_is_known_by_its_own_spelling() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.connection().bucketSchema("in.c-sales")).contains("in_c_sales");
            assertThat(session.connection().bucketSchema("in_c_sales")).isEmpty();
            assertThat(session.connection().bucketSchema("in.c-other")).isEmpty();
        }
    }

    /** Sessions read, in and out of transactions, while tables are replaced all the time. */
    @Test
    void readers_never_notice_that_tables_are_being_replaced() throws Exception {
        workspaces.publish("in.c-sales", "orders", "SELECT 0 AS round FROM range(100)");
        workspaces.session(Workspaces.FIRST).close();
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> readers = new ArrayList<>();
        AtomicLong reads = new AtomicLong();
        for (int i = 0; i < 3; i++) {
            readers.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try (Session session =
                                                workspaces.session(Workspaces.FIRST)) {
                                            while (!done.get()) {
                                                readTwice(session);
                                                reads.incrementAndGet();
                                            }
                                        } catch (RuntimeException | AssertionError e) {
                                            failures.add(e);
                                        }
                                    }));
        }
        for (int round = 1; round <= 30; round++) {
            workspaces.publish(
                    "in.c-sales", "orders", "SELECT " + round + " AS round FROM range(100)");
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failures).isEmpty();
        assertThat(reads.get()).isGreaterThan(10);
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT max(round) FROM in_c_sales.orders")).isEqualTo("30");
            assertThat(session.connection().attachedTables()).isEqualTo(1);
        }
    }

    private static void readTwice(Session session) {
        String query = "SELECT count(*), min(round) = max(round) FROM in_c_sales.orders";
        assertThat(session.rows(query)).containsExactly(List.of("100", "true"));
        session.connection().begin(false);
        String first = session.value("SELECT max(round) FROM in_c_sales.orders");
        assertThat(session.value("SELECT max(round) FROM in_c_sales.orders")).isEqualTo(first);
        session.connection().commit();
    }

    @Test
    void a_table_is_attached_in_the_middle_of_a_transaction_which_lives_on() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.run("CREATE VIEW v AS SELECT * FROM in_c_sales.orders");
            workspaces.host.shut(Workspaces.FIRST);
        }
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().begin(false);
            session.run("CREATE TABLE mine AS SELECT 1 AS i");
            assertThat(session.value("SELECT count(*) FROM v")).isEqualTo("10");
            session.connection().commit();
            assertThat(session.value("SELECT count(*) FROM mine")).isEqualTo("1");
        }
    }

    @Test
    void a_rollback_leaves_tables_attached() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().begin(false);
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
            session.connection().rollback();
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
        }
    }

    @Test
    void a_replaced_file_is_seen_by_the_next_transaction_and_an_open_one_keeps_its_snapshot() {
        try (Session reader = workspaces.session(Workspaces.FIRST);
                Session other = workspaces.session(Workspaces.FIRST)) {
            reader.connection().begin(false);
            assertThat(reader.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");

            workspaces.publish(
                    "in.c-sales", "orders", "SELECT i AS id, 1.5 AS price FROM range(77) t(i)");

            assertThat(other.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("77");
            assertThat(other.value("SELECT max(price)::VARCHAR FROM in_c_sales.orders"))
                    .isEqualTo("1.5");
            assertThat(reader.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
            assertThat(reader.value("SELECT max(name) FROM in_c_sales.orders")).isEqualTo("n9");
            assertThat(reader.connection().attachedTables()).isEqualTo(2);
            reader.connection().commit();

            assertThat(reader.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("77");
            assertThat(reader.connection().attachedTables()).isEqualTo(1);
        }
    }

    @Test
    void a_transaction_that_first_reads_a_table_after_its_replacement_sees_one_version_of_it() {
        try (Session reader = workspaces.session(Workspaces.FIRST);
                Session other = workspaces.session(Workspaces.FIRST)) {
            reader.connection().begin(false);
            assertThat(reader.value("SELECT count(*) FROM in_c_sales.customers")).isEqualTo("5");
            workspaces.publish("in.c-sales", "orders", "SELECT i AS id FROM range(77) t(i)");
            assertThat(other.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("77");
            assertThat(reader.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("77");
            reader.connection().commit();
            assertThat(reader.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("77");
        }
    }

    @Test
    void a_prepared_statement_reads_the_replaced_file_when_it_is_executed_again() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            WorkspaceConnection connection = session.connection();
            try (EngineStatement statement =
                    connection.prepare("SELECT count(*) FROM in_c_sales.orders")) {
                assertThat(count(connection, statement)).isEqualTo(10);
                workspaces.publish("in.c-sales", "orders", "SELECT i AS id FROM range(33) t(i)");
                assertThat(count(connection, statement)).isEqualTo(33);
            }
        }
    }

    private static long count(WorkspaceConnection connection, EngineStatement statement) {
        try (EngineResult result = connection.execute(statement)) {
            return Objects.requireNonNull(result.fetch()).column(0).longAt(0);
        }
    }

    @Test
    void tables_appear_and_go_with_their_files() throws IOException {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            workspaces.publish("out.c-new", "report", "SELECT 1 AS i");
            assertThat(session.value("SELECT count(*) FROM out_c_new.report")).isEqualTo("1");
            workspaces.publisher.remove(Workspaces.PROJECT, TableName.of("out.c-new", "report"));
            assertState(session, "SELECT * FROM out_c_new.report", SqlState.UNDEFINED_TABLE);
            assertThat(
                            session.rows(
                                    "SELECT 1 FROM information_schema.schemata WHERE schema_name = 'out_c_new'"))
                    .isEmpty();
        }
    }

    @Test
    void a_damaged_file_hurts_only_itself() throws IOException {
        Path bucket =
                workspaces.data.bucketDirectory(
                        Workspaces.PROJECT, TableName.of("in.c-sales", "orders"));
        byte[] good = Files.readAllBytes(workspaces.file("in.c-sales", "orders"));
        Files.write(bucket.resolve("zeros.duckdb"), new byte[20_000]);
        Files.write(bucket.resolve("empty.duckdb"), new byte[0]);
        Files.writeString(bucket.resolve("text.duckdb"), "hello");
        Files.write(bucket.resolve("cut.duckdb"), java.util.Arrays.copyOf(good, 9_000));
        byte[] flipped = good.clone();
        for (int i = 12_288; i < flipped.length; i += 7) {
            flipped[i] ^= 0x55;
        }
        Files.write(bucket.resolve("flipped.duckdb"), flipped);
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            for (String bad : List.of("zeros", "empty", "text", "cut", "flipped")) {
                assertThatThrownBy(() -> session.run("SELECT * FROM in_c_sales." + bad))
                        .as(bad)
                        .isInstanceOfSatisfying(
                                PgException.class,
                                e -> {
                                    assertThat(e.sqlState())
                                            .as(bad)
                                            .isEqualTo(SqlState.DATA_CORRUPTED);
                                    assertThat(e.info().message())
                                            .isEqualTo(
                                                    "project table \"in_c_sales.%s\" cannot be read:"
                                                                    .formatted(bad)
                                                            + " its file is damaged");
                                });
            }
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
        }
    }

    @Test
    void a_table_replaced_by_a_damaged_file_fails_until_it_is_published_again() throws IOException {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
            session.run("CREATE VIEW v AS SELECT * FROM in_c_sales.orders");
            Path bad = directory.resolve("bad");
            Files.write(bad, new byte[20_000]);
            Files.move(
                    bad,
                    workspaces.file("in.c-sales", "orders"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertState(session, "SELECT * FROM in_c_sales.orders", SqlState.DATA_CORRUPTED);
            assertState(session, "SELECT * FROM v", SqlState.DATA_CORRUPTED);
            workspaces.publish("in.c-sales", "orders", "SELECT i AS id FROM range(3) t(i)");
            assertThat(session.value("SELECT count(*) FROM v")).isEqualTo("3");
        }
    }

    @Test
    void a_data_block_that_is_damaged_fails_its_queries_and_nothing_else() throws IOException {
        workspaces.publish(
                "in.c-sales",
                "big",
                "SELECT i AS id, md5(i::VARCHAR) AS text FROM range(300_000) t(i)");
        Path file = workspaces.file("in.c-sales", "big");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 4; i < bytes.length * 3 / 4; i += 97) {
            bytes[i] ^= 0x55;
        }
        Path bad = directory.resolve("bad");
        Files.write(bad, bytes);
        Files.move(bad, file, StandardCopyOption.REPLACE_EXISTING);
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThatThrownBy(() -> session.run("SELECT max(text), max(id) FROM in_c_sales.big"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e ->
                                    assertThat(e.info().message())
                                            .doesNotContain(directory.toString()));
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
            session.run("CREATE TABLE still_works AS SELECT 1 AS i");
            assertThat(session.value("SELECT i FROM still_works")).isEqualTo("1");
        }
    }

    @Test
    void a_file_of_another_publisher_is_adopted_when_it_holds_one_table() throws IOException {
        Path file = workspaces.file("in.c-sales", "adopted");
        createForeign(file, "CREATE TABLE weird AS SELECT 7 AS i");
        createForeign(
                workspaces.file("in.c-sales", "two"),
                "CREATE TABLE a AS SELECT 1 AS i; CREATE TABLE b AS SELECT 1 AS i");
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT i FROM in_c_sales.adopted")).isEqualTo("7");
            assertThatThrownBy(() -> session.run("SELECT * FROM in_c_sales.two"))
                    .hasMessageContaining("its file holds 2 tables instead of one");
        }
    }

    private void createForeign(Path file, String ddl) {
        try (var instance = workspaces.duckDb.open(file, java.util.Map.of());
                var connection = instance.connect()) {
            connection.execute(ddl);
            connection.execute("CHECKPOINT");
        }
    }

    @Test
    void a_branch_sees_its_own_tables_before_those_of_main_unless_it_does_not_inherit() {
        ProjectLocation branch = new ProjectLocation("1", "7");
        workspaces.publish(branch, "in.c-sales", "orders", "SELECT 1 AS only_row");
        var inheriting = new WorkspaceLocation(branch, true, "ws_0000000000b1");
        var alone = new WorkspaceLocation(branch, false, "ws_0000000000b2");
        try (Session session = workspaces.session(inheriting)) {
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("1");
            assertThat(session.value("SELECT count(*) FROM in_c_sales.customers")).isEqualTo("5");
        }
        try (Session session = workspaces.session(alone)) {
            assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("1");
            assertState(session, "SELECT * FROM in_c_sales.customers", SqlState.UNDEFINED_TABLE);
        }
    }

    @Test
    void two_workspaces_see_the_project_but_not_each_other() {
        try (Session first = workspaces.session(Workspaces.FIRST);
                Session sameWorkspace = workspaces.session(Workspaces.FIRST);
                Session second = workspaces.session(Workspaces.SECOND)) {
            first.run("CREATE TABLE mine AS SELECT 42 AS i");
            assertThat(sameWorkspace.value("SELECT i FROM mine")).isEqualTo("42");
            assertState(second, "SELECT * FROM mine", SqlState.UNDEFINED_TABLE);
            assertState(
                    second, "SELECT * FROM ws_0000000000a1.public.mine", SqlState.UNDEFINED_TABLE);
            assertThat(second.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
        }
    }

    @Test
    void a_thousand_tables_open_quickly_once_they_are_known() throws IOException {
        byte[] table = Files.readAllBytes(workspaces.file("in.c-sales", "orders"));
        Path bucket =
                workspaces.data.bucketDirectory(
                        Workspaces.PROJECT, TableName.of("in.c-sales", "orders"));
        for (int i = 0; i < 998; i++) {
            Files.write(bucket.resolve("t" + i + ".duckdb"), table);
        }
        workspaces.session(Workspaces.FIRST).close();
        workspaces.host.shut(Workspaces.FIRST);
        long start = System.nanoTime();
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("1000 tables reopened in " + millis + " ms");
            assertThat(session.value("SELECT count(*) FROM in_c_sales.t997")).isEqualTo("10");
            assertThat(session.connection().attachedTables()).isEqualTo(1);
            assertThat(
                            session.value(
                                    "SELECT count(*) FROM duckdb_views() WHERE schema_name = 'in_c_sales'"))
                    .isEqualTo("1000");
            assertThat(millis).isLessThan(5_000);
        }
    }

    @Test
    void tables_beyond_the_limit_are_not_shown() {
        workspaces.close();
        workspaces = new Workspaces(directory, Workspaces.LIMITS.withTablesMax(1));
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT count(*) FROM in_c_sales.customers")).isEqualTo("5");
            assertState(session, "SELECT * FROM in_c_sales.orders", SqlState.UNDEFINED_TABLE);
        }
    }

    private static void assertState(Session session, String sql, SqlState state) {
        assertThatThrownBy(() -> session.run(sql))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).as(e.info().message()).isEqualTo(state));
    }
}
