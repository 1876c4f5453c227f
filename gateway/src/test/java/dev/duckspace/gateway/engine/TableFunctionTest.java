package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableFunctionTest {
    private static final List<EngineField> FIELDS =
            List.of(
                    new EngineField("id", new EngineType.Scalar(TypeId.INTEGER)),
                    new EngineField("name", new EngineType.Scalar(TypeId.VARCHAR)),
                    new EngineField(
                            "places",
                            new EngineType.ListOf(new EngineType.Scalar(TypeId.SMALLINT))),
                    new EngineField("yes", new EngineType.Scalar(TypeId.BOOLEAN)));

    private static List<@Nullable Object[]> rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    new @Nullable Object[] {
                        i,
                        i % 3 == 0 ? null : i % 3 == 1 ? "é" + i : "a text longer than twelve " + i,
                        i % 5 == 0 ? null : Arrays.asList((short) i, null, (short) 1),
                        i % 2 == 0
                    });
        }
        return rows;
    }

    private record Rows(int count) implements TableFunction.Source {
        @Override
        public List<EngineField> columns(String table) {
            return FIELDS;
        }

        @Override
        public long estimate(String table) {
            return 10;
        }

        @Override
        public StoredRows rows(String table, EngineConnection asker) {
            Integer attached = asker.attached(Integer.class);
            return StoredRows.of(
                    FIELDS, TableFunctionTest.rows(attached == null ? count : attached));
        }
    }

    private static List<List<@Nullable String>> ask(int count, String sql) {
        try (EngineFixture engine = new EngineFixture()) {
            TableFunction.register(engine.connection, "held", new Rows(count));
            return engine.connection.queryText(sql);
        }
    }

    @Test
    void rows_beyond_one_vector_arrive_as_they_were_given() {
        List<List<@Nullable String>> expected =
                rows(5_000).stream()
                        .map(
                                row ->
                                        Arrays.asList(
                                                String.valueOf(row[0]),
                                                (String) row[1],
                                                row[2] == null
                                                        ? null
                                                        : String.valueOf(row[2])
                                                                .replace("null", "NULL"),
                                                String.valueOf(row[3])))
                        .toList();

        assertThat(ask(5_000, "SELECT id, name, places::VARCHAR, yes FROM held('x') ORDER BY id"))
                .isEqualTo(expected);
    }

    @Test
    void one_column_or_none_is_read() {
        assertThat(ask(3, "SELECT count(*) FROM held('x')")).isEqualTo(List.of(List.of("3")));
        assertThat(ask(7, "SELECT max(name) FROM held('x') WHERE yes"))
                .isEqualTo(List.of(List.of("é4")));
    }

    private static @Nullable String first(EngineStatement statement) {
        try (EngineResult result = statement.execute()) {
            Chunk chunk = Objects.requireNonNull(result.fetch());
            return PlainText.row(chunk, 0).getFirst();
        }
    }

    @Test
    void it_knows_whose_statement_asks_and_a_kept_statement_finds_the_rows_of_the_moment() {
        try (EngineFixture engine = new EngineFixture();
                EngineConnection other = engine.connection.instance().connect()) {
            TableFunction.register(engine.connection, "held", new Rows(3));
            try (EngineStatement kept = other.prepare("SELECT count(*) FROM held('x')")) {
                assertThat(first(kept)).isEqualTo("3");
                other.attach(7);
                assertThat(first(kept)).isEqualTo("7");
            }
            assertThat(engine.connection.queryText("SELECT count(*) FROM held('x')"))
                    .isEqualTo(List.of(List.of("3")));
        }
    }

    @Test
    void no_rows_are_none() {
        assertThat(ask(0, "SELECT * EXCLUDE (places) FROM held('x')")).isEmpty();
    }
}
