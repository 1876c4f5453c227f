package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewriterTest {
    private static RewrittenSql rewrite(String sql) {
        return rewrite(sql, RewriteContext.NONE);
    }

    private static RewrittenSql rewrite(String sql, RewriteContext context) {
        return Rewriter.rewrite(SqlSplitter.split(sql).getFirst(), context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, 'it''s', $1 from t where x like 'a%' limit all",
                "select list_transform([1, 2], x -> x + 1), {'a': 1}, #1 from t",
                "create table sum (a int, b int)",
                "insert into avg (a) values (1)",
                "with sum(a) as (select b from t), avg(b) as (select c from t) select a from sum, avg",
                "pivot t on x using sum(y)",
                "create table t (a int primary key, b decimal(10,2), c timestamp)",
                "select current_user, user, x::text",
                "drop table if exists t cascade",
            })
    void what_both_read_alike_is_the_same_object(String sql) {
        RewrittenSql rewritten = rewrite(sql + "; -- é");

        assertThat(rewritten.text()).isEqualTo(sql);
        assertThat(rewritten.prelude()).isEmpty();
        String whole = "select 1";
        assertThat(rewrite(whole).text()).isSameAs(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                // names of the catalog
                "select pg_catalog.version() § select version()",
                "select \"pg_catalog\".version() § select version()",
                "select 1::pg_catalog.int4 § select 1::int4",
                "select cast(x as pg_catalog.int4[]) § select cast(x as int4[])",
                "select a OPERATOR(pg_catalog.~) b § select a  @~  b",
                "select a ~* b, ~c § select a  @~*  b, ~c",
                "select a !~ all (array['x']) § select a  @!~&  (array['x'])",
                "select a ~ any (select 'x') § select a  @~ array (select 'x')",
                "select regexp_matches(a, 'x') § select unnest(pg_regexp_matches(a, 'x'))",
                "select * from string_to_table(a, ',') t"
                        + " § select * from unnest(pg_string_to_table(a, ',')) t(t)",
                "select * from t, regexp_matches(a, 'x') § select * from t,"
                        + " unnest(pg_regexp_matches(a, 'x')) AS regexp_matches(regexp_matches)",
                "select a similar to 'b%' escape '#'"
                        + " § select a similar to pg_similar_pattern('b%' , '#')",
                "select concat(a, 1) § select pg_concat(pg_value_text(a), pg_value_text(1))",
                "select format('%s', variadic b)"
                        + " § select pg_format_variadic('%s', CAST( b AS VARCHAR[]))",
                "select a is not nfd normalized § select a @!~= 'nfd'",
                "select normalize(a, NFKC) § select normalize(a, 'NFKC')",
                "select a operator(+) b § select a + b",
                "select a || null, null || b, c || null::int[], d is null || e"
                        + " § select a || NULL::pg_null, null::pg_null || b, c || NULL::pg_null,"
                        + " d is null || e",
                "select a = '1'::jsonb, '1'::jsonb <> b, c = '1'::json"
                        + " § select a  @=  '1'::jsonb, '1'::jsonb  @!=  b, c = '1'::json",
                "select a collate pg_catalog.default, b § `select a , b`",
                "select a collate \"default\" § `select a `",
                "select a collate pg_catalog.\"C\" § select a collate \"C\"",
                // literals
                "select E'a\\u00e9\\n' § `select 'aé\n'`",
                "select E'it\\'s' § select 'it''s'",
                "select U&'d!0061t' uescape '!', 1 § select 'dat', 1",
                "select U&\"d\\0061t\" § select \"dat\"",
                "select X'1F' § select B'00011111'",
                "select X'1F'::blob § select X'1F'::blob",
                "select E'\\\\x41'::bytea § select '\\x41'::bytea",
                "select cast('\\x27' as pg_catalog.bytea) § select cast('\\x27' as bytea)",
                // types
                "select '{}'::jsonb, 'x'::name, 1::float § select '{}'::jsonb, 'x'::pg_name, 1::DOUBLE",
                "select x::float(24), x::float8 § select x::float(24), x::float8",
                "select x::bit varying(5), y::varbit § select"
                        + " x::\"cut bit varying(5)\"::\"bit varying(5)\", y::\"bit varying\"",
                "select cast(x as varchar(5)), char(2) 'x' § select"
                        + " cast(pg_string(x) as \"cut character varying(5)\")::\"character varying(5)\","
                        + " \"cut character(2)\" 'x'::\"character(2)\"",
                "select x::varchar(5)[], y::_int4, z::char § select"
                        + " x::\"cut character varying(5)\"[]::\"character varying(5)\"[],"
                        + " y::INTEGER[], pg_string(z)::\"cut character(1)\"::\"character(1)\"",
                "create table t (a varchar(5), b char, c varchar, d bit(3)) § create table t"
                        + " (a \"character varying(5)\", b \"character(1)\","
                        + " c \"character varying\", d \"bit(3)\")",
                "create table t (a timestamp(3), b timestamptz(0), c interval year to month, d time(6)[])"
                        + " § create table t (a \"timestamp(3) without time zone\", b \"timestamp(0) with time zone\","
                        + " c \"interval year to month\", d \"time(6) without time zone\"[])",
                "select x::timestamp(3) with time zone § select x::pg_timestamptz::pg_timestamptz_3::\"timestamp(3) with time zone\"",
                "select x::timestamptz(0), y::time(3) § select x::pg_timestamptz::pg_timestamptz_0::\"timestamp(0) with time zone\", y::TIME::pg_time_3::\"time(3) without time zone\"",
                "select x::timestamp(3), y::timestamp(2) § select x::TIMESTAMP::pg_timestamp_3::\"timestamp(3) without time zone\", y::TIMESTAMP::pg_timestamp_2::\"timestamp(2) without time zone\"",
                "select x::interval day to second(3) as y § select x::INTERVAL::pg_interval_day_second::pg_interval_3::\"interval day to second(3)\" as y",
                "select jsonb '{}', json '{}' § select jsonb '{}', json '{}'",
                "select name, t.name, jsonb from t § select name, t.name, jsonb from t",
                // numeric
                "select 1.50::numeric § select 1.50::DECIMAL(3,2)",
                "select '12.345'::numeric § select '12.345'::DECIMAL(5,3)",
                "select cast(7 as decimal) § select cast(7 as DECIMAL(1,0))",
                "select numeric '1.5' § select DECIMAL(2,1) '1.5'",
                "select x::numeric § select pg_numeric(x)",
                "select a.b[1]::decimal, -x::numeric § select pg_numeric(a.b[1]), -pg_numeric(x)",
                "select x::double precision::numeric § select pg_numeric(x::double precision)",
                "select sum(x) filter (where y)::numeric § select pg_numeric(pg_sum(x) filter (where y))",
                "select f(x) over (order by y)::numeric § select pg_numeric(f(x) over (order by y))",
                "select cast(x + 1 as numeric) § `select pg_numeric(x + 1 )`",
                "select $1::numeric, null::numeric § select $1::DECIMAL(38,10), null::DECIMAL(38,10)",
                // functions and operators by the engine's names
                "select sum(x), \"sum\"(y), pg_catalog.avg(z) § select pg_plain_sum(x), pg_plain_sum(y), pg_plain_avg(z)",
                "select sum(distinct x), avg(y) over (), sum((select 1)) § select pg_sum(distinct x), pg_avg(y) over (), pg_sum((select 1))",
                "select a # b, 5#3 § `select a  |&|  b, 5 |&| 3`",
                "select every(x) over (order by y) § select bool_and(x) over (order by y)",
                // numerics with an exponent
                "select 1e3, 1.5E-3, 2e3::float8, 1e99 § select 1000., 0.0015, 2e3::float8, 1e99",
                "select f(x)::numeric[] § select f(x)::DECIMAL(38,10)[]",
                "select x::numeric(5,2), y::dec(3) § select x::numeric(5,2), y::dec(3)",
                "create table t as select 1.5::numeric a § create table t as select"
                        + " 1.5::DECIMAL(38,10) a",
                "create table t (a numeric, b numeric(5)) § create table t (a DECIMAL(38,10), b"
                        + " numeric(5))",
                "alter table t add column a numeric § alter table t add column a DECIMAL(38,10)",
                "alter table t alter column a set data type jsonb § alter table t alter column a set data type jsonb",
                // clauses
                "select * from t for update of t nowait § `select * from t `",
                "select * from t for no key update skip locked § `select * from t `",
                "select substring(a from 1 for 2) § select substring(a from 1 for 2)",
                "select * from only t, only (u) § select * from  t,  (u)",
                "update only t set a = 1 § update  t set a = 1",
                "select * from t fetch first 2 rows only § select * from t fetch first 2 rows only",
                "select a, b into temp x.t from u where c § CREATE TEMP TABLE x.t AS select a, b "
                        + " from u where c",
                "with u as (select a) select * into t from u § CREATE TABLE t AS with u as (select"
                        + " a) select *  from u",
                "truncate t § truncate t",
                "truncate only t continue identity cascade § `truncate  t `",
                "select current_timestamp(3) § select pg_round_time(current_timestamp, 3)",
                "select extract(year from d), extract('day' from d) § select pg_extract('year', d), pg_extract('day', d)",
                "select (a, b) overlaps (c, d) § select pg_overlaps(a, b,c, d)",
                "select interval '1-2' year to month § select pg_interval_of('1-2', 'year_month', 6)",
                "select j -> 'a' ->> 0, j #> '{a}' § select j  @->  'a'  @->>  0, j  @~>  '{a}'",
                "select j -> '$.a', list_filter(l, x -> x > 1), k ->> 'b' § select j -> '$.a', list_filter(l, x -> x > 1), k  @->>  'b'",
                "select json_agg(x order by y) filter (where z) § select pg_json_agg(list(x order by y) filter (where z))",
                "select json_object_agg(k, v order by k) § select pg_json_object_agg(list(row(k, v) order by k))",
                "select jsonb_each(j) § select unnest(pg_jsonb_each(j))",
                "select e.v from t, jsonb_array_elements(t.j) e(v) § select e.v from t, unnest(pg_jsonb_array_elements(t.j)) e(v)",
                "select * from json_to_recordset(j) as x(a int, b text) § select * from (FROM (SELECT unnest(pg_json_array_elements(j)) AS _e)  SELECT CAST(pg_json_field(_e, 'a') AS  int) AS a, CAST(pg_json_field(_e, 'b') AS  text) AS b) AS x",
                "select len(generate_series(1, 3)) § select len(generate_series(1, 3))",
                "vacuum (full, analyze) t § vacuum ANALYZE t",
                "vacuum full verbose t § vacuum   t",
                // LIKE
                "select a like 'x\\_y' § select a like 'x\\_y' ESCAPE '\\'",
                "select a not ilike b || '%' and c § select a not ilike b || '%' ESCAPE '\\' and c",
                "select a like 'x' || $1 = b § select a like 'x' || $1 ESCAPE '\\' = b",
                "select a like t.b::numeric(3) or c § select a like t.b::numeric(3) ESCAPE '\\' or c",
                "select a like f(b, c)[1] from t § select a like f(b, c)[1] ESCAPE '\\' from t",
                "select a like 'x\\y' escape '#' § select a like 'x\\y' escape '#'",
                "select a like any (array['x\\']) § select a  @~~  (array['x\\'])",
                "create table t (like u) § create table t (like u)",
                // definitions
                "create unlogged table t (a int) with (fillfactor=70) tablespace x § `create  table"
                        + " t (a int)  `",
                "create local temp table t (a int) § create  temp table t (a int)",
                "create table t (a int, b int generated always as (a * 2) stored) § create table t"
                        + " (a int, b int generated always as (a * 2) VIRTUAL)",
                "create index concurrently on s.t using btree (a text_pattern_ops desc, lower(b))"
                        + " include (c) § `create index  \"t_a_lower_idx\" on s.t  (a  desc, lower(b))"
                        + " `",
                "create sequence s as int start 5 cache 10 owned by t.a § create sequence s"
                        + " INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START 5 NO CYCLE",
                "drop index concurrently i § drop index  i",
            })
    void a_spelling_of_postgresql_becomes_the_engines(String sql, String expected) {
        assertThat(rewrite(sql).text()).isEqualTo(expected);
    }

    @Test
    void relations_of_the_catalog_are_the_gateways_own() {
        RewriteContext context =
                new RewriteContext(Map.of(), Map.of(), "duckspace", null, name -> Optional.empty());

        assertThat(
                        rewrite(
                                        "select pg_catalog.pg_class.oid, information_schema.f(1)"
                                                + " from pg_catalog.pg_class,"
                                                + " information_schema.tables",
                                        context)
                                .text())
                .isEqualTo(
                        "select duckspace.pg.pg_class.oid, duckspace.info.f(1)"
                                + " from duckspace.pg.pg_class, duckspace.info.tables");
        assertThat(rewrite("select t.pg_catalog.a, pg_catalog from t", context).text())
                .isEqualTo("select t.pg_catalog.a, pg_catalog from t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "select 'a.b'::regclass § select pg_regclass_in('a.b')",
                "select c.oid::pg_catalog.regclass § select pg_regclass_in(c.oid)",
                "select c.oid::pg_catalog.regclass::pg_catalog.text § select pg_regclass_out(pg_regclass_in(c.oid))",
                "select f(x, 1)::regtype::text § select pg_regtype_out(pg_regtype_in(f(x, 1)))",
                "select (a || 'b')::regproc::oid § select pg_regproc_in((a || 'b'))::pg_oid",
                "select E'a\\'b'::text::regclass § select pg_regclass_in('a''b'::text)",
                "select cast('t' as regclass) § select pg_regclass_in('t' )",
                "select 'r'::\"char\" § select 'r'::pg_char",
            })
    void references_to_objects_are_looked_up(String sql, String expected) {
        assertThat(rewrite(sql).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from \"Shop\".public.t § select * from public.t",
                "select \"Shop\".public.t.c from \"Shop\".\"public\".t § select public.t.c from \"public\".t",
                "create table \"Shop\".s.t as (select 1 as x) § create table s.t as (select 1 as x)",
                "create table if not exists \"Shop\".s.t (i int) § create table if not exists s.t (i int)",
                "drop table if exists \"Shop\".\"s\".\"t\" cascade § drop table if exists \"s\".\"t\" cascade",
                "insert into \"Shop\".s.t (\"a\") values (1) § insert into s.t (\"a\") values (1)",
                "alter table \"Shop\".s.t rename to x § alter table s.t rename to x",
                "create view \"Shop\".s.v as select 1 as x § create view s.v as select 1 as x",
                "truncate table \"Shop\".s.t § truncate table s.t",
                "select \"Shop\".c from public.t \"Shop\" § select \"Shop\".c from public.t \"Shop\""
            })
    void the_databases_own_name_is_left_out(String pair) {
        RewriteContext context =
                new RewriteContext(
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        name -> name.equals("Shop") ? Optional.of("") : Optional.empty());
        String[] parts = pair.split(" § ");

        assertThat(rewrite(parts[0], context).text()).isEqualTo(parts[1]);
    }

    @Test
    void a_parameter_at_position_zero_is_a_null_of_its_type() {
        RewriteContext context =
                new RewriteContext(
                        Map.of(1, "VARCHAR"), Map.of(1, 0), null, null, name -> Optional.empty());

        assertThat(rewrite("select len($1)", context).text())
                .isEqualTo("select len(NULL::VARCHAR)");
    }

    @Test
    void parameters_of_known_type_are_cast() {
        RewriteContext context =
                RewriteContext.NONE.withParameterTypes(Map.of(1, "BIGINT", 2, "VARCHAR"));

        assertThat(
                        rewrite(
                                        "select $1, $1::int, cast($1 as int), $1[1], a like $2, $3,"
                                                + " f($1)",
                                        context)
                                .text())
                .isEqualTo(
                        "select $1::BIGINT, $1::BIGINT::int, cast($1::BIGINT as int),"
                                + " ($1::BIGINT)[1], a like $2::VARCHAR ESCAPE '\\', $3,"
                                + " f($1::BIGINT)");
    }

    @Test
    void a_serial_column_draws_from_a_sequence_of_its_own() {
        RewriteContext context =
                new RewriteContext(Map.of(), Map.of(), null, "public", name -> Optional.empty());
        RewrittenSql rewritten =
                rewrite("create table t (id serial primary key, \"B\" bigserial)", context);

        assertThat(rewritten.text())
                .isEqualTo(
                        "create table t (id INTEGER DEFAULT pg_drawn('public.t_id_seq',"
                                + " nextval('public.t_id_seq')) NOT NULL primary key, \"B\" BIGINT"
                                + " DEFAULT pg_drawn('public.\"t_B_seq\"',"
                                + " nextval('public.\"t_B_seq\"')) NOT NULL)");
        assertThat(rewritten.prelude())
                .containsExactly(
                        "CREATE TABLE public.t(i INTEGER)",
                        "DROP TABLE public.t",
                        "CREATE OR REPLACE SEQUENCE public.t_id_seq INCREMENT BY 1 MINVALUE 1"
                                + " MAXVALUE 2147483647 START 1 NO CYCLE",
                        "CREATE OR REPLACE SEQUENCE public.\"t_B_seq\" INCREMENT BY 1 MINVALUE 1"
                                + " MAXVALUE 9223372036854775807 START 1 NO CYCLE");
    }

    @Test
    void an_identity_column_hands_its_options_to_its_sequence() {
        RewrittenSql rewritten =
                rewrite(
                        "create table if not exists s.t (id int generated by default as identity"
                                + " (start with 5 increment by 2 cache 3) unique, b text)");

        assertThat(rewritten.text())
                .isEqualTo(
                        "create table if not exists s.t (id int DEFAULT pg_by_default('s.t_id_seq',"
                                + " nextval('s.t_id_seq')) NOT NULL unique, b text)");
        assertThat(rewritten.prelude())
                .containsExactly(
                        "CREATE SEQUENCE IF NOT EXISTS s.t_id_seq INCREMENT BY 2 MINVALUE 1"
                                + " MAXVALUE 2147483647 START 5 NO CYCLE");
    }

    @Test
    void a_temporary_tables_sequence_is_temporary() {
        assertThat(rewrite("create temp table t (id smallserial)").prelude())
                .containsExactly(
                        "CREATE TEMP TABLE temp.t(i INTEGER)",
                        "DROP TABLE temp.t",
                        "CREATE OR REPLACE TEMP SEQUENCE t_id_seq INCREMENT BY 1 MINVALUE 1"
                                + " MAXVALUE 32767 START 1 NO CYCLE");
    }

    @Test
    void a_list_becomes_one_statement_for_each() {
        RewrittenSql drop = rewrite("drop table if exists a, s.\"b,c\", d cascade");
        RewrittenSql truncate = rewrite("truncate table a, only b, c restrict");
        RewrittenSql alter = rewrite("alter table only t add a numeric, add b f(1, 2), drop c");

        assertThat(drop.prelude())
                .containsExactly(
                        "drop table if exists a cascade", "drop table if exists s.\"b,c\" cascade");
        assertThat(drop.text()).isEqualTo("drop table if exists d cascade");
        assertThat(truncate.prelude()).containsExactly("TRUNCATE a", "TRUNCATE  b");
        assertThat(truncate.text()).isEqualTo("truncate table c ");
        assertThat(alter.prelude())
                .containsExactly(
                        "ALTER TABLE t add a DECIMAL(38,10)", "ALTER TABLE t add b f(1, 2)");
        assertThat(alter.text()).isEqualTo("alter table  t drop c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (a int) partition by hash (a)",
                "create table t (a int) inherits (u)",
                "create table t (a int references u on delete cascade)",
                "create table t (a int, foreign key (a) references u match full)",
                "create table t (a int, exclude using gist (a with =))",
                "create table t (a int unique nulls not distinct)",
                "create view v as select 1 with check option",
                "create schema if not exists s create table t (a int)",
                "insert into t values (1) on conflict (lower(a)) do nothing",
            })
    void what_cannot_be_honoured_is_refused(String sql) {
        PgException error = catchThrowableOfType(PgException.class, () -> rewrite(sql));

        assertThat(error.sqlState()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select U&'\\00zz' ~ invalid Unicode escape ~ 8",
                "select U&'x' uescape 'ab' ~ invalid Unicode escape character at or near \"'ab'\" ~"
                        + " 22",
            })
    void a_wrong_literal_is_an_error_at_its_place(String sql, String message, int position) {
        PgException error = catchThrowableOfType(PgException.class, () -> rewrite(sql));

        assertThat(error).hasMessage(message);
        assertThat(error.info().position()).isEqualTo(position);
    }

    @Test
    void positions_lead_back_to_the_clients_characters() {
        String sql = "select 1; select 'é😀', E'\\u00e9', pg_catalog.f(x), nope from only t";
        RewrittenSql rewritten =
                Rewriter.rewrite(SqlSplitter.split(sql).get(1), RewriteContext.NONE);
        PositionMap positions = rewritten.positions();

        for (String word : List.of("'é😀'", "f(", "nope", "from")) {
            int client = sql.codePointCount(0, sql.indexOf(word, 10)) + 1;
            int offset = rewritten.text().indexOf(word);
            int bytes =
                    rewritten.text().substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
            assertThat(positions.clientPosition(offset)).as(word).isEqualTo(client);
            assertThat(positions.clientPositionOfByte(bytes)).as(word).isEqualTo(client);
        }
        assertThat(positions.clientPosition(0)).isEqualTo(11);
        assertThat(positions.clientPosition(rewritten.text().indexOf("'é'") + 1))
                .isEqualTo(sql.codePointCount(0, sql.indexOf("E'")) + 1);
        assertThat(positions.clientPosition(10_000))
                .isEqualTo(sql.codePointCount(0, sql.length()) + 1);
        assertThat(positions.clientPosition(-1)).isZero();
    }

    @Test
    void what_a_schema_is_created_with_is_made_and_found_in_it() {
        RewrittenSql rewritten =
                rewrite("create schema s create table t (a int) create view v as select a from t");

        assertThat(rewritten.prelude())
                .extracting(sql -> sql.replaceAll("\\s+", " "))
                .containsExactly(
                        "CREATE SCHEMA \"s\"",
                        "create table \"s\".t (a int)",
                        "create view \"s\".v as select a from \"s\".t");
        assertThat(rewritten.text()).isEmpty();
    }

    @Test
    void positions_allow_for_a_prefix() {
        RewrittenSql rewritten = rewrite("select x, nope").prefixed("EXPLAIN ");

        assertThat(rewritten.text()).isEqualTo("EXPLAIN select x, nope");
        assertThat(rewritten.positions().clientPosition(18)).isEqualTo(11);
        assertThat(rewritten.positions().clientPosition(3)).isEqualTo(1);
    }

    @Test
    void random_statements_are_rewritten_or_refused() throws IOException {
        List<String> corpus = StatementClassifierTest.acceptedByPostgresql();
        Random random = new Random(20_250_102);
        RewriteContext context =
                new RewriteContext(
                        Map.of(1, "BIGINT", 2, "VARCHAR"),
                        Map.of(),
                        "duckspace",
                        "public",
                        name -> Optional.empty());
        for (int run = 0; run < 20_000; run++) {
            String sql = mutated(corpus, random);
            try {
                for (SqlText text : SqlSplitter.split(sql)) {
                    RewrittenSql rewritten = Rewriter.rewrite(text, context);
                    int offset = random.nextInt(rewritten.text().length() + 1);
                    assertThat(rewritten.positions().clientPosition(offset))
                            .as(sql)
                            .isBetween(1, sql.length() + 1);
                }
            } catch (PgException expected) {
                assertThat(expected.info().position()).as(sql).isGreaterThanOrEqualTo(0);
            }
        }
    }

    /** A few tokens of one statement swapped for, or cut before, tokens of another. */
    private static String mutated(List<String> corpus, Random random) {
        String[] words = corpus.get(random.nextInt(corpus.size())).split(" ", -1);
        String[] others = corpus.get(random.nextInt(corpus.size())).split(" ", -1);
        int cut = random.nextInt(words.length + 1);
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < cut; i++) {
            boolean swap = random.nextInt(6) == 0;
            sql.append(swap ? others[random.nextInt(others.length)] : words[i]).append(' ');
        }
        return sql.toString();
    }
}
