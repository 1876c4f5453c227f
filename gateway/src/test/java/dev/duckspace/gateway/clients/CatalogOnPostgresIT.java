package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same objects here and in a real PostgreSQL 15: what tools show of them is the same. */
class CatalogOnPostgresIT {
    private static final String OBJECTS =
            """
            create type mood as enum ('sad', 'glad');
            create schema other;
            create table parent (id int primary key, code text unique);
            create table child (id int not null default 5, name text default 'x', price numeric(10,2) check (price > 0),
                feeling mood, tags int[], parent_id int references parent (id), created timestamp default now(),
                ok boolean not null default true, amount double precision default 1.5, d date default '2020-01-01', primary key (id));
            create table ser (id serial primary key, big bigserial, b bytea, u uuid, t time, tz timestamptz, i interval, a text[]);
            create table multi (a int, b int, c text, primary key (a, b), unique (c, b), check (a > b),
                check (c <> 'x' and a in (1, 2)), check (a between 1 and 9 or b is null));
            create table other.far (id bigint primary key, note text);
            create index child_name on child (name);
            create unique index child_two on child (name, parent_id);
            create index child_low on child (lower(name));
            create view names as select id, name from child;
            create view picked as select id, name as n, lower(name) as low from child
                where price > 1 and (name = 'a' or id in (1, 2)) and parent_id is not null;
            create view other.farview as select id from other.far where id > 3;
            create sequence numbers start 5 increment 2 maxvalue 100;
            comment on table child is 'a comment';
            comment on column child.name is 'of a column';
            comment on view names is 'of a view';
            """;

    private static GatewayUnderTest gateway;
    private static WireTarget ours;
    private static WireTarget theirs;

