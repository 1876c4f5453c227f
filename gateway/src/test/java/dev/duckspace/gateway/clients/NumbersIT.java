package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Statements about numbers, with the values, names and types that PostgreSQL 15 answered. */
class NumbersIT {
    private static GatewayUnderTest gateway;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        gateway = GatewayUnderTest.start();
        WireTarget target = gateway.workspace();
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        properties.setProperty("preferQueryMode", "simple");
        connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(target.host(), target.port(), target.database()),
                        properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table n (i int, b bigint, s smallint, d numeric(10,2), e numeric,
                      r real, f float8, t text);
                    insert into n values
                      (1, 10, 3, 2.50, 3.14, 1.5, 2.5, '1.50'),
                      (7, 3, 2, -1.25, 2.71828, 2.5, -3.5, '2'),
                      (null, null, null, null, null, null, null, null),
                      (15000, 10001, 5, 100.00, 1, 0.1, 0.1, '3.25')
                    """);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/dev/duckspace/gateway/functions/numbers.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            maxCharsPerColumn = 10_000)
    void a_statement_answers_as_postgresql_does(String sql, String values, String types) {
        List<String> shownTypes = new ArrayList<>();
        assertThat(answer(sql, shownTypes)).as(sql).isEqualTo(values);
        assertThat(String.join(" ", shownTypes)).as(sql).isEqualTo(types == null ? "" : types);
    }

    private static String answer(String sql, List<String> types) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData shape = result.getMetaData();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                types.add(shape.getColumnLabel(i) + ':' + shape.getColumnTypeName(i));
            }
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= shape.getColumnCount(); i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "NULL" : value);
                }
                rows.add(String.join("|", row));
            }
            return String.join(" ; ", rows);
        } catch (SQLException e) {
            return "ERR " + e.getSQLState();
        }
    }
}
