package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import dev.duckspace.gateway.workspace.LoadedTables.LoadedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // fields set before each test
class WorkspaceContentsTest {
    private static final long PLENTY = 1_000_000_000L;

    @TempDir private Path directory;
    private Workspaces workspaces;
    private WorkspaceContents contents;
    private Workspaces.Session session;

    @BeforeEach
    void open() {
        workspaces = new Workspaces(directory);
        workspaces.publish(
                "in.c-sales",
                "orders",
                "SELECT range::INTEGER AS id, 'n' || range AS name FROM range(5)");
        workspaces.publish("in.c-sales", "items", "SELECT range AS id FROM range(3)");
        session = workspaces.session(Workspaces.FIRST);
        contents = workspaces.host.contents(Workspaces.FIRST);
    }

    @AfterEach
    void close() {
        session.close();
        workspaces.close();
    }

    private LoadedTables load(TableLoad... loads) {
        return contents.load(List.of(loads), PLENTY, LoadListener.NONE);
    }

    private static TableLoad into(String destination, TableLoad.Mode mode) {
        return new TableLoad("in.c-sales.orders", destination, null, null, mode);
    }

    private static void refused(Reason reason, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ContentsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<String> names() {
        return contents.objects().stream().map(o -> o.schema() + "." + o.name()).toList();
    }

    @Test
    void lists_tables_and_views_of_the_user_with_exact_rows() {
        session.run("CREATE TABLE t AS SELECT range AS i FROM range(1000)");
        session.run("DELETE FROM t WHERE i % 2 = 0");
        session.run("CREATE VIEW v AS SELECT 1 AS one");
        session.run("CREATE SCHEMA \"Odd schema\"");
        session.run("CREATE TABLE \"Odd schema\".\"odd.name\" (i INTEGER)");

        assertThat(contents.objects())
                .containsExactly(
                        new StoredObject("Odd schema", "odd.name", "table", 0L),
                        new StoredObject("public", "t", "table", 500L),
                        new StoredObject("public", "v", "view", null));
    }

    @Test
    void tells_the_rows_of_project_tables_without_attaching_them() {
        assertThat(contents.attachedTables())
                .containsExactly(
                        new StoredObject("in_c_sales", "items", "table", 3L),
                        new StoredObject("in_c_sales", "orders", "table", 5L));
        assertThat(session.connection().attachedTables()).isZero();
    }

    @Test
    void tells_the_rows_of_a_table_that_was_replaced_anew() {
        assertThat(contents.attachedTables()).hasSize(2);

        workspaces.publish("in.c-sales", "items", "SELECT range AS id FROM range(7)");

        assertThat(contents.attachedTables())
                .contains(new StoredObject("in_c_sales", "items", "table", 7L));
    }

    @Test
    void clear_drops_everything_of_the_user_and_nothing_of_the_project() {
        session.run("CREATE SCHEMA own");
        session.run("CREATE TYPE own.mood AS ENUM ('a', 'b')");
        session.run("CREATE SEQUENCE own.numbers");
        session.run("CREATE TABLE parents (i INTEGER PRIMARY KEY)");
        session.run("CREATE TABLE a_children (i INTEGER REFERENCES parents (i), m own.mood)");
        session.run("CREATE TABLE own.counted (i INTEGER DEFAULT nextval('own.numbers'))");
        session.run("CREATE TABLE filled AS SELECT range AS i FROM range(100000)");
        session.run("CREATE VIEW v AS SELECT * FROM parents");
        session.run("CREATE MACRO twice(x) AS 2 * x");
        session.run("CREATE MACRO own.rows(n) AS TABLE SELECT n AS n");
        session.run("COMMENT ON TABLE parents IS 'all of them'");
        long before = contents.sizeBytes();

        contents.clear();

        assertThat(contents.objects()).isEmpty();
        assertThat(session.rows("SELECT * FROM duckdb_sequences()")).isEmpty();
        assertThat(session.rows("SELECT * FROM duckdb_types() WHERE schema_name = 'own'"))
                .isEmpty();
        assertThat(session.rows("SELECT * FROM duckdb_schemas() WHERE schema_name = 'own'"))
                .isEmpty();
        assertThatThrownBy(() -> session.run("SELECT twice(1)")).isInstanceOf(PgException.class);
        assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("5");
        assertThat(contents.sizeBytes()).isLessThan(before);
    }

    @Test
    void clear_wins_over_a_transaction_that_has_written_rows() {
        session.run("CREATE TABLE t (i INTEGER)");
        session.connection().begin(false);
        session.run("INSERT INTO t VALUES (1)");

        contents.clear();

        assertThatThrownBy(() -> session.connection().commit()).isInstanceOf(PgException.class);
        assertThat(contents.objects()).isEmpty();
    }

    @Test
    void clear_drops_nothing_when_a_transaction_has_altered_a_table() {
        session.run("CREATE TABLE other (i INTEGER)");
        session.run("CREATE TABLE t (i INTEGER)");
        session.connection().begin(false);
        session.run("ALTER TABLE t ADD COLUMN j INTEGER");

        refused(Reason.CONFLICT, contents::clear);

        session.connection().rollback();
        assertThat(names()).containsExactly("public.other", "public.t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "t | t",
                "t | public.T",
                "t | \"public\".\"t\"",
                "\"odd.name\" | \"odd.name\"",
                "\"odd\"\"name\" | \"odd\"\"name\"",
                "\"with space\" | with space",
                "own.t | own.t",
                "\"Größe\" | größe"
            })
    void drops_one_object_by_its_name(String created, String name) {
        session.run("CREATE SCHEMA own");
        session.run("CREATE TABLE kept (i INTEGER)");
        session.run("CREATE TABLE " + created + " (i INTEGER)");

        contents.drop(ObjectName.parse(name));

        assertThat(names()).containsExactly("public.kept");
    }

    @Test
    void drops_views_sequences_types_and_macros_too() {
        session.run("CREATE VIEW v AS SELECT 1 AS i");
        session.run("CREATE SEQUENCE s");
        session.run("CREATE TYPE mood AS ENUM ('a')");
        session.run("CREATE MACRO f(x) AS x");
        session.run("CREATE MACRO g(x) AS TABLE SELECT x AS x");

        for (String name : List.of("v", "s", "mood", "f", "g")) {
            contents.drop(ObjectName.parse(name));
            refused(Reason.NOT_FOUND, () -> contents.drop(ObjectName.parse(name)));
        }
    }

    @Test
    void does_not_drop_what_something_else_needs() {
        session.run("CREATE SEQUENCE s");
        session.run("CREATE TABLE counted (i INTEGER DEFAULT nextval('s'))");
        session.run("CREATE TABLE parents (i INTEGER PRIMARY KEY)");
        session.run("CREATE TABLE children (i INTEGER REFERENCES parents (i))");

        refused(Reason.IN_USE, () -> contents.drop(ObjectName.parse("s")));
        refused(Reason.IN_USE, () -> contents.drop(ObjectName.parse("parents")));

        assertThat(names()).containsExactly("public.children", "public.counted", "public.parents");
    }

    @Test
    void does_not_drop_a_project_table() {
        refused(Reason.PROJECT_TABLE, () -> contents.drop(ObjectName.parse("in_c_sales.orders")));

        assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"''", "a..b", ".", "a.", "'\"a'", "'\"a\"b'", "a.b.c", "'a\"b'", "' '"})
    void refuses_what_is_no_name(String name) {
        refused(Reason.INVALID, () -> ObjectName.parse(name));
    }

