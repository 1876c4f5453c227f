package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what one session does shows in the catalog, and to whom. */
class CatalogChangesIT {
    private static final String RELATIONS =
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v') AND relname LIKE 'seen%' ORDER BY 1";

    private static GatewayUnderTest gateway;
    private WireTarget target;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        gateway.publish("in_c_sales", "seen_project", "SELECT 1 AS a");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void newWorkspace() {
        target = gateway.workspace();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(target.host(), target.port(), target.database()),
                properties);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return texts(rows);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    @Test
    void a_committed_definition_shows_in_every_session_at_once() throws SQLException {
        try (Connection one = connect();
                Connection other = connect()) {
            assertThat(ask(one, RELATIONS)).containsExactly("seen_project");
            assertThat(ask(other, RELATIONS)).containsExactly("seen_project");

            run(one, "CREATE TABLE seen_a (a int)", "CREATE VIEW seen_v AS SELECT a FROM seen_a");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_a", "seen_project", "seen_v");
            assertThat(ask(other, RELATIONS)).containsExactly("seen_a", "seen_project", "seen_v");

            run(other, "DROP VIEW seen_v", "ALTER TABLE seen_a RENAME TO seen_b");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_b", "seen_project");
        }
    }

    @Test
    void an_open_transaction_sees_its_own_definitions_and_nobody_else_does() throws SQLException {
        try (Connection one = connect();
                Connection other = connect()) {
            ask(other, RELATIONS);
            one.setAutoCommit(false);
            run(one, "CREATE TABLE seen_a (a int)");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_a", "seen_project");
            assertThat(ask(other, RELATIONS)).containsExactly("seen_project");

            run(one, "ALTER TABLE seen_a ADD COLUMN b text");
            assertThat(
                            ask(
                                    one,
                                    "SELECT attname FROM pg_attribute WHERE attrelid = 'seen_a'::regclass AND attnum > 0 ORDER BY attnum"))
                    .containsExactly("a", "b");
            one.commit();
            assertThat(ask(other, RELATIONS)).containsExactly("seen_a", "seen_project");

            run(one, "CREATE TABLE seen_c (a int)");
            assertThat(ask(one, RELATIONS)).contains("seen_c");
            one.rollback();
            assertThat(ask(one, RELATIONS)).containsExactly("seen_a", "seen_project");
        }
    }

    @Test
    void a_table_that_is_being_renamed_shows_to_others_as_it_was() throws SQLException {
        String indexes =
                "SELECT tablename || '.' || indexname FROM pg_indexes WHERE schemaname = 'public'";
        try (Connection one = connect();
                Connection other = connect()) {
            run(one, "CREATE TABLE seen_i (a int)", "CREATE UNIQUE INDEX by_a ON seen_i (a)");
            run(one, "CREATE TABLE seen_k (a int)", "INSERT INTO seen_i VALUES (1)");
            one.setAutoCommit(false);
            run(one, "ALTER TABLE seen_i RENAME TO seen_j");
            run(other, "ALTER TABLE seen_k RENAME TO seen_l", "CREATE TABLE seen_m (a int)");
            assertThat(ask(other, RELATIONS))
                    .containsExactly("seen_i", "seen_l", "seen_m", "seen_project");
            assertThat(ask(other, indexes)).containsExactly("seen_i.by_a");
            one.commit();
            assertThat(ask(other, indexes)).containsExactly("seen_j.by_a");
            assertThat(ask(other, "SELECT a FROM seen_j")).containsExactly("1");
        }
    }

    @Test
    void temporary_objects_show_to_their_session_only() throws SQLException {
        try (Connection one = connect();
                Connection other = connect()) {
            run(one, "CREATE TEMP TABLE seen_t (a int)");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_project", "seen_t");
            assertThat(ask(other, RELATIONS)).containsExactly("seen_project");
            assertThat(ask(one, "SELECT 'seen_t'::regclass")).containsExactly("seen_t");

            run(other, "CREATE TABLE seen_u (a int)");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_project", "seen_t", "seen_u");

            run(one, "DROP TABLE seen_t");
            assertThat(ask(one, RELATIONS)).containsExactly("seen_project", "seen_u");
        }
    }

    @Test
    void a_prepared_question_is_answered_anew_each_time() throws SQLException {
        try (Connection one = connect();
                PreparedStatement prepared =
                        one.prepareStatement(
                                "SELECT relname FROM pg_class WHERE relname LIKE ? ORDER BY 1")) {
            for (int i = 0; i < 8; i++) {
                prepared.setString(1, "seen_n%");
                try (ResultSet rows = prepared.executeQuery()) {
                    assertThat(texts(rows)).hasSize(i);
                }
                run(one, "CREATE TABLE seen_n" + i + " (a int)");
            }
        }
    }

    @Test
    void oids_stay_when_the_workspace_is_opened_again_and_other_objects_come() throws SQLException {
        String oids =
                "SELECT string_agg(oid::text, ',' ORDER BY relname) FROM pg_class WHERE relname IN ('seen_a', 'seen_project')";
        List<String> before;
        try (Connection one = connect()) {
            run(one, "CREATE TABLE seen_a (a int)");
            before = ask(one, oids);
            run(one, "CREATE TABLE a_first (a int)");
        }
        try (Connection again = connect()) {
            assertThat(ask(again, oids)).isEqualTo(before);
        }
    }
}
