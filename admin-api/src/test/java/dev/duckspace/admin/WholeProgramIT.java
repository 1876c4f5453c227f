package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeProgramIT {
    @Test
    void a_workspace_made_over_http_serves_a_driver(@TempDir Path data) throws SQLException {
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            AdminUnderTest.Login login = admin.workspace(admin.project("p"), "mine");

            try (Connection connection = admin.connect(login);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT 42 AS answer");
                try (ResultSet rows = statement.executeQuery("SELECT answer FROM t")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(42);
                }
            }
            assertThat(admin.get(login.path()).body()).contains("\"name\":\"t\"");
        }
    }
}
