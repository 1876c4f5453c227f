package dev.duckspace.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.wire.ClientMessages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a frame's body to a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodingBenchmark {
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;
    private static final int INT8 = 20;
    private static final int TEXT = 25;

    private final ByteBuf query = body(ClientMessages.query(SqlTexts.KILOBYTE_SELECT));
    private final ByteBuf parse =
            body(
                    ClientMessages.parse(
                            "s1",
                            "SELECT id, name FROM customers WHERE id = $1 AND name LIKE $2",
                            List.of(INT8, TEXT)));
    private final ByteBuf bind =
            body(
                    ClientMessages.bind(
                            "",
                            "s1",
                            List.of(1, 0),
                            List.of(new byte[Long.BYTES], "Smith%".getBytes(UTF_8)),
                            List.of(1)));

    private static ByteBuf body(byte[] frame) {
        return PooledByteBufAllocator.DEFAULT
                .directBuffer()
                .writeBytes(frame, HEADER_BYTES, frame.length - HEADER_BYTES);
    }

    private static FrontendMessage decode(char type, ByteBuf body) {
        return FrontendDecoder.decode((byte) type, body.readerIndex(0));
    }

    @Benchmark
    public Object query() {
        return decode('Q', query);
    }

    @Benchmark
    public Object parse() {
        return decode('P', parse);
    }

    @Benchmark
    public Object bind() {
        return decode('B', bind);
    }
}
