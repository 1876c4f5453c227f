package dev.duckspace.benchmarks.extract;

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
