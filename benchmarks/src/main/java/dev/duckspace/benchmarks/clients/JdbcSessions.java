package dev.duckspace.benchmarks.clients;

import dev.duckspace.gateway.wire.WireTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Sessions of PostgreSQL's JDBC driver. */
public final class JdbcSessions {
    private JdbcSessions() {}

    /**
     * @param options of the driver, by name
     */
    public static Connection connect(WireTarget target, Map<String, String> options)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        options.forEach(properties::setProperty);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(target.host(), target.port(), target.database()),
                properties);
    }
}
