package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's JDBC driver: extended protocol, text and binary. */
class PgJdbcIT {
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        SampleProject.publish(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Connection connect(WireTarget target, String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        for (int i = 0; i < options.length; i += 2) {
            properties.setProperty(options[i], options[i + 1]);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(target.host(), target.port(), target.database()),
                properties);
    }

    /** With a prepare threshold of -1 the driver asks for binary results from the first time. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1", "5"})
    void values_come_back_as_they_went_in(String prepareThreshold) throws SQLException {
        try (Connection connection =
                        connect(gateway.workspace(), "prepareThreshold", prepareThreshold);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table v (i2 smallint, i4 int, i8 bigint, f4 real, f8 double precision,
                      n numeric(20,6), t text, b boolean, d date, ts timestamp,
                      tz timestamptz, u uuid, bytes bytea)
                    """);
            UUID uuid = UUID.randomUUID();
            LocalDateTime local = LocalDateTime.of(2024, 2, 29, 12, 30, 15, 123_456_000);
            OffsetDateTime moment = local.atOffset(ZoneOffset.UTC);
            byte[] bytes = {0, (byte) 0xff, '\\'};
            for (int round = 0; round < 3; round++) {
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into v values (?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
                    insert.setShort(1, (short) -7);
                    insert.setInt(2, Integer.MIN_VALUE);
                    insert.setLong(3, Long.MAX_VALUE);
                    insert.setFloat(4, 1.25f);
                    insert.setDouble(5, 1e-300);
                    insert.setBigDecimal(6, new BigDecimal("-12345678901234.567890"));
                    insert.setString(7, "Zoë 'q' \n \\");
                    insert.setBoolean(8, true);
                    insert.setObject(9, LocalDate.of(1, 1, 1));
                    insert.setObject(10, local);
                    insert.setObject(11, moment);
                    insert.setObject(12, uuid);
                    insert.setBytes(13, bytes);
                    assertThat(insert.executeUpdate()).isEqualTo(1);
                }
            }
            try (PreparedStatement query =
                    connection.prepareStatement("select * from v where i4 = ? limit 1")) {
                query.setInt(1, Integer.MIN_VALUE);
                for (int round = 0; round < 7; round++) {
                    try (ResultSet row = query.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getShort(1)).isEqualTo((short) -7);
                        assertThat(row.getInt(2)).isEqualTo(Integer.MIN_VALUE);
                        assertThat(row.getLong(3)).isEqualTo(Long.MAX_VALUE);
                        assertThat(row.getFloat(4)).isEqualTo(1.25f);
                        assertThat(row.getDouble(5)).isEqualTo(1e-300);
                        assertThat(row.getBigDecimal(6))
                                .isEqualTo(new BigDecimal("-12345678901234.567890"));
                        assertThat(row.getString(7)).isEqualTo("Zoë 'q' \n \\");
                        assertThat(row.getBoolean(8)).isTrue();
                        assertThat(row.getObject(9, LocalDate.class))
                                .isEqualTo(LocalDate.of(1, 1, 1));
                        assertThat(row.getObject(10, LocalDateTime.class)).isEqualTo(local);
                        assertThat(row.getObject(11, OffsetDateTime.class)).isEqualTo(moment);
                        assertThat(row.getObject(12, UUID.class)).isEqualTo(uuid);
                        assertThat(row.getBytes(13)).isEqualTo(bytes);
                    }
                }
            }
        }
    }

    @Test
    void numeric_and_array_parameters_are_exact() throws SQLException {
        BigDecimal exact = new BigDecimal("1234567.123456789012345");
        try (Connection connection = connect(gateway.workspace());
                Statement statement = connection.createStatement()) {
            statement.execute("create table exact (n numeric(30,15), a int[])");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into exact values (?, ?)")) {
                insert.setBigDecimal(1, exact);
                insert.setArray(2, connection.createArrayOf("int4", new Integer[] {1, null, 3}));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            try (PreparedStatement query =
                    connection.prepareStatement("select n, a, ?, n + ? from exact where n = ?")) {
                query.setBigDecimal(1, exact);
                query.setBigDecimal(2, exact);
                query.setBigDecimal(3, exact);
                try (ResultSet row = query.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getBigDecimal(1)).isEqualByComparingTo(exact);
                    assertThat((Integer[]) row.getArray(2).getArray()).containsExactly(1, null, 3);
                    assertThat(row.getBigDecimal(3)).isEqualByComparingTo(exact);
                    assertThat(row.getBigDecimal(4)).isEqualByComparingTo(exact.add(exact));
                }
            }
        }
    }

    @Test
    void reads_a_whole_project_table_with_and_without_fetch_size() throws SQLException {
        try (Connection connection = connect(gateway.workspace())) {
            connection.setAutoCommit(false);
            for (int fetchSize : new int[] {0, 1_000, 7_777}) {
                try (PreparedStatement query =
                        connection.prepareStatement(
                                "select id, amount from in_c_sales.orders order by id")) {
                    query.setFetchSize(fetchSize);
                    try (ResultSet rows = query.executeQuery()) {
                        long expected = 0;
                        while (rows.next()) {
                            assertThat(rows.getLong(1)).isEqualTo(expected++);
                        }
                        assertThat(expected).isEqualTo(SampleProject.ORDERS);
                    }
                }
            }
            connection.commit();
        }
    }

    @Test
    void an_open_cursor_outlives_other_statements_of_its_transaction() throws SQLException {
        try (Connection connection = connect(gateway.workspace())) {
            connection.setAutoCommit(false);
            try (PreparedStatement query =
                            connection.prepareStatement(
                                    "select id from in_c_sales.orders order by id");
                    Statement other = connection.createStatement()) {
                query.setFetchSize(100);
                try (ResultSet rows = query.executeQuery()) {
                    other.execute("create table beside (i int)");
                    for (long expected = 0; expected < SampleProject.ORDERS; expected++) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getLong(1)).isEqualTo(expected);
                        if (expected % 50_000 == 0) {
                            other.execute("insert into beside values (1)");
                        }
                    }
                }
            }
            connection.rollback();
        }
    }

    @Test
    void several_results_are_fetched_in_turns_with_other_statements_between_them()
            throws SQLException {
        try (Connection connection = connect(gateway.workspace());
                PreparedStatement up =
                        connection.prepareStatement(
                                "select id from in_c_sales.orders where id < ? order by id");
                PreparedStatement down =
                        connection.prepareStatement(
                                "select id, status from in_c_sales.orders where id < ? order by id desc");
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            int count = 10_000;
            up.setFetchSize(64);
            up.setLong(1, count);
            down.setFetchSize(1000);
            down.setLong(1, count);
            other.execute("create table seen (id bigint)");
            try (ResultSet first = up.executeQuery();
                    ResultSet second = down.executeQuery()) {
                for (int i = 0; i < count; i++) {
                    assertThat(first.next()).isTrue();
                    assertThat(second.next()).isTrue();
                    assertThat(first.getLong(1)).isEqualTo(i);
                    assertThat(second.getLong(1)).isEqualTo(count - 1 - i);
                    if (i % 1000 == 0) {
                        assertThat(other.executeUpdate("insert into seen values (" + i + ")"))
                                .isEqualTo(1);
                    }
                }
                assertThat(first.next()).isFalse();
                assertThat(second.next()).isFalse();
            }
            connection.commit();
            try (ResultSet row = other.executeQuery("select count(*), sum(id) from seen")) {
                row.next();
                assertThat(row.getString(1) + ' ' + row.getString(2)).isEqualTo("10 45000");
            }
        }
    }

    @Test
    void the_first_question_about_the_catalog_may_come_late_in_a_transaction() throws SQLException {
        try (Connection connection = connect(gateway.workspace());
                Statement statement = connection.createStatement()) {
            statement.execute("create table early (i int)");
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into early values (1)");
            try (ResultSet row =
                    statement.executeQuery(
                            "select relname from pg_class where relname = 'early'")) {
                assertThat(row.next()).isTrue();
            }
            connection.commit();
        }
    }

    @Test
    void batches_and_generated_keys_work() throws SQLException {
        for (String rewrite : new String[] {"false", "true"}) {
            try (Connection connection =
                            connect(gateway.workspace(), "reWriteBatchedInserts", rewrite);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table batch (id serial primary key, name text)");
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into batch (name) values (?)")) {
                    for (int i = 0; i < 500; i++) {
                        insert.setString(1, "name " + i);
                        insert.addBatch();
                    }
                    assertThat(insert.executeBatch()).hasSize(500);
                }
                try (ResultSet row =
                        statement.executeQuery("select count(*), max(id) from batch")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(500);
                    assertThat(row.getInt(2)).isEqualTo(500);
                }
                statement.executeUpdate(
                        "insert into batch (name) values ('more')",
                        Statement.RETURN_GENERATED_KEYS);
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getInt("id")).isEqualTo(501);
                }
            }
        }
    }

    @Test
    void a_failed_batch_leaves_nothing() throws SQLException {
        try (Connection connection = connect(gateway.workspace());
                Statement statement = connection.createStatement()) {
            statement.execute("create table once (i int primary key)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into once values (?)")) {
                for (int i : new int[] {1, 2, 2}) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
            }
            try (ResultSet row = statement.executeQuery("select count(*) from once")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @Test
    void savepoints_undo_a_failed_statement_where_that_is_exact() throws SQLException {
        try (Connection connection = connect(gateway.workspace());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Savepoint savepoint = connection.setSavepoint("before");
            assertThatThrownBy(() -> statement.execute("select * from missing"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
            connection.rollback(savepoint);
            try (ResultSet row = statement.executeQuery("select 1")) {
                assertThat(row.next()).isTrue();
            }
            connection.commit();
        }
    }

    @Test
    void a_query_timeout_cancels_and_the_connection_lives_on() throws SQLException {
        try (Connection connection = connect(gateway.workspace());
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(
                            () ->
                                    statement.executeQuery(
                                            "select count(*) from range(100000000) a,"
                                                    + " range(100000000) b"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            statement.setQueryTimeout(0);
            try (ResultSet row = statement.executeQuery("select 'alive'")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("alive");
            }
        }
    }

    @Test
    void nulls_and_untyped_parameters_are_taken() throws SQLException {
        try (Connection connection = connect(gateway.workspace(), "stringtype", "unspecified")) {
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "select id from in_c_sales.orders where id = ? and status = ?")) {
                query.setString(1, "8");
                query.setString(2, "shipped");
                try (ResultSet row = query.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(8);
                }
            }
            try (PreparedStatement query =
                    connection.prepareStatement("select ?::int, ?::text, ?::date")) {
                query.setNull(1, Types.INTEGER);
                query.setNull(2, Types.VARCHAR);
                query.setNull(3, Types.DATE);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    assertThat(row.getObject(1)).isNull();
                    assertThat(row.getObject(2)).isNull();
                    assertThat(row.getObject(3)).isNull();
                }
            }
        }
    }
}
