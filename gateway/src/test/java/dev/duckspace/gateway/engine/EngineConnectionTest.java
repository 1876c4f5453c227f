package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineConnectionTest {
    private final EngineInstance instance = DuckDb.load().open(null, Map.of());
    private final EngineConnection connection = instance.connect();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void the_library_is_the_pinned_version() {
        assertThat(DuckDb.load().version()).isEqualTo("v2.0.0");
        assertThat(connection.queryText("SELECT version()")).containsExactly(List.of("v2.0.0"));
    }

    @Test
    void a_small_query_comes_as_texts() {
        connection.execute("CREATE TABLE t (i INTEGER, s VARCHAR); INSERT INTO t VALUES (1, 'ä')");
        connection.execute("INSERT INTO t VALUES (2, NULL)");
        assertThat(connection.queryText("SELECT i, s, i::DECIMAL(5,2), i > 1 FROM t ORDER BY i"))
                .containsExactly(
                        List.of("1", "ä", "1.00", "false"),
                        java.util.Arrays.asList("2", null, "2.00", "true"));
    }

    @Test
    void a_statement_is_described_without_executing() {
        try (EngineStatement statement =
                connection.prepare("SELECT $1::BIGINT AS a, 'x' AS b, $2::JSON AS c")) {
            assertThat(statement.type()).isEqualTo(StatementType.SELECT);
            assertThat(statement.parameterCount()).isEqualTo(2);
            assertThat(statement.parameterType(1)).isEqualTo(new EngineType.Scalar(TypeId.BIGINT));
            assertThat(statement.columns())
                    .containsExactly(
                            new EngineColumn("a", new EngineType.Scalar(TypeId.BIGINT)),
                            new EngineColumn("b", new EngineType.Scalar(TypeId.VARCHAR)),
                            new EngineColumn("c", new EngineType.Scalar(TypeId.VARCHAR, "JSON")));
        }
    }

    @Test
    void exactly_one_statement_can_be_prepared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.prepare("SELECT 1; SELECT 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> connection.prepare("-- nothing"));
        assertThat(connection.countStatements("SELECT 1; SELECT 2")).isEqualTo(2);
        assertThat(connection.countStatements(" /* nothing */ ; ")).isZero();
    }

    @Test
    void changed_rows_are_counted() {
        connection.execute("CREATE TABLE t (i INTEGER)");
        try (EngineStatement insert =
                        connection.prepare("INSERT INTO t SELECT * FROM range($1::BIGINT)");
                EngineResult result = bound(insert, new EngineValue.Int(5000)).execute()) {
            assertThat(result.returnKind()).isEqualTo(ReturnKind.CHANGED_ROWS);
            assertThat(result.rowsChanged()).isEqualTo(5000);
            assertThat(result.isStreaming()).isFalse();
            assertThat(connection.openResult()).isNull();
        }
    }

    @Test
    void an_open_result_holds_the_connection_until_it_is_drained_or_closed() {
        EngineStatement statement = connection.prepare("SELECT * FROM range(100000)");
        EngineResult result = statement.execute();
        assertThat(connection.openResult()).isSameAs(result);
        assertThatThrownBy(() -> connection.prepare("SELECT 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("streams");
        result.close();
        assertThat(connection.queryText("SELECT 1")).hasSize(1);
    }

    @Test
    void table_names_are_found() {
        assertThat(connection.tableNames("SELECT a FROM a.b, c", true))
                .containsExactlyInAnyOrder("a.b", "c");
    }

    private static EngineStatement bound(EngineStatement statement, EngineValue... values) {
        for (int i = 0; i < values.length; i++) {
            statement.bind(i + 1, values[i]);
        }
        return statement;
    }
}
