package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.pause;
import static dev.duckspace.gateway.behaviour.Client.run;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that does not read keeps its rows in the engine, not in memory. */
class SlowReaderIT {
    private static final int ROWS = 2_000_000;
    private static final int FILLER_CHARS = 1_000;

    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config -> config.withNet(config.net().withTlsRequired(false)));
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /**
     * @param heap live objects
     * @param direct Netty's buffers
     * @param resident the whole process
     */
    private record Footprint(long heap, long direct, long resident) {
        static Footprint now() throws IOException {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long direct =
                    ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                            .metric()
                            .usedDirectMemory();
            return new Footprint(heap, direct, residentNow());
        }

        private static long residentNow() throws IOException {
            String line =
                    Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(status -> status.startsWith("VmRSS:"))
                            .findFirst()
                            .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }

        void assertFlatSince(Footprint before, String when) {
            assertThat(heap - before.heap).as("heap %s", when).isLessThan(64L << 20);
            assertThat(direct - before.direct).as("direct %s", when).isLessThan(64L << 20);
            assertThat(resident - before.resident).as("resident %s", when).isLessThan(400L << 20);
        }
    }

    /** Reads rows of (number, filler) without keeping them. */
    private static final class Rows {
        private final DataInputStream in;
        private final byte[] body = new byte[FILLER_CHARS + 100];
        private int next;

        Rows(WireConnection client) throws IOException {
            this.in =
                    new DataInputStream(
                            new BufferedInputStream(client.socket().getInputStream(), 1 << 16));
        }

        /** The next message's type, its body in {@link #body}. */
        int message() throws IOException {
            int type = in.read();
            int length = in.readInt() - 4;
            in.readFully(body, 0, length);
            return type;
        }

        void readAndCheck(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                assertThat(message()).isEqualTo('D');
                String expected = Integer.toString(next);
                for (int digit = 0; digit < expected.length(); digit++) {
                    if (body[6 + digit] != expected.charAt(digit)) {
                        assertThat(new String(body, 6, expected.length(), US_ASCII))
                                .isEqualTo(expected);
                    }
                }
                int filler = 6 + expected.length() + 4;
                if (body[filler] != 'x' || body[filler + FILLER_CHARS - 1] != 'x') {
                    assertThat(Arrays.copyOfRange(body, filler, filler + FILLER_CHARS))
                            .containsOnly('x');
                }
                next++;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memory_stays_flat_and_others_stay_quick_while_a_client_does_not_read(boolean tls)
            throws IOException {
        int rows = tls ? ROWS / 10 : ROWS;
        try (WireConnection slow = WireConnection.connect(target.withTls(tls));
                WireConnection quick = WireConnection.connect(target)) {
            warmUp(slow, quick);
            Footprint before = Footprint.now();
            slow.send(
                    ClientMessages.query(
                            "select range as i, repeat('x', %d) as filler from range(%d)"
                                    .formatted(FILLER_CHARS, ROWS)));
            Rows reader = new Rows(slow);
            assertThat(reader.message()).isEqualTo('T');
            reader.readAndCheck(1_000);
            pause(Duration.ofSeconds(3));
            Footprint.now().assertFlatSince(before, "while nothing is read");
            assertThat(medianMillis(quick)).isLessThan(250);
            for (int tenth = 0; tenth < 10; tenth++) {
                reader.readAndCheck(rows / 10 - 100);
                if (tenth % 3 == 0) {
                    Footprint.now().assertFlatSince(before, "after row " + reader.next);
                }
            }
            if (!tls) {
                reader.readAndCheck(ROWS - reader.next);
                assertThat(reader.message()).isEqualTo('C');
                assertThat(reader.message()).isEqualTo('Z');
            }
            assertThat(medianMillis(quick)).isLessThan(250);
        }
    }

    private static void warmUp(WireConnection slow, WireConnection quick) throws IOException {
        run(slow, "select range as i, repeat('x', 1000) as filler from range(20000)");
        for (int i = 0; i < 50; i++) {
            run(quick, "select 1");
        }
    }

    private static long medianMillis(WireConnection quick) throws IOException {
        long[] nanos = new long[15];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            run(quick, "select 1");
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[nanos.length / 2]).toMillis();
    }
}
