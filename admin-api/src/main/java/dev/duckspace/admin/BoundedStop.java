package dev.duckspace.admin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a server at a signal, and ends the process even when something in it does not stop: an
 * engine that plans for minutes heeds no cancel. What was committed is in the logs of the
 * workspaces' files, which the next start reads.
 */
final class BoundedStop {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedStop.class);

    /** Twice the grace of sessions passes before anything is closed. */
    private static final int GRACES = 2;

    private static final int MARGIN_SECONDS = Integer.getInteger("duckspace.stop.seconds", 60);

    /** What a shell says of a process that SIGTERM has ended. */
    private static final int EXIT_TERMINATED = 143;

    private final RunningServer server;
    private final Duration longest;

    private BoundedStop(RunningServer server, Duration grace) {
        this.server = server;
        this.longest = grace.multipliedBy(GRACES).plusSeconds(MARGIN_SECONDS);
    }

    static void atSignal(RunningServer server, Duration grace) {
        BoundedStop stop = new BoundedStop(server, grace);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::run, "stop"));
    }

    private void run() {
        Thread.ofPlatform().daemon().name("stop-limit").start(this::haltWhenLate);
        server.close();
        int left = server.gateway().enginePool().active();
        if (left > 0) {
            // the engine's destructors must not meet them
            LOG.error("Stopped but for {} calls of the engine, which end with the process", left);
            Runtime.getRuntime().halt(EXIT_TERMINATED);
        }
    }

    private void haltWhenLate() {
        try {
            TimeUnit.NANOSECONDS.sleep(longest.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.error("Not stopped within {} s: the process is ended", longest.toSeconds());
        Runtime.getRuntime().halt(EXIT_TERMINATED);
    }
}
