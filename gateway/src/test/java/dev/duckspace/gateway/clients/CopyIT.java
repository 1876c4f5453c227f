package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PSQLException;

/** COPY by PostgreSQL's JDBC driver: what a table keeps, and what an error leaves behind. */
class CopyIT {
    private static GatewayUnderTest gateway;

    private WireTarget target;
    private Connection connection;
    private CopyManager copies;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        SampleProject.publish(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void makeWorkspace() throws SQLException {
        target = gateway.workspace();
        connect();
    }

    private void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(target.host(), target.port(), target.database()),
                        properties);
        copies = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private long copyIn(String sql, String data) throws SQLException, IOException {
        return copies.copyIn(sql, new StringReader(data));
    }

    @Test
    void rows_go_in_and_come_out_as_they_were() throws SQLException, IOException {
        execute("create temp table r (i int, t text, n numeric(8,2), d date, a int[], j json)");
        String data =
                """
                1\tone\t1.50\t2024-02-29\t{1,2,NULL}\t{"a": 1}
                2\t\\N\t\\N\t\\N\t\\N\t\\N
                3\ttab\\tand\\nline\t-0.01\t0044-03-15 BC\t{}\t[]
                """;
        assertThat(copyIn("copy r from stdin", data)).isEqualTo(3);
        StringWriter out = new StringWriter();
        assertThat(copies.copyOut("copy r to stdout", out)).isEqualTo(3);
        assertThat(out.toString()).isEqualTo(data);
    }

