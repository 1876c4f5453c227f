package dev.duckspace.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // fields set by @BeforeAll
class SampleTablesTest {
    private static Connection connection;

    @BeforeAll
    static void create() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            for (SampleTable table : SampleTable.values()) {
                statement.execute(
                        "CREATE TABLE " + table.table() + " AS FROM (" + table.sql() + "\n)");
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void there_are_150_000_orders_of_5_000_customers() throws SQLException {
        assertThat(number("SELECT count(*) FROM orders")).isEqualTo(150_000);
        assertThat(number("SELECT count(*) FROM customers")).isEqualTo(5_000);
        assertThat(number("SELECT count(*) FROM orders ANTI JOIN customers USING (customer_id)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM monthly_revenue")).isGreaterThan(300);
    }

    @Test
    void the_data_has_what_real_data_has() throws SQLException {
        assertThat(number("SELECT count(*) FROM customers WHERE email IS NULL")).isPositive();
        assertThat(number("SELECT count(*) FROM customers WHERE notes LIKE '%' || chr(10) || '%'"))
                .isPositive();
        assertThat(number("SELECT count(*) FROM customers WHERE notes LIKE '%\"%'")).isPositive();
        assertThat(number("SELECT count(*) FROM customers WHERE name LIKE '%''%'")).isPositive();
        assertThat(number("SELECT count(DISTINCT name) FROM customers")).isGreaterThan(400);
        assertThat(number("SELECT count(DISTINCT status) FROM orders")).isEqualTo(4);
        assertThat(number("SELECT count(*) FROM orders WHERE comment LIKE '%🎉%'")).isPositive();
        assertThat(number("SELECT count(*) FROM orders WHERE amount <= 0 OR amount IS NULL"))
                .isZero();
    }

    @Test
    void the_report_agrees_with_the_orders() throws SQLException {
        assertThat(
                        number(
                                """
                                SELECT count(*) FROM (
                                    SELECT (SELECT sum(revenue) FROM monthly_revenue)
                                         - (SELECT sum(amount) FROM orders WHERE status <> 'cancelled')
                                        AS difference)
                                WHERE difference = 0"""))
                .isEqualTo(1);
    }

    private static long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
