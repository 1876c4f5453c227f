package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each client runs its script on a real PostgreSQL 15 and on Duckspace, with the tables of {@code
 * clients/tables.sql} in both, and must print the same lines but for the differences that are
 * listed and explained in {@code clients/differences}.
 */
class ClientsIT {
    private static ComparedServers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = ComparedServers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    static Stream<ComparedClient> clients() {
        return Stream.of(
                ComparedClient.python("psycopg3", "psycopg3_session.py"),
                ComparedClient.python("asyncpg", "asyncpg_session.py"),
                ComparedClient.python("sqlalchemy-psycopg2", "sqlalchemy_session.py", "psycopg2"),
                ComparedClient.python("alembic", "alembic_session.py"),
                ComparedClient.python("arrow", "arrow_session.py"),
                ComparedClient.python("pandas", "pandas_session.py"),
                ComparedClient.python("django", "django_session.py"),
                ComparedClient.python("dbt", "dbt_session.py"),
                ComparedClient.python("pgcli", "pgcli_session.py"),
                ComparedClient.python("batches", "batches_session.py"),
                ComparedClient.python("long-results", "long_results_session.py"),
                ComparedClient.python("psqlodbc-fetch", "odbc_fetch_session.py"),
                ComparedClient.node("node-pg-streams", "streams_session.js"),
                ComparedClient.python("psqlodbc", "odbc_session.py"),
                ComparedClient.of("isql", "bash", "shell/isql_session.sh"),
                ComparedClient.of("gdal", "bash", "shell/gdal_session.sh"),
                ComparedClient.of("pg_dump", "bash", "shell/pg_dump_session.sh"),
                ComparedClient.of("restore", "bash", "shell/restore_session.sh"),
                ComparedClient.of("psql", "bash", "shell/psql_session.sh"),
                ComparedClient.python("psql-tab", "psql_tab_session.py"),
                ComparedClient.node("node-pg", "pg_session.js"),
                ComparedClient.node("postgresjs", "postgresjs_session.js"),
                ComparedClient.node("knex", "knex_session.js"),
                ComparedClient.go("pgx", "pgxsession"),
                ComparedClient.go("lib-pq", "pqsession"),
                ComparedClient.of("dbd-pg", "perl", "perl/dbd_pg_session.pl"),
                ComparedClient.of("ruby-pg", "ruby", "ruby/pg_session.rb"),
                ComparedClient.of("php", "php", "php/pdo_session.php"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_sees_what_it_sees_on_postgresql(ComparedClient client) throws IOException {
        Answers expected = answers(client, servers.postgres());
        Answers actual = answers(client, servers.duckspace());

        KnownDifferences known = client.knownDifferences();
        assertThat(known.unexpected(expected, actual)).isEmpty();
        assertThat(known.stale(expected, actual)).as("labels that do not differ").isEmpty();
    }

    private static Answers answers(ComparedClient client, WireTarget target) {
        ClientProgram.Outcome outcome = ClientProgram.run(target, client.command(), "");
        String output =
                outcome.output()
                        .replace(target.user(), "USER")
                        .replace(target.database(), "DATABASE");
        assertThat(outcome.exitCode()).as(output).isZero();
        return Answers.of(output.lines().toList());
    }
}
