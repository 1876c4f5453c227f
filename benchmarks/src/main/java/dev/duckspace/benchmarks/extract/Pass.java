package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.servers.CpuClock;
import dev.duckspace.benchmarks.wire.RawClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One result read whole.
 *
 * @param bytes all messages of the answer, before encryption
 * @param checksum sum over the sample rows' frames
 * @param elapsed from sending the request to having ReadyForQuery
 * @param readerCpu of the reading thread
 * @param serverCpu of the serving process; zero where the system does not tell
 */
record Pass(
        long rows,
        long bytes,
        long checksum,
        Duration elapsed,
        Duration readerCpu,
        Duration serverCpu) {

    private static final double MILLION = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Reads the whole answer to one statement. */
    static Pass of(RawClient client, String sql, ReadFormat format, CpuClock server)
            throws IOException {
        RowTally tally = new RowTally(format);
        ByteBuffer request = RawClient.direct(format.request(sql));
        Duration serverBefore = server.read();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        client.ask(request, tally);
        long elapsed = System.nanoTime() - start;
        return new Pass(
                tally.rows(),
                tally.bytes(),
                tally.checksum(),
                Duration.ofNanos(elapsed),
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - cpuBefore),
                server.read().minus(serverBefore));
    }

    double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    double millionRowsPerSecond() {
        return rows / seconds() / MILLION;
    }

    double megabytesPerSecond() {
        return bytes / seconds() / MILLION;
    }

    /** Of all the server's threads: with the reader's, what a busy machine leaves true. */
    double serverCpuNanosPerRow() {
        return (double) serverCpu.toNanos() / rows;
    }

    double readerCpuNanosPerRow() {
        return (double) readerCpu.toNanos() / rows;
    }
}
