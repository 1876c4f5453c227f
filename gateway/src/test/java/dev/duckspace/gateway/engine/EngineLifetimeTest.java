package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineLifetimeTest {
    private static final String ROWS =
            "SELECT i, 'a text of some length ' || i FROM range(99999) t(i)";
    private final EngineFixture fixture = new EngineFixture();
    private final EngineConnection connection = fixture.connection;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everything_can_be_closed_twice_and_in_any_order() {
        EngineStatement statement = connection.prepare(ROWS);
        EngineResult result = statement.execute();
        Chunk chunk = Objects.requireNonNull(result.fetch());
        fixture.instance.close();
        fixture.instance.close();
        connection.close();
        chunk.close();
        result.close();
        statement.close();
        result.close();
        statement.close();
        chunk.close();
    }

    @Test
    void use_after_close_is_refused() {
        EngineStatement statement = connection.prepare("SELECT 1");
        statement.close();
        assertThatIllegalStateException().isThrownBy(statement::execute);
        assertThatIllegalStateException().isThrownBy(statement::columns);
        connection.close();
        assertThatIllegalStateException().isThrownBy(() -> connection.prepare("SELECT 1"));
        assertThatIllegalStateException().isThrownBy(() -> connection.execute("SELECT 1"));
        fixture.instance.close();
        assertThatIllegalStateException().isThrownBy(fixture.instance::connect);
    }

    @Test
    void closing_the_connection_closes_its_statements_and_results() {
        EngineStatement idle = connection.prepare("SELECT 1");
        EngineStatement statement = connection.prepare(ROWS);
        EngineResult result = statement.execute();
        ColumnVector column = Objects.requireNonNull(result.fetch()).column(1);
        connection.close();
        assertThatIllegalStateException().isThrownBy(idle::execute);
        assertThatIllegalStateException().isThrownBy(statement::execute);
        assertThatIllegalStateException().isThrownBy(result::fetch);
        assertThatIllegalStateException().isThrownBy(() -> column.stringLength(0));
        assertThatIllegalStateException().isThrownBy(() -> column.isNull(0));
    }

    @Test
    void a_chunk_ends_with_the_next_fetch() {
        try (EngineStatement statement = connection.prepare("SELECT [i] FROM range(99999) t(i)");
                EngineResult result = statement.execute()) {
            ColumnVector first = Objects.requireNonNull(result.fetch()).column(0);
            ColumnVector child = first.child();
            assertThat(child.longAt(5)).isEqualTo(5);
            ColumnVector second = Objects.requireNonNull(result.fetch()).column(0);
            assertThat(second.listLength(0)).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(() -> first.listOffset(0));
            assertThatIllegalStateException().isThrownBy(first::child);
            assertThatIllegalStateException().isThrownBy(() -> child.longAt(0));
            assertThatThrownBy(() -> second.listOffset(2048))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> second.listOffset(-1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void a_result_outlives_its_statement() {
        EngineStatement statement = connection.prepare(ROWS);
        EngineResult result = statement.execute();
        statement.close();
        assertThat(fixture.count(result)).isEqualTo(99999);
        result.close();
    }

    @Test
    void a_result_that_is_closed_early_frees_its_connection() {
        for (int i = 0; i < 50; i++) {
            try (EngineStatement statement = connection.prepare(ROWS);
                    EngineResult result = statement.execute()) {
                result.fetch();
                assertThat(connection.openResult()).isSameAs(result);
            }
            assertThat(connection.openResult()).isNull();
        }
        connection.execute("CREATE TABLE t (i INTEGER)");
    }

    @Test
    void native_calls_on_virtual_threads_are_refused() throws Exception {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                connection.prepare("SELECT 1").close();
                            } catch (IllegalStateException e) {
                                thrown.set(e);
                            }
                        })
                .join();
        assertThat(thrown.get()).hasMessageContaining("EnginePool.call");
    }

    @Test
    void a_file_can_be_opened_again_once_it_is_closed(@TempDir Path directory) {
        Path file = directory.resolve("ä b.duckdb");
        try (EngineInstance instance = DuckDb.load().open(file, Map.of())) {
            instance.connect().execute("CREATE TABLE t AS SELECT 42 AS i");
        }
        assertThat(Files.exists(file)).isTrue();
        try (EngineInstance instance = DuckDb.load().open(file, Map.of())) {
            assertThat(instance.connect().queryText("SELECT i FROM t").getFirst())
                    .containsExactly("42");
        }
    }

    @Test
    void the_drivers_library_leaves_no_file_behind() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        assumeThat(maps).exists();
        try (var lines = Files.lines(maps)) {
            assertThat(lines.filter(line -> line.contains("libduckdb_java")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith("(deleted)"));
        }
    }
}
