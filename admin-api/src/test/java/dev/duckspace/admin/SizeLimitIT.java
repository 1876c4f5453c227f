package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace's size limit: what would grow it is refused, what makes it smaller always runs. */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class SizeLimitIT {
    private static final long MEGABYTE = 1_000_000;

    /** What one takes in the file, compressed. */
    private static final long ROW_BYTES = 42;

    private static final String ROWS =
            "SELECT md5(i::VARCHAR) || md5((i * 7)::VARCHAR) AS text, random() AS number"
                    + " FROM range(%d) r(i)";

    @TempDir static Path data;
    private static AdminUnderTest admin;

    @BeforeAll
    static void start() {
        admin = AdminUnderTest.start(data, Map.of("LIMITS_WORKSPACES_PER_PROJECT", "100"));
        admin.project("p");
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    private static Login workspace(String name, double gigabytes) {
        return AdminUnderTest.login(
                "p",
                AdminUnderTest.require(
                        201,
                        admin.post(
                                "/projects/p/workspaces",
                                "{\"name\": \"%s\", \"size_limit_gb\": %s}"
                                        .formatted(name, gigabytes))));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void assertFull(Connection connection, String sql) {
        assertThatThrownBy(() -> execute(connection, sql))
                .as(sql)
                .hasMessageContaining("has reached its size limit of")
                .hasMessageContaining("Drop tables or delete rows")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("53100");
    }

    private static long sizeBytes(Login login) {
        Map<String, Object> detail = AdminUnderTest.json(admin.get(login.path()));
        return ((Number) detail.get("size_bytes")).longValue();
    }

    private static void fill(Connection connection, String table, long bytes) throws SQLException {
        execute(connection, "CREATE TABLE " + table + " AS " + ROWS.formatted(bytes / ROW_BYTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE big AS SELECT md5(i::VARCHAR) AS a, random() AS b FROM range(20000000) r(i)",
                "INSERT INTO kept SELECT md5(i::VARCHAR), random() FROM range(20000000) r(i)",
                "INSERT INTO kept SELECT repeat(md5(i::VARCHAR), 30), 1 FROM range(100000) r(i)",
                "CREATE TABLE big AS SELECT string_agg(md5((j * 1000003 + i)::VARCHAR), '') FROM range(100000) r(i), range(30) s(j) GROUP BY i",
                "EXPLAIN ANALYZE INSERT INTO kept SELECT md5(i::VARCHAR), 1 FROM range(20000000) r(i)"
            })
    void a_statement_that_grows_over_the_limit_is_stopped_and_leaves_nothing(String sql)
            throws SQLException {
        Login login = workspace("grows " + sql.hashCode(), 0.05);
        try (Connection connection = admin.connect(login)) {
            execute(connection, "CREATE TABLE kept (a VARCHAR, b DOUBLE PRECISION)");
            execute(connection, "INSERT INTO kept VALUES ('first', 1)");
            assertFull(connection, sql);
            assertThat(number(connection, "SELECT count(*) FROM kept")).isEqualTo(1);
            execute(connection, "INSERT INTO kept VALUES ('second', 2)");
            assertThat(number(connection, "SELECT count(*) FROM kept")).isEqualTo(2);
            assertThat(sizeBytes(login)).isLessThan(50 * MEGABYTE);
        }
    }

    @Test
    void in_a_full_workspace_nothing_grows_and_all_else_works_until_there_is_room()
            throws SQLException {
        Login login = workspace("full", 0.03);
        try (Connection connection = admin.connect(login)) {
            fill(connection, "large", 15 * MEGABYTE);
            execute(connection, "CREATE TABLE small (a INT)");
            execute(connection, "INSERT INTO small VALUES (1)");
            AdminUnderTest.require(200, admin.patch(login.path(), "{\"size_limit_gb\": 0.01}"));

            assertFull(connection, "INSERT INTO small VALUES (2)");
            assertFull(connection, "WITH x AS (SELECT 2 AS a) INSERT INTO small SELECT a FROM x");
            assertFull(connection, "UPDATE small SET a = 2");
            assertFull(connection, "CREATE TABLE other (a INT)");
            assertFull(connection, "CREATE TABLE other AS SELECT 1");
            assertFull(connection, "SELECT 1 AS a INTO other");
            assertFull(connection, "CREATE INDEX i ON small (a)");
            assertFull(connection, "ALTER TABLE small ADD COLUMN b INT DEFAULT 1");
            assertFull(
                    connection,
                    "MERGE INTO small USING (SELECT 2 AS a) s ON small.a = s.a"
                            + " WHEN NOT MATCHED THEN INSERT VALUES (s.a)");
            assertFull(connection, "EXPLAIN ANALYZE INSERT INTO small VALUES (2)");

            assertThat(number(connection, "SELECT count(*) FROM large")).isPositive();
            execute(connection, "CREATE TEMP TABLE t AS SELECT * FROM large");
            execute(connection, "INSERT INTO t SELECT * FROM large");
            execute(connection, "UPDATE t SET number = 0");
            execute(connection, "CREATE VIEW v AS SELECT 1 AS one");
            execute(connection, "DELETE FROM small");
            execute(connection, "TRUNCATE large");
            execute(connection, "INSERT INTO small VALUES (3)");
            execute(connection, "DROP TABLE large");
            execute(connection, "CREATE TABLE other AS SELECT 1");
            assertThat(number(connection, "SELECT a FROM small")).isEqualTo(3);
            assertThat(sizeBytes(login)).isLessThan(10 * MEGABYTE);
        }
    }

    @Test
    void a_transaction_over_the_limit_is_rolled_back_as_a_whole() throws SQLException {
        Login login = workspace("transaction", 0.03);
        try (Connection connection = admin.connect(login)) {
            execute(connection, "CREATE TABLE t (text VARCHAR, number DOUBLE PRECISION)");
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                execute(connection, "INSERT INTO t " + ROWS.formatted(3 * MEGABYTE / ROW_BYTES));
            }
            connection.commit();
            long committed = number(connection, "SELECT count(*) FROM t");
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 20; i++) {
                                    execute(
                                            connection,
                                            "INSERT INTO t "
                                                    + ROWS.formatted(3 * MEGABYTE / ROW_BYTES));
                                }
                                connection.commit();
                            })
                    .hasMessageContaining("size limit");
            connection.rollback();
            assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(committed);
            connection.commit();
            assertThat(sizeBytes(login)).isLessThan(30 * MEGABYTE);
        }
    }

    @Test
    void a_larger_limit_is_taken_up_by_sessions_that_are_open() throws SQLException {
        Login login = workspace("patched", 0.02);
        try (Connection connection = admin.connect(login)) {
            fill(connection, "a", 10 * MEGABYTE);
            assertFull(
                    connection, "CREATE TABLE b AS " + ROWS.formatted(30 * MEGABYTE / ROW_BYTES));
            AdminUnderTest.require(200, admin.patch(login.path(), "{\"size_limit_gb\": 1}"));
            fill(connection, "b", 30 * MEGABYTE);
            assertThat(sizeBytes(login)).isBetween(25 * MEGABYTE, 80 * MEGABYTE);
        }
    }

    @Test
    void the_size_of_what_was_dropped_is_not_counted_open_or_closed() throws SQLException {
        Login login = workspace("dropped", 1);
        try (Connection connection = admin.connect(login)) {
            fill(connection, "a", 30 * MEGABYTE);
            assertThat(sizeBytes(login)).isGreaterThan(20 * MEGABYTE);
            execute(connection, "DROP TABLE a");
            assertThat(sizeBytes(login)).isLessThan(5 * MEGABYTE);
        }
    }
}
