package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // fields set by @BeforeAll and @BeforeEach
class PostgreSqlMetadataStoreIT extends MetadataStoreContract {
    private static TemporaryPostgreSql server;
    private String url;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = TemporaryPostgreSql.start();
    }

    @AfterAll
    static void stopServer() throws IOException, InterruptedException {
        server.stop();
    }

    @BeforeEach
    @Override
    void open() {
        url = server.newDatabase();
        super.open();
    }

    @Override
    MetadataConfig database() {
        return new MetadataConfig.PostgreSql(url, "postgres", null, 8);
    }

    @Test
    void a_server_that_is_not_there_is_unavailable() {
        MetadataConfig config =
                new MetadataConfig.PostgreSql(
                        "jdbc:postgresql://127.0.0.1:1/none", "postgres", null, 1);

        assertThatThrownBy(() -> MetadataStore.open(config))
                .isInstanceOfSatisfying(
                        MetadataException.class,
                        e ->
                                assertThat(e.problem())
                                        .isEqualTo(MetadataException.Problem.UNAVAILABLE));
    }
}
