package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load's where may say: each line is tried against a real workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // fields set before each test
class RowFilterTest {
    private Path directory;
    private Workspaces workspaces;
    private int number;

    @BeforeAll
    void publish(@TempDir Path temporary) {
        directory = temporary;
        workspaces = new Workspaces(directory);
        workspaces.publish(
                "in.c-sales",
                "orders",
                """
                SELECT range::INTEGER AS id, 'Name ' || range AS name, range / 4 AS share,
                    (range * 1.25)::DECIMAL(12,2) AS amount, DATE '2026-01-01' + range::INTEGER AS day,
                    TIMESTAMP '2026-01-01 12:00:00' + INTERVAL (range) HOUR AS moment,
                    CASE WHEN range % 2 = 0 THEN range END AS maybe, {'a': range} AS part,
                    [range, range + 1] AS list, '{"k": "v' || range || '"}' AS doc,
                    range AS "odd column", 'a\\b' AS back, range AS user
                FROM range(10)""");
        workspaces.publish("in.c-sales", "secrets", "SELECT 'hidden' AS word");
        workspaces.host.create(Workspaces.FIRST);
    }

    @AfterAll
    void close() {
        workspaces.close();
    }

    private long rows(String where) {
        TableLoad load =
                new TableLoad(
                        "in.c-sales.orders",
                        "t" + ++number,
                        List.of("id"),
                        where,
                        TableLoad.Mode.FAIL);
        return workspaces
                .host
                .contents(Workspaces.FIRST)
                .load(List.of(load), Long.MAX_VALUE, LoadListener.NONE)
                .tables()
                .getFirst()
                .rows();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id > 6 § 3
                    id between 2 and 4 or not (id < 9) § 4
                    ID in (1, 2, 3) and name like 'Name%' § 3
                    orders.id = 1 § 1
                    Orders."id" = 1 § 1
                    "odd column" = 3 § 1
                    user = 4 § 1
                    maybe is null § 5
                    maybe is not distinct from null § 5
                    amount > 5.00 and amount::numeric(12,2) < 7.5 § 1
                    day >= '2026-01-05' § 6
                    day = date '2026-01-03' § 1
                    moment > timestamp '2026-01-01 18:30:00' § 3
                    extract(hour from moment) = 13 § 1
                    date_trunc('day', moment) = '2026-01-01' § 10
                    day < current_date + interval '400 years' § 10
                    moment < now()::timestamp + interval '400 years' § 10
                    case when id = 1 then true else id = 2 end § 2
                    coalesce(maybe, -1) = -1 § 5
                    nullif(id, 3) is null § 1
                    part.a = 2 § 1
                    orders.part.a = 2 § 1
                    list[1] = 5 § 1
                    list_contains(list, 7) § 2
                    doc ->> 'k' = 'v8' § 1
                    name ~ '^Name [12]$' § 2
                    name ilike 'NAME 1' § 1
                    back = 'a\\b' § 10
                    back like 'a\\\\b' § 10
                    back = E'a\\\\b' § 10
                    name = $$Name 1$$ § 1
                    lower(name) = 'name 1' § 1
                    substring(name from 6 for 1) = '1' § 1
                    position('1' in name) > 0 § 1
                    trim(both ' ' from name) = 'Name 1' § 1
                    name || 'x' = 'Name 1x' § 1
                    name = 'Name 1' -- only this § 1
                    name = 'Name 1' /* a /* nested */ comment */ § 1
                    name similar to 'Name (1|2)' § 2
                    mod(id, 5) = 0 and id % 5 = 0 and id / 5 < 1 § 1
                    greatest(id, 8) = 9 § 1
                    'it''s (not) "quoted"; --' <> name § 10
                    cast(id as text) = '7' § 1
                    true § 10
                    """)
    void a_condition_on_the_columns_chooses_rows(String where, long expected) {
        assertThat(rows(where)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "-- nothing",
                "id = (SELECT 1)",
                "exists (SELECT 1)",
                "id IN (SELECT id FROM in_c_sales.orders)",
                "id = any(SELECT 1)",
                "7 = any(list)",
                "id NOT IN (TABLE in_c_sales.secrets)",
                "(FROM in_c_sales.secrets) = 'hidden'",
                "id = 1) UNION SELECT 1 FROM in_c_sales.secrets WHERE (true",
                "id = 1) OR (true",
                "id = 1) --",
                "id = 1) /*",
                "id = 1 /*",
                "id = 1 */",
                "id = 1; DROP TABLE public.t1",
                "id = 1; --",
                ";",
                "id = 1) ORDER BY (id",
                "id = 1) LIMIT (1",
                "id = 1) GROUP BY (id",
                "id = 1) QUALIFY (true",
                "id = 1) USING SAMPLE (1",
                "row_number() OVER () = 1",
                "sum(id) OVER (PARTITION BY name) > 1",
                "count(*) > 1",
                "sum(id) > 1",
                "max(id) FILTER (WHERE id > 1) = 2",
                "string_agg(name, ',' ORDER BY id) = ''",
                "id = $1",
                "id = ?",
                "id = $name",
                "*",
                "orders.* = 1",
                "COLUMNS(*) = 1",
                "COLUMNS('i.') = 1",
                "#1 = 1",
                "list_filter(list, x -> x > 1) = []",
                "len(list_transform(list, lambda x: x)) = 2",
                "doc -> 'k' = '1'",
                "read_text('/etc/passwd') = ''",
                "read_csv('/etc/passwd') = ''",
                "content = (FROM read_text('/etc/passwd'))",
                "glob('/*') = ''",
                "getenv('PATH') <> ''",
                "current_setting('memory_limit') <> ''",
                "main.current_setting('memory_limit') <> ''",
                "system.main.getenv('PATH') <> ''",
                "system.main.lower(name) = 'x'",
                "getvariable('__duckspace_user') <> ''",
                "current_user = 'admin'",
                "session_user <> ''",
                "current_schema = 'public'",
                "current_catalog = 'x'",
                "current_database() <> ''",
                "version() <> ''",
                "pg_backend_pid() = 0",
                "nextval('s') = 1",
                "setseed(0.1) is null",
                "random() < 0.5",
                "uuid() <> name",
                "query('select 1') = 1",
                "query_table('in_c_sales.secrets') = 1",
                "json_execute_serialized_sql('x') = 1",
                "json_serialize_sql('SELECT 1') <> ''",
                "write_log('x') is null",
                "error('x') is null",
                "sleep_ms(1000) is null",
                "pg_sleep(1) is null",
                "repeat('x', 1000000000) <> ''",
                "len(range(1000000000)) > 1",
                "lpad('x', 1000000000, 'y') <> ''",
                "generate_series(1, 1000000000) is not null",
                "unnest(list) = 1",
                "list_aggregate(list, 'sum') > 1",
                "secrets.word = 'hidden'",
                "in_c_sales.orders.id = 1",
                "word = 'hidden'",
                "rowid = 1",
                "orders is not null",
                "nosuchcolumn = 1",
                "nosuchfunction(id) = 1",
                "name > 1 AND no_such",
                "id + 1",
                "name",
                "'x'",
                "id = DEFAULT",
                "id = 1 = = 2",
                "'unterminated",
                "\"unterminated",
                "$$unterminated",
                "SELECT 1",
                "grouping(id) = 1",
                "try(error('x')) is null",
                "id::nosuchtype = 1",
                "lower(name := 'x') = 'x'",
                "id = 1\u0000",
            })
    void anything_else_is_refused(String where) {
        assertThatThrownBy(() -> rows(where))
                .isInstanceOfSatisfying(
                        ContentsException.class,
                        e -> assertThat(e.reason()).isEqualTo(ContentsException.Reason.INVALID))
                .message()
                .startsWith("in.c-sales.orders: the where ")
                .doesNotContain("__duckspace", "/tmp", directory.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 4_900})
    void what_is_nested_too_deep_is_refused_and_ends_nothing(int depth) {
        String where = "(".repeat(depth) + "id = 1" + ")".repeat(depth);

        assertThatThrownBy(() -> rows("not ".repeat(depth / 2) + where))
                .isInstanceOf(ContentsException.class);
        assertThat(rows("id = 1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower(name) = 'mine'", "id = 1 AND upper(name) = 'MINE'"})
    void a_macro_of_the_user_does_not_stand_for_a_function(String where) {
        try (var session = workspaces.session(Workspaces.FIRST)) {
            session.connection()
                    .engine()
                    .execute("CREATE OR REPLACE MACRO public.lower(x) AS 'mine'");
            session.connection()
                    .engine()
                    .execute("CREATE OR REPLACE MACRO public.upper(x) AS 'MINE'");

            assertThat(rows(where)).isZero();
        }
    }
}
