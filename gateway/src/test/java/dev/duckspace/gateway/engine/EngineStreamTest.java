package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineStreamTest {
    private static final long ROWS = 10_000_000;
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void ten_million_rows_stream_without_being_kept() throws IOException {
        String sql = "SELECT i, 'a text of some length ' || i AS s FROM range(" + ROWS + ") t(i)";
        try (EngineStatement statement = fixture.connection.prepare(sql);
                EngineResult result = statement.execute()) {
            long kilobytesBefore = residentKilobytes();
            long rows = 0;
            long sum = 0;
            long bytes = 0;
            int largestChunk = 0;
            long kilobytesAtMost = 0;
            for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                ColumnVector numbers = chunk.column(0);
                ColumnVector texts = chunk.column(1);
                for (int row = 0; row < chunk.size(); row++) {
                    sum += numbers.longAt(row);
                    bytes += texts.stringLength(row);
                }
                rows += chunk.size();
                largestChunk = Math.max(largestChunk, chunk.size());
                if (rows % 1_024_000 == 0) {
                    kilobytesAtMost = Math.max(kilobytesAtMost, residentKilobytes());
                }
            }
            assertThat(rows).isEqualTo(ROWS);
            assertThat(sum).isEqualTo(ROWS * (ROWS - 1) / 2);
            assertThat(bytes).isEqualTo(ROWS * 22 + 68_888_890);
            assertThat(largestChunk).isLessThanOrEqualTo(2048);
            // The texts alone are 290 MB.
            assertThat(kilobytesAtMost - kilobytesBefore).isLessThan(150_000);
            assertThat(result.isStreaming()).isFalse();
        }
    }

    /** 0 where the system does not tell. */
    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    @Test
    void a_value_is_copied_straight_to_an_address() {
        long target = NativeMemory.allocate(64);
        try (EngineStatement statement =
                        fixture.connection.prepare("SELECT 'short', 'long enough to be outside'");
                EngineResult result = statement.execute()) {
            Chunk chunk = Objects.requireNonNull(result.fetch());
            chunk.column(0).copyString(0, target);
            chunk.column(1).copyString(0, target + 5);
            assertThat(NativeMemory.utf8(target, 30)).isEqualTo("shortlong enough to be outside");
        } finally {
            NativeMemory.free(target);
        }
    }

    @Test
    void an_empty_result_has_columns_and_no_chunk() {
        try (EngineStatement statement = fixture.connection.prepare("SELECT 1 AS a WHERE false");
                EngineResult result = statement.execute()) {
            assertThat(result.columns()).hasSize(1);
            assertThat(result.fetch()).isNull();
            assertThat(result.fetch()).isNull();
            assertThat(result.rowsChanged()).isZero();
        }
    }

    @Test
    void returning_gives_rows_and_inserts_once() {
        fixture.connection.execute("CREATE TABLE t (i INTEGER)");
        assertThat(fixture.rows("INSERT INTO t SELECT * FROM range(5000) RETURNING i"))
                .hasSize(5000);
        assertThat(fixture.value("SELECT count(*) FROM t")).isEqualTo(new EngineValue.Int(5000));
    }
}