    @Test
    void many_rows_cross_the_bounds_of_chunks_and_messages() throws SQLException, IOException {
        execute("create temp table many (i int, t text)");
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            data.append(i).append(",\"row ").append(i).append("\"\n");
        }
        assertThat(copyIn("copy many from stdin csv", data.toString())).isEqualTo(100_000);
        assertThat(one("select sum(i) || ' ' || count(distinct t) from many"))
                .isEqualTo("4999950000 100000");
    }

    @Test
    void data_of_another_encoding_becomes_text_and_data_again() throws SQLException, IOException {
        execute("create temp table encoded (t text)");
        byte[] latin = "größer\nnaïve\\tÿ\n".getBytes(StandardCharsets.ISO_8859_1);
        copies.copyIn(
                "copy encoded from stdin (encoding 'latin1')", new ByteArrayInputStream(latin));
        assertThat(one("select string_agg(t, '|') from encoded")).isEqualTo("größer|naïve\tÿ");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copies.copyOut("copy encoded to stdout (encoding 'iso-8859-1')", out);
        assertThat(out.toByteArray()).isEqualTo(latin);
        out.reset();
        copies.copyOut(
                "copy (select '€' as \"Maß\", null) to stdout (encoding win1252, format csv,"
                        + " header, force_quote *)",
                out);
        assertThat(out.toString("windows-1252")).isEqualTo("Maß,?column?\n\"€\",\n");
    }

    @Test
    void a_character_may_be_divided_among_messages() throws SQLException {
        execute("create temp table encoded (t text)");
        CopyIn copy = copies.copyIn("copy encoded from stdin (format csv, encoding 'sjis')");
        byte[] data = "\"日本,語\"\nソ\n".getBytes(Charset.forName("windows-31j"));
        for (int i = 0; i < data.length; i++) {
            copy.writeToCopy(data, i, 1);
            copy.flushCopy();
        }
        copy.endCopy();
        assertThat(one("select string_agg(t, '|') from encoded")).isEqualTo("日本,語|ソ");
    }

    @Test
    void what_an_encoding_lacks_is_told_with_its_line() throws SQLException {
        execute("create temp table encoded (t text)");
        assertThatThrownBy(() -> copyBytes("win1252", 'a', '\n', 0x81, '\n'))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        e -> {
                            assertThat(e.getSQLState()).isEqualTo("22P05");
                            assertThat(e.getServerErrorMessage().getMessage())
                                    .isEqualTo(
                                            "character with byte sequence 0x81 in encoding"
                                                    + " \"WIN1252\" has no equivalent in encoding"
                                                    + " \"UTF8\"");
                            assertThat(e.getServerErrorMessage().getWhere())
                                    .isEqualTo("COPY encoded, line 2");
                        });
        assertThatThrownBy(() -> copyBytes("latin1", 'a', 0, '\n'))
                .hasMessageContaining("invalid byte sequence for encoding \"LATIN1\": 0x00");
        assertThatThrownBy(() -> copyBytes("sjis", 'a', '\n', 0x93))
                .hasMessageContaining("invalid byte sequence for encoding \"SJIS\": 0x93");
        assertThat(one("select count(*) from encoded")).isEqualTo("0");
        assertThatThrownBy(
                        () ->
                                copies.copyOut(
                                        "copy (select '€') to stdout (encoding 'latin1')",
                                        new ByteArrayOutputStream()))
                .hasMessageContaining(
                        "character with byte sequence 0xe2 0x82 0xac in encoding \"UTF8\" has no"
                                + " equivalent in encoding \"LATIN1\"");
    }

    private void copyBytes(String encoding, int... data) throws SQLException, IOException {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        copies.copyIn(
                "copy encoded from stdin (encoding '" + encoding + "')",
                new ByteArrayInputStream(bytes));
    }

    @Test
    void columns_that_are_left_out_get_their_defaults() throws SQLException, IOException {
        execute(
                "create table d (id serial, t text, n int default 7, g int generated always as (n + 1))");
        assertThat(copyIn("copy d(t) from stdin", "a\nb\n")).isEqualTo(2);
        assertThat(one("select string_agg(id || t || n || g, ',' order by id) from d"))
                .isEqualTo("1a78,2b78");
    }

    @Test
    void rows_that_the_filter_refuses_are_not_copied() throws SQLException, IOException {
        execute("create temp table w (i int, t text, n int default 3)");
        assertThat(
                        copyIn(
                                "copy w(i, t) from stdin where i > n and t is not null",
                                "3\tx\n4\ty\n5\t\\N\n"))
                .isEqualTo(1);
        assertThat(one("select i || t || n from w")).isEqualTo("4y3");
    }

    @Test
    void a_bad_value_is_told_with_its_line_and_column() throws SQLException {
        execute("create temp table bad (id int, b numeric(4,2) not null)");
        assertThatThrownBy(() -> copyIn("copy bad from stdin", "1\t2\n2\t3\n3\tx\n"))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        e -> {
                            assertThat(e.getSQLState()).isEqualTo("22P02");
                            assertThat(e.getServerErrorMessage().getWhere())
                                    .isEqualTo("COPY bad, line 3, column b: \"x\"");
                        });
        assertThatThrownBy(() -> copyIn("copy bad from stdin csv", "1,2\n2,\n"))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        e -> {
                            assertThat(e.getSQLState()).isEqualTo("23502");
                            assertThat(e.getServerErrorMessage().getWhere())
                                    .isEqualTo("COPY bad, line 2: \"2,\"");
                        });
        assertThat(one("select count(*) from bad")).isEqualTo("0");
    }

    @Test
    void values_that_do_not_fit_their_column_are_refused_and_never_cut_off()
            throws SQLException, IOException {
        execute("create table fits (v varchar(3), c char(4), b bit(3), a varchar(2)[])");
        assertThat(copyIn("copy fits from stdin", "abc\tab\t101\t{ab}\n")).isEqualTo(1);
        for (String sql :
                new String[] {"copy fits(v) from stdin", "copy fits(v) from stdin where v > ''"}) {
            assertThatThrownBy(() -> copyIn(sql, "ab\nabcd\n"))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            e -> {
                                assertThat(e.getSQLState()).isEqualTo("22001");
                                assertThat(e.getServerErrorMessage().getWhere())
                                        .isEqualTo("COPY fits, line 2, column v: \"abcd\"");
                            });
        }
        assertThatThrownBy(() -> copyIn("copy fits(c) from stdin", "abcde\n"))
                .hasFieldOrPropertyWithValue("SQLState", "22001");
        assertThatThrownBy(() -> copyIn("copy fits(b) from stdin", "10\n"))
                .hasFieldOrPropertyWithValue("SQLState", "22026");
        assertThatThrownBy(() -> copyIn("copy fits(a) from stdin", "{abc}\n"))
                .hasFieldOrPropertyWithValue("SQLState", "22001");
        assertThat(one("select count(*) from fits")).isEqualTo("1");
    }

    @Test
    void keys_and_checks_hold() throws SQLException, IOException {
        execute("create table held (id int primary key, n int check (n > 0))");
        copyIn("copy held from stdin", "1\t1\n");
        assertThatThrownBy(() -> copyIn("copy held from stdin", "2\t1\n1\t1\n"))
                .hasFieldOrPropertyWithValue("SQLState", "23505");
        assertThatThrownBy(() -> copyIn("copy held from stdin", "2\t1\n3\t-1\n"))
                .hasFieldOrPropertyWithValue("SQLState", "23514");
        assertThat(one("select count(*) from held")).isEqualTo("1");
    }

    @Test
    void what_is_cancelled_leaves_nothing_behind() throws SQLException, IOException {
        execute("create table cancelled (i int)");
        CopyIn copy = copies.copyIn("copy cancelled from stdin");
        byte[] row = "1\n".getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(row, 0, row.length);
        copy.cancelCopy();
        assertThat(one("select count(*) from cancelled")).isEqualTo("0");
    }

    @Test
    void a_session_that_ends_in_the_middle_leaves_nothing_behind()
            throws SQLException, IOException {
        execute("create table lost (i int)");
        CopyIn copy = copies.copyIn("copy lost from stdin");
        byte[] row = "1\n".getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(row, 0, row.length);
        copy.flushCopy();
        connection.abort(Runnable::run);
        connect();
        assertThat(one("select count(*) from lost")).isEqualTo("0");
    }

    @Test
    void a_transaction_keeps_or_drops_what_was_copied() throws SQLException, IOException {
        execute("create table kept (i int)");
        connection.setAutoCommit(false);
        copyIn("copy kept from stdin", "1\n2\n");
        assertThat(one("select count(*) from kept")).isEqualTo("2");
        connection.rollback();
        copyIn("copy kept from stdin", "3\n");
        connection.commit();
        assertThat(one("select sum(i) from kept")).isEqualTo("3");
    }

    @Test
    void binary_rows_go_in_and_come_out() throws SQLException, IOException {
        execute(
                "create temp table b (i int, t text, ts timestamp, n numeric(6,3), f float8, a text[])");
        execute(
                "insert into b values (1, 'x', '2024-02-29 12:00:00', 1.5, 2.5, ['p', null]), (2, null, null, null, null, null)");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copies.copyOut("copy b to stdout (format binary)", out);
        execute("create temp table b2 as select * from b where false");
        assertThat(
                        copies.copyIn(
                                "copy b2 from stdin (format binary)",
                                new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(2);
        assertThat(one("select count(*) from (select * from b except select * from b2)"))
                .isEqualTo("0");
    }

    @Test
    void project_tables_can_be_read_and_not_written() throws SQLException, IOException {
        StringWriter out = new StringWriter();
        assertThat(copies.copyOut("copy in_c_sales.customers(id) to stdout", out)).isPositive();
        assertThatThrownBy(() -> copyIn("copy in_c_sales.customers from stdin", ""))
                .hasFieldOrPropertyWithValue("SQLState", "25006")
                .hasMessageContaining("COPY FROM");
    }

    @Test
    void files_and_programs_of_the_server_are_refused() {
        for (String sql :
                new String[] {
                    "copy (select 1) to '/tmp/x'",
                    "copy pg_class from '/etc/passwd'",
                    "copy (select 1) to program 'cat'"
                }) {
            assertThatThrownBy(() -> execute(sql)).hasFieldOrPropertyWithValue("SQLState", "42501");
        }
    }
}
