package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoding a chunk of ordinary values makes next to no garbage: none for a row or a value. */
final class EncoderAllocationTest {
    private static final int ROUNDS = 20;
    private static final int LARGE = 4 << 20;

    /** One small object for each row would be 16. */
    private static final double NEXT_TO_NOTHING = 4;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static EngineInstance instance;
    private static EngineConnection connection;

    @BeforeAll
    static void open() {
        instance = DuckDb.load().open(null, Map.of("threads", "1"));
        connection = instance.connect();
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i * 1.37e-5::DOUBLE",
                "exp(i / 3.0)",
                "(i / 7.0)::FLOAT",
                "(i * 1.25)::DECIMAL(12, 2)",
                "(i * 123456789012345.678)::DECIMAL(30, 3)",
                "i::HUGEINT * 10000000000000000000",
                "DATE '1970-01-01' + i::INTEGER",
                "TIMESTAMP '2024-02-29 12:34:56.789' + to_seconds(i * 86461)",
                "TIME '00:00:00' + to_seconds(i)",
                "'text ' || i",
                "i::INTEGER",
                "i % 2 = 0",
                "CASE WHEN i % 2 = 0 THEN i END"
            })
    void rows_are_encoded_without_garbage_in_both_formats(String value) {
        String sql = "SELECT %1$s, %1$s, %1$s FROM range(2048) t(i)".formatted(value);
        try (EngineStatement statement = connection.prepare(sql);
                EngineResult result = statement.execute()) {
            Chunk chunk = Objects.requireNonNull(result.fetch());
            for (short format : new short[] {EncodedQuery.TEXT, EncodedQuery.BINARY}) {
                RowEncoder encoder =
                        new RowEncoder(
                                result.columns().stream().map(EngineColumn::type).toList(),
                                new short[] {format},
                                TextSettings.DEFAULT);
                assertThat(bytesOfRow(encoder, chunk))
                        .as("bytes for a row in format " + format)
                        .isLessThan(NEXT_TO_NOTHING);
            }
        }
    }

    /** The least of some rounds: what the thread does once is not what each chunk costs. */
    private static double bytesOfRow(RowEncoder encoder, Chunk chunk) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(LARGE);
        try {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                out.clear();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int row = 0; row < chunk.size(); ) {
                    row = encoder.encode(chunk, row, chunk.size(), out, LARGE);
                }
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            return least / (double) chunk.size();
        } finally {
            out.release();
        }
    }
}
