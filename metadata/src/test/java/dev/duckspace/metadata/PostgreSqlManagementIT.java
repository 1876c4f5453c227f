package dev.duckspace.metadata;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("NullAway.Init") // fields set by @BeforeAll
class PostgreSqlManagementIT extends ManagementContract {
    private static TemporaryPostgreSql server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = TemporaryPostgreSql.start();
    }

    @AfterAll
    static void stopServer() throws IOException, InterruptedException {
        server.stop();
    }

    @Override
    MetadataConfig database() {
        return new MetadataConfig.PostgreSql(server.newDatabase(), "postgres", null, 8);
    }
}
