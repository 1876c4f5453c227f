package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAppenderTest {
    private static final int CHUNKS = 400;
    private static final int ROWS = CHUNKS * ChunkAppender.CAPACITY;

    private EngineInstance instance;
    private EngineConnection connection;

    @BeforeEach
    void open() {
        instance = DuckDb.load().open(null, Map.of("threads", "1"));
        connection = instance.connect();
        connection.execute("CREATE TABLE t (i BIGINT, s VARCHAR)");
        connection.execute("CREATE TABLE keyed (i BIGINT PRIMARY KEY)");
        connection.execute("BEGIN");
    }

    @AfterEach
    void close() {
        connection.close();
        instance.close();
    }

    private BatchAppender appender(EnginePool pool, String table) {
        return new BatchAppender(pool, () -> connection.appender(null, null, table));
    }

    private static void fill(BatchAppender appender, int chunk, boolean texts) {
        for (int row = 0; row < ChunkAppender.CAPACITY; row++) {
            long number = (long) chunk * ChunkAppender.CAPACITY + row;
            appender.column(0).setLong(row, number);
            if (texts) {
                byte[] text = ("a text of some length " + number).getBytes(StandardCharsets.UTF_8);
                appender.column(1).setString(row, text, 0, text.length);
            }
        }
    }

    /** Threads beside that of the test: none is free, or some are. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void all_rows_are_written_in_their_order(int threads) {
        try (EnginePool pool = new EnginePool("batches", threads, 0);
                BatchAppender appender = appender(pool, "t")) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                fill(appender, chunk, true);
                appender.append(ChunkAppender.CAPACITY, 30 * ChunkAppender.CAPACITY);
            }
            appender.flush();
        }
        connection.execute("COMMIT");
        assertThat(
                        connection.queryText(
                                """
                                SELECT count(*)::VARCHAR, count(DISTINCT i)::VARCHAR,
                                    bool_and(i = rowid)::VARCHAR,
                                    bool_and(s = 'a text of some length ' || i)::VARCHAR
                                FROM t"""))
                .containsExactly(
                        List.of(Integer.toString(ROWS), Integer.toString(ROWS), "true", "true"));
    }

    @Test
    void long_rows_are_written_in_smaller_batches() {
        try (EnginePool pool = new EnginePool("batches", 0, 0);
                BatchAppender appender = appender(pool, "t")) {
            fill(appender, 0, true);
            appender.append(ChunkAppender.CAPACITY, 15 << 20);
            assertThat(stored()).isEqualTo("0");
            fill(appender, 1, true);
            appender.append(ChunkAppender.CAPACITY, 15 << 20);
            assertThat(stored()).isEqualTo(Integer.toString(2 * ChunkAppender.CAPACITY));
        }
    }

    private String stored() {
        return String.valueOf(
                connection.queryText("SELECT count(*)::VARCHAR FROM t").getFirst().getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void what_the_table_refuses_comes_out_later(int threads) {
        try (EnginePool pool = new EnginePool("batches", threads, 0);
                BatchAppender appender = appender(pool, "keyed")) {
            assertThatThrownBy(
                            () -> {
                                for (int chunk = 0; chunk < CHUNKS; chunk++) {
                                    fill(appender, chunk == 20 ? 19 : chunk, false);
                                    appender.append(ChunkAppender.CAPACITY, 8);
                                }
                                appender.flush();
                            })
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("38912");
        }
    }

    @Test
    void closing_waits_for_what_is_being_written_and_drops_the_rest() throws Exception {
        CountDownLatch opened = new CountDownLatch(2);
        try (EnginePool pool = new EnginePool("batches", 1, 0)) {
            BatchAppender appender =
                    new BatchAppender(
                            pool,
                            () -> {
                                opened.countDown();
                                return connection.appender(null, null, "t");
                            });
            int chunk = 0;
            for (; opened.getCount() > 0; chunk++) {
                fill(appender, chunk, true);
                appender.append(ChunkAppender.CAPACITY, 30);
            }
            fill(appender, chunk, true);
            appender.append(ChunkAppender.CAPACITY, 30);
            appender.close();
            assertThat(stored()).isEqualTo(Integer.toString(chunk * ChunkAppender.CAPACITY));
        }
    }
}