    @Test
    void loads_a_table_with_its_values_under_its_own_name() {
        LoadedTables loaded = load(TableLoad.of("in.c-sales.orders"));

        assertThat(loaded.tables())
                .extracting(LoadedTable::source, LoadedTable::destination, LoadedTable::rows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "in.c-sales.orders", "public.orders", 5L));
        assertThat(loaded.tables().getFirst().sizeBytes()).isPositive();
        assertThat(loaded.workspaceSizeBytes()).isEqualTo(contents.sizeBytes());
        assertThat(session.rows("SELECT * FROM orders EXCEPT SELECT * FROM in_c_sales.orders"))
                .isEmpty();
        assertThat(session.value("SELECT count(*) FROM public.orders")).isEqualTo("5");
    }

    @Test
    void loads_columns_in_the_order_asked_for_into_a_schema_that_it_makes() {
        load(
                new TableLoad(
                        "in_c_sales.orders",
                        "mine.\"Some Orders\"",
                        List.of("NAME", "id"),
                        "id >= 3",
                        TableLoad.Mode.FAIL));

        assertThat(session.rows("SELECT * FROM mine.\"Some Orders\" ORDER BY id"))
                .containsExactly(row("n3", "3"), row("n4", "4"));
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return List.of(values);
    }

    @Test
    void keeps_overwrites_or_appends_to_what_is_there() {
        session.run("CREATE TABLE t (name VARCHAR, extra INTEGER DEFAULT 7, id INTEGER)");
        session.run("INSERT INTO t VALUES ('old', 1, 99)");

        refused(Reason.EXISTS, () -> load(into("t", TableLoad.Mode.FAIL)));
        load(into("t", TableLoad.Mode.APPEND));
        assertThat(session.rows("SELECT name, extra, id FROM t WHERE id IN (0, 99) ORDER BY id"))
                .containsExactly(row("n0", "7", "0"), row("old", "1", "99"));
        load(into("t", TableLoad.Mode.OVERWRITE));
        assertThat(session.value("SELECT string_agg(name, '' ORDER BY id) FROM t"))
                .isEqualTo("n0n1n2n3n4");
    }

    @Test
    void creates_what_is_missing_in_every_mode() {
        load(into("a", TableLoad.Mode.OVERWRITE), into("b", TableLoad.Mode.APPEND));

        assertThat(names()).containsExactly("public.a", "public.b");
    }

    @Test
    void append_refuses_columns_that_do_not_match() {
        session.run("CREATE TABLE narrow (id INTEGER)");
        session.run("CREATE TABLE other (id BIGINT, name VARCHAR)");
        session.run("CREATE TABLE filled (id INTEGER PRIMARY KEY, name VARCHAR)");
        session.run("INSERT INTO filled VALUES (3, 'x')");

        refused(Reason.INVALID, () -> load(into("narrow", TableLoad.Mode.APPEND)));
        refused(Reason.INVALID, () -> load(into("other", TableLoad.Mode.APPEND)));
        refused(Reason.INVALID, () -> load(into("filled", TableLoad.Mode.APPEND)));
    }

    @Test
    void loads_all_tables_or_none() {
        session.run("CREATE TABLE items (id INTEGER)");

        refused(
                Reason.EXISTS,
                () -> load(TableLoad.of("in.c-sales.orders"), TableLoad.of("in.c-sales.items")));
        refused(
                Reason.NOT_FOUND,
                () -> load(TableLoad.of("in.c-sales.orders"), TableLoad.of("in.c-sales.nothing")));
        refused(
                Reason.INVALID,
                () -> load(TableLoad.of("in.c-sales.orders"), into("orders", TableLoad.Mode.FAIL)));

        assertThat(names()).containsExactly("public.items");
    }

    @Test
    void refuses_destinations_that_are_not_the_users() {
        refused(Reason.PROJECT_TABLE, () -> load(into("in_c_sales.mine", TableLoad.Mode.FAIL)));
        refused(
                Reason.PROJECT_TABLE,
                () -> load(into("in_c_sales.items", TableLoad.Mode.OVERWRITE)));
        refused(Reason.INVALID, () -> load(into("pg_catalog.x", TableLoad.Mode.FAIL)));
        refused(Reason.INVALID, () -> load(into("information_schema.x", TableLoad.Mode.FAIL)));
        refused(Reason.INVALID, () -> load(into("temp.x", TableLoad.Mode.FAIL)));
        refused(Reason.INVALID, () -> load(into("ws_0000000000a1.x", TableLoad.Mode.FAIL)));
        refused(Reason.INVALID, () -> load(into("__duckspace.x", TableLoad.Mode.FAIL)));
        session.run("CREATE VIEW v AS SELECT 1 AS i");
        refused(Reason.EXISTS, () -> load(into("v", TableLoad.Mode.OVERWRITE)));
    }

    @Test
    void refuses_columns_that_are_not_there_or_named_twice() {
        refused(Reason.INVALID, () -> load(columns("id", "nothing")));
        refused(Reason.INVALID, () -> load(columns("id", "ID")));
        refused(Reason.INVALID, () -> load(columns()));
    }

    private static TableLoad columns(String... names) {
        return new TableLoad("in.c-sales.orders", null, List.of(names), null, TableLoad.Mode.FAIL);
    }

    @Test
    void nothing_stays_of_a_load_that_is_too_large() {
        workspaces.publish(
                "big", "numbers", "SELECT range AS i, hash(range) AS h FROM range(400000)");
        long limit = contents.sizeBytes() + 2_000_000;

        assertThatThrownBy(
                        () ->
                                contents.load(
                                        List.of(
                                                TableLoad.of("in.c-sales.orders"),
                                                TableLoad.of("big.numbers")),
                                        limit,
                                        LoadListener.NONE))
                .isInstanceOfSatisfying(
                        ContentsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SIZE_LIMIT));

        assertThat(contents.objects()).isEmpty();
        contents.clear();
        assertThat(contents.sizeBytes()).isLessThan(limit);
    }

    @Test
    void a_listener_sees_progress_and_stops_a_load() throws Exception {
        workspaces.publish("big", "numbers", "SELECT range AS i FROM range(3000000)");
        CountDownLatch told = new CountDownLatch(1);
        List<Double> percents = new ArrayList<>();

        refused(
                Reason.CANCELLED,
                () ->
                        contents.load(
                                List.of(
                                        new TableLoad(
                                                "big.numbers",
                                                null,
                                                null,
                                                "md5(md5(md5(i::text) || 'x')) like 'a%'",
                                                TableLoad.Mode.FAIL)),
                                PLENTY,
                                (rows, percent) -> {
                                    percents.add(percent);
                                    told.countDown();
                                    return percents.size() < 3;
                                }));

        told.await();
        assertThat(percents).isSorted().allMatch(percent -> percent >= 0 && percent <= 100);
        assertThat(contents.objects()).isEmpty();
    }

    @Test
    void a_second_load_of_the_same_workspace_is_refused_while_one_runs() throws Exception {
        workspaces.publish("big", "numbers", "SELECT range AS i FROM range(3000000)");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<LoadedTables> first =
                new FutureTask<>(
                        () ->
                                contents.load(
                                        List.of(
                                                new TableLoad(
                                                        "big.numbers",
                                                        null,
                                                        null,
                                                        "md5(md5(md5(md5(i::text)))) like 'a%'",
                                                        TableLoad.Mode.FAIL)),
                                        PLENTY,
                                        (rows, percent) -> {
                                            running.countDown();
                                            return goOn.getCount() > 0;
                                        }));
        Thread.ofVirtual().start(first);
        assertThat(running.await(1, TimeUnit.MINUTES)).as("the first load runs").isTrue();

        refused(Reason.CONFLICT, () -> load(TableLoad.of("in.c-sales.orders")));
        refused(Reason.CONFLICT, contents::clear);
        assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("5");

        goOn.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(ContentsException.class);
        assertThat(load(TableLoad.of("in.c-sales.orders")).tables()).hasSize(1);
    }
}
