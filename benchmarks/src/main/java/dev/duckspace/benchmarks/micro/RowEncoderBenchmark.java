package dev.duckspace.benchmarks.micro;

import dev.duckspace.benchmarks.extract.ExtractTable;
import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.types.RowEncoder;
import dev.duckspace.gateway.types.TextSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the engine's vectors to DataRow frames: nanoseconds for a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowEncoderBenchmark {
    private static final int CHUNKS = 8;
    private static final int CHUNK_ROWS = 2_048;
    private static final long FIRST_ID = 5_000_000;
    private static final int BUFFER_BYTES = 1 << 20;

    /** 0 text, 1 binary. */
    @Param({"0", "1"})
    public short format;

    /** What the SELECT names: all ten columns, or some of {@link ExtractTable}. */
    @Param("*")
    public String columns = "*";

    private final EngineInstance instance = DuckDb.load().open(null, Map.of());
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER_BYTES);
    private final List<Chunk> chunks = new ArrayList<>();
    private List<EngineType> types = List.of();

    /** A result keeps one chunk only: each comes from a result, and connection, of its own. */
    @Setup(Level.Trial)
    public void fetch() {
        for (int i = 0; i < CHUNKS; i++) {
            EngineResult result =
                    instance.connect()
                            .prepare(
                                    "SELECT %s FROM (%s)"
                                            .formatted(
                                                    columns,
                                                    ExtractTable.select(
                                                            FIRST_ID + (long) i * CHUNK_ROWS,
                                                            CHUNK_ROWS)))
                            .execute();
            types = result.columns().stream().map(EngineColumn::type).toList();
            chunks.add(Objects.requireNonNull(result.fetch()));
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS * CHUNK_ROWS)
    public ByteBuf encode() {
        RowEncoder encoder = new RowEncoder(types, new short[] {format}, TextSettings.DEFAULT);
        for (Chunk chunk : chunks) {
            out.clear();
            encoder.encode(chunk, 0, chunk.size(), out, BUFFER_BYTES);
        }
        return out;
    }

    @TearDown(Level.Trial)
    public void close() {
        out.release();
        instance.close();
    }
}