    @BeforeAll
    static void start() throws IOException {
        assertThat(PostgresServer.isInstalled()).as("PostgreSQL 15 is installed").isTrue();
        gateway = GatewayUnderTest.start();
        ours = gateway.workspace();
        WireTarget server = PostgresServer.shared().target();
        psql(server, "drop database if exists catalog_beside; create database catalog_beside;");
        theirs =
                new WireTarget(
                        server.kind(),
                        server.host(),
                        server.port(),
                        "catalog_beside",
                        server.user(),
                        server.password(),
                        server.tls());
        assertThat(psql(theirs, OBJECTS)).isEmpty();
        assertThat(psql(ours, OBJECTS)).isEmpty();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Errors have no place here in what a function raises. */
    private static String psql(WireTarget target, String script) {
        return ClientProgram.run(
                        target, List.of("psql", "-X", "-q", "-A", "-v", "VERBOSITY=terse"), script)
                .output()
                .replaceAll(" at character \\d+", "")
                .replace(target.user(), "USER")
                .replace("pg_duckspace", "USER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d",
                "\\dt",
                "\\dt public.ch*",
                "\\dt other.*",
                "\\dv",
                "\\dv+",
                "\\dm",
                "\\ds",
                "\\di",
                "\\dE",
                "\\dn",
                "\\d child",
                "\\d+ child",
                "\\d ser",
                "\\d multi",
                "\\d+ multi",
                "\\d parent",
                "\\d other.far",
                "\\d other.*",
                "\\d names",
                "\\d+ names",
                "\\d+ picked",
                "\\d+ other.farview",
                "\\d child_pkey",
                "\\d child_low",
                "\\d numbers",
                "\\dT",
                "\\dT+",
                "\\dT mood",
                "\\dD",
                "\\dp",
                "\\z",
                "\\ddp",
                "\\db",
                "\\dC int4",
                "\\df",
                "\\df abs",
                "\\dfn upper",
                "\\des",
                "\\dew",
                "\\deu",
                "\\det",
                "\\dRp",
                "\\dRs",
                "\\dA",
                "\\dX",
                "\\dP",
                "\\dy",
                "\\dd",
                "\\drds",
                "\\dS pg_class",
                "\\sv names",
                "\\sv+ picked",
                "\\d nothing",
                "\\dt nothing",
                "\\dn public",
            })
    void psql_shows_the_same(String command) {
        assertThat(psql(ours, command)).isEqualTo(psql(theirs, command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'child'::regclass, 'other.far'::regclass, 'int4'::regtype, 'integer[]'::regtype, 'varchar'::regtype",
                "select 'pg_catalog.abs(integer)'::regprocedure, to_regprocedure('abs(bigint)'), to_regprocedure('abs(text)')",
                "select to_regclass('nothing'), to_regclass('other.far'), to_regclass('a.b.c.d'), to_regtype('mood'), to_regtype('nothing')",
                "select to_regnamespace('other'), to_regnamespace('nothing'), to_regrole('nothing'), to_regcollation('C')",
                "select to_regoperator('+(integer,integer)'), to_regproc('array_in'), to_regproc('nothing')",
                "select 'nothing'::regclass",
                "select 'nothing'::regtype",
                "select 'nothing'::regproc",
                "select 'nothing'::regnamespace",
                "select 'abs'::regproc",
                "select poid::regclass from (select 'child'::text as poid) s",
                "select conrelid::regclass, confrelid::regclass::text from pg_constraint where contype = 'f'",
                "select format_type(1043, 24), format_type(1700, 655366), format_type(1007, null), format_type(0, null), format_type(1, 1), format_type(1114, 3)",
                "select pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conrelid = 'multi'::regclass order by 1",
                "select pg_get_expr(adbin, adrelid) from pg_attrdef order by 1",
                "select pg_get_indexdef('child_low'::regclass), pg_get_indexdef('child_two'::regclass, 2, true)",
                "select pg_get_viewdef('picked'::regclass), pg_get_viewdef('other.farview', true)",
                "select obj_description('child'::regclass, 'pg_class'), col_description('child'::regclass, 2), obj_description('names'::regclass)",
                "select pg_table_is_visible('child'::regclass), pg_table_is_visible('other.far'::regclass), pg_type_is_visible('mood'::regtype)",
                "select c.relname, a.attname from pg_depend d join pg_class c on c.oid = d.objid join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid where c.relkind = 'S' and d.deptype = 'a' order by 1",
                "select distinct v.relname, t.relname from pg_rewrite r join pg_class v on v.oid = r.ev_class join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.deptype = 'n' join pg_class t on t.oid = d.refobjid and t.oid <> v.oid where t.relnamespace = 'public'::regnamespace order by 1, 2",
                "select c.tableoid::regclass, c.relname from pg_class c where relname = 'child'",
                "select i.indkey, i.indclass, i.indcollation, i.indisunique from pg_index i where i.indrelid = 'child'::regclass order by 1",
                "select count(*), count(*) filter (where catcode = 'R') from pg_get_keywords()",
                "select cardinality(acldefault('r', 10)), cardinality(acldefault('f', 10))",
            })
    void questions_have_the_same_answers(String question) {
        assertThat(psql(ours, question)).isEqualTo(psql(theirs, question));
    }

    @FunctionalInterface
    private interface Question {
        ResultSet of(DatabaseMetaData metadata) throws SQLException;
    }

    private record Named(String name, Question question) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> driverQuestions() {
        return Stream.of(
                new Named("getTables", m -> m.getTables(null, "public", "%", null)),
                new Named(
                        "getTables of types",
                        m -> m.getTables(null, null, "c%", new String[] {"TABLE", "VIEW"})),
                new Named("getColumns", m -> m.getColumns(null, "public", "%", "%")),
                new Named("getPrimaryKeys", m -> m.getPrimaryKeys(null, "public", "multi")),
                new Named("getImportedKeys", m -> m.getImportedKeys(null, "public", "child")),
                new Named("getExportedKeys", m -> m.getExportedKeys(null, "public", "parent")),
                new Named(
                        "getCrossReference",
                        m -> m.getCrossReference(null, null, "parent", null, null, "child")),
                new Named("getIndexInfo", m -> m.getIndexInfo(null, "public", "child", true, true)),
                new Named(
                        "getBestRowIdentifier",
                        m -> m.getBestRowIdentifier(null, "public", "child", 2, true)),
                new Named("getVersionColumns", m -> m.getVersionColumns(null, "public", "child")),
                new Named("getSchemas", DatabaseMetaData::getSchemas),
                new Named("getTableTypes", DatabaseMetaData::getTableTypes),
                new Named("getTypeInfo", DatabaseMetaData::getTypeInfo),
                new Named("getUDTs", m -> m.getUDTs(null, null, "mood", null)),
                new Named("getTablePrivileges", m -> m.getTablePrivileges(null, "public", "child")),
                new Named(
                        "getColumnPrivileges",
                        m -> m.getColumnPrivileges(null, "public", "child", "name")),
                new Named("getProcedures", m -> m.getProcedures(null, null, "abs")),
                new Named(
                        "getFunctionColumns", m -> m.getFunctionColumns(null, null, "abs", null)));
    }

    @ParameterizedTest
    @MethodSource("driverQuestions")
    void the_jdbc_driver_tells_the_same(Named named) throws SQLException {
        assertThat(answers(ours, named.question())).isEqualTo(answers(theirs, named.question()));
    }

    private static List<String> answers(WireTarget target, Question question) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", "require");
        List<String> answers = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://%s:%d/%s"
                                        .formatted(target.host(), target.port(), target.database()),
                                properties);
                ResultSet rows = question.of(connection.getMetaData())) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(
                            String.valueOf(rows.getString(i))
                                    .replace(target.user(), "USER")
                                    .replace(target.database(), "DATABASE"));
                }
                answers.add(String.join("|", row));
            }
        }
        Collections.sort(answers);
        return answers;
    }
}
