package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineErrorTest {
    private static final EngineFixture FIXTURE = new EngineFixture();

    @BeforeAll
    static void tables() {
        FIXTURE.connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
        FIXTURE.connection.execute("INSERT INTO t VALUES (1, 1)");
    }

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static EngineException failure(String sql) {
        return catchThrowableOfType(EngineException.class, () -> FIXTURE.rows(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    selec 1                         | PARSER        | selec
                    SELECT 1 +                      | PARSER        | +
                    SELECT nope FROM t              | BINDER        | nope
                    SELECT 'äöü', nope FROM t       | BINDER        | nope
                    SELECT '😀€', nope FROM t       | BINDER        | nope
                    SELECT '漢字' frm x y             | PARSER        | x
                    SELECT * FROM missing           | CATALOG       | missing
                    SELECT 'é', nofunction(1)       | CATALOG       | nofunction
                    SELECT 'ß', 'abc'::INTEGER      | CONVERSION    | ::INTEGER
                    SELECT 9223372036854775807 + 1  | OUT_OF_RANGE  |
                    INSERT INTO t VALUES (1, 2)     | CONSTRAINT    |
                    INSERT INTO t VALUES (2, NULL)  | CONSTRAINT    |
                    CREATE TABLE t (i INTEGER)      | CATALOG       |
                    SELECT error('my own')          | INVALID_INPUT |
                    ROLLBACK                        | TRANSACTION   |
                    ATTACH '/nonexistent/x.db' AS x | IO            |
                    """)
    void an_error_carries_its_kind_and_the_character_it_points_at(
            String sql, ErrorKind kind, String at) {
        EngineException error = failure(sql);
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.exceptionType()).isEqualTo(kind.exceptionType());
        assertThat(error.rawMessage()).isNotEmpty().doesNotContain("exception_type");
        assertThat(error.position()).isEqualTo(at == null ? -1 : sql.lastIndexOf(at));
    }

    @Test
    void an_error_carries_what_else_the_engine_says() {
        EngineException error = failure("SELECT * FROM missing");
        assertThat(error.subtype()).isEqualTo("MISSING_ENTRY");
        assertThat(error.fields()).containsEntry("name", "missing").containsEntry("type", "Table");
    }

    @Test
    void an_error_on_the_way_comes_with_the_fetch() {
        // Far enough on that the engine does not meet it while it fills its buffer.
        String sql =
                "SELECT CASE WHEN i = 5000000 THEN error('late') ELSE i END"
                        + " FROM range(6000000) t(i)";
        try (EngineStatement statement = FIXTURE.connection.prepare(sql);
                EngineResult result = statement.execute()) {
            assertThat(result.fetch()).isNotNull();
            EngineException error =
                    catchThrowableOfType(EngineException.class, () -> FIXTURE.count(result));
            assertThat(error.rawMessage()).isEqualTo("late");
            assertThat(result.fetch()).isNull();
            assertThat(FIXTURE.connection.openResult()).isNull();
        }
        assertThat(FIXTURE.value("SELECT 1")).isEqualTo(new EngineValue.Int(1));
    }

    @Test
    void a_missing_value_for_a_parameter_is_an_error() {
        assertThat(failure("SELECT $1::INTEGER").kind()).isEqualTo(ErrorKind.INVALID_INPUT);
    }

    @Test
    void a_file_that_is_no_database_is_refused(@TempDir Path directory) throws Exception {
        Path file =
                java.nio.file.Files.writeString(directory.resolve("x.duckdb"), "x".repeat(9999));
        EngineException error =
                catchThrowableOfType(
                        EngineException.class, () -> DuckDb.load().open(file, Map.of()));
        assertThat(error.kind()).isEqualTo(ErrorKind.IO);
    }

    @Test
    void an_unknown_option_is_refused() {
        EngineException error =
                catchThrowableOfType(
                        EngineException.class,
                        () -> DuckDb.load().open(null, Map.of("threads", "many")));
        assertThat(error).hasMessageContaining("many");
    }

    @Test
    void three_thousand_nested_subqueries_are_an_error_and_not_the_end() {
        FIXTURE.connection.execute("SET max_expression_depth = 200");
        String sql = "SELECT " + "(SELECT ".repeat(3000) + "1" + ")".repeat(3000);
        String brackets = "SELECT " + "(".repeat(3000) + "1" + ")".repeat(3000);
        try (EnginePool pool = new EnginePool("deep", 1, 1)) {
            for (String deep : List.of(sql, brackets)) {
                EngineException error =
                        catchThrowableOfType(
                                EngineException.class, () -> pool.call(() -> FIXTURE.rows(deep)));
                assertThat(error).hasMessageContaining("expression depth");
            }
            String wide =
                    IntStream.range(0, 3000)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("+", "SELECT ", ""));
            assertThat(
                            catchThrowableOfType(
                                    EngineException.class,
                                    () -> pool.call(() -> FIXTURE.rows(wide))))
                    .hasMessageContaining("expression depth");
        }
    }
}
