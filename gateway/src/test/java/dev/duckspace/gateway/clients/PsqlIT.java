package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees in psql. */
class PsqlIT {
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

    private static String psql(WireTarget target, String script) {
        return ClientProgram.run(target, List.of("psql", "-X", "-q", "-A", "-t"), script).output();
    }

    @Test
    void connects_with_tls_and_names_the_server() {
        assertThat(psql(gateway.workspace(), "\\conninfo\nselect version();\nshow server_version;"))
                .contains("SSL connection (protocol: TLSv1.3")
                .contains("PostgreSQL 15")
                .contains("Duckspace");
    }

    @Test
    void reads_and_joins_project_tables() {
        String script =
                """
                select count(*), count(amount), sum(amount) from in_c_sales.orders;
                select c.id, count(*), sum(o.amount)
                from "in.c-sales".orders o join in_c_sales.customers c on c.id = o.customer_id
                group by c.id order by c.id limit 2;
                select name from in_c_sales.customers where id = 7;
                """;
        assertThat(psql(gateway.workspace(), script))
                .isEqualTo(
                        """
                        150000|128571|12053491072.50
                        0|30|2281250.00
                        1|30|2381282.50
                        Customer "7" — Zoë
                        line two
                        """);
    }

    @Test
    void creates_writes_and_changes_tables_of_its_own() {
        String script =
                """
                create table t (id serial primary key, name text not null, price numeric(10,2));
                insert into t (name, price) values ('a', 1.5), ('b', null) returning id, name, price;
                update t set price = 2 where name = 'b';
                delete from t where name = 'a';
                select * from t;
                with w as (select generate_series as i from generate_series(1, 4))
                select i, sum(i) over (order by i) from w order by i;
                drop table t;
                """;
        assertThat(psql(gateway.workspace(), script))
                .isEqualTo(
                        """
                        1|a|1.50
                        2|b|
                        2|b|2.00
                        1|1
                        2|3
                        3|6
                        4|10
                        """);
    }

    @Test
    void sees_transactions_and_errors_as_in_postgresql() {
        String script =
                """
                \\set VERBOSITY verbose
                create table t (i int);
                begin;
                insert into t values (1);
                select 1/0;
                select 1;
                commit;
                select count(*) from t;
                select * from missing;
                select nothing from t;
                selec 1;
                insert into in_c_sales.orders select * from in_c_sales.orders;
                """;
        assertThat(psql(gateway.workspace(), script).lines().toList())
                .containsSubsequence(
                        "ERROR:  22012: division by zero",
                        "ERROR:  25P02: current transaction is aborted, commands ignored until end"
                                + " of transaction block",
                        "0",
                        "ERROR:  42P01: relation \"missing\" does not exist",
                        "LINE 1: select * from missing;",
                        "                      ^",
                        "ERROR:  42703: column \"nothing\" does not exist",
                        "ERROR:  42601: syntax error at or near \"selec\"",
                        "LINE 1: selec 1;",
                        "        ^")
                .anyMatch(
                        line ->
                                line.startsWith("ERROR:  25006")
                                        || line.startsWith("ERROR:  42501"));
    }

    @Test
    void workspaces_share_the_project_and_nothing_else() {
        WireTarget one = gateway.workspace();
        WireTarget other = gateway.workspace();
        psql(one, "create table mine as select 1 as i;");
        assertThat(psql(one, "select i from mine;")).isEqualTo("1\n");
        assertThat(psql(other, "select i from mine;")).contains("relation \"mine\" does not exist");
        WireTarget stranger =
                new WireTarget(
                        WireTarget.Kind.DUCKSPACE,
                        one.host(),
                        one.port(),
                        other.database(),
                        one.user(),
                        one.password(),
                        true);
        assertThat(psql(stranger, "select 1;")).contains("does not exist");
    }

    @Test
    void statement_timeout_stops_a_statement_and_the_session_lives_on() {
        String script =
                """
                set statement_timeout = '300ms';
                select count(*) from range(100000000) a, range(100000000) b;
                reset statement_timeout;
                select 'alive';
                """;
        assertThat(psql(gateway.workspace(), script))
                .contains("canceling statement due to statement timeout")
                .endsWith("alive\n");
    }

    @Test
    void an_expired_workspace_says_so() {
        assertThat(psql(gateway.workspace(Duration.ofMillis(-1)), "select 1;")).contains("expired");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_look_alike() {
        WireTarget target = gateway.workspace();
        WireTarget wrong =
                new WireTarget(
                        WireTarget.Kind.DUCKSPACE,
                        target.host(),
                        target.port(),
                        target.database(),
                        target.user(),
                        "wrong",
                        true);
        WireTarget unknown =
                new WireTarget(
                        WireTarget.Kind.DUCKSPACE,
                        target.host(),
                        target.port(),
                        target.database(),
                        "nobody",
                        "wrong",
                        true);
        assertThat(psql(wrong, "select 1;"))
                .contains("password authentication failed for user \"" + target.user() + "\"");
        assertThat(psql(unknown, "select 1;"))
                .contains("password authentication failed for user \"nobody\"");
    }

    @Test
    void copies_files_in_and_out(@TempDir Path directory) throws IOException {
        WireTarget workspace = gateway.workspace();
        Path in = directory.resolve("in.csv");
        Path out = directory.resolve("out.csv");
        Files.writeString(in, "id,name\n1,one\n2,\"t,wo\"\n3,\n");
        String script =
                """
                create table copied_in (id int primary key, name text, made timestamp default now());
                \\copy copied_in(id, name) from '%s' csv header
                select count(*), count(name), count(made) from copied_in;
                \\copy (select id, name from copied_in order by id) to '%s' with (format csv, header)
                copy copied_in(id, name) from stdin;
                4\tfour
                \\.
                select sum(id) from copied_in;
                """
                        .formatted(in, out);
        assertThat(psql(workspace, script)).isEqualTo("3|2|3\n10\n");
        assertThat(Files.readString(out)).isEqualTo(Files.readString(in));
    }
}
