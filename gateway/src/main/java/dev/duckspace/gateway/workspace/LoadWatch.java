package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.QueryProgress;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one running load, on a thread of its own: tells the listener how far it is, and stops
 * it when the listener wants that or the files grow too large. The steps come from the thread that
 * loads.
 */
final class LoadWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);

    private static final long PERIOD_MILLIS = Duration.ofMillis(100).toMillis();

    private final WorkspaceConnection connection;
    private final long sizeLimitBytes;
    private final long roomBytes;
    private final long diskBefore;
    private final LoadListener listener;
    private final CountDownLatch ended = new CountDownLatch(1);

    private double total = 1;
    private double done;
    private double current;
    private long rowsDone;
    private double percent;
    private boolean finishing;
    private @Nullable ContentsException stopped;

    /**
     * @param sizeBefore bytes of the workspace before the load
     */
    LoadWatch(
            WorkspaceConnection connection,
            long sizeBefore,
            long sizeLimitBytes,
            LoadListener listener) {
        this.connection = connection;
        this.sizeLimitBytes = sizeLimitBytes;
        this.roomBytes = sizeLimitBytes - sizeBefore;
        this.diskBefore = connection.instance().bytesOnDisk();
        this.listener = listener;
        Thread.ofVirtual().name("load-watch").start(this::run);
    }

    private void run() {
        try {
            while (!ended.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A load goes on without being watched", e);
        }
    }

    private synchronized void look() {
        if (finishing) {
            return;
        }
        if (stopped == null) {
            stopped = reasonToStop();
        }
        if (stopped != null) {
            // Again and again: the engine forgets an interrupt between two statements.
            connection.interrupt();
        }
    }

    private @Nullable ContentsException reasonToStop() {
        if (connection.instance().bytesOnDisk() - diskBefore > roomBytes) {
            return TableLoader.tooLarge(sizeLimitBytes);
        }
        QueryProgress progress = connection.engine().progress();
        double part = Math.clamp(progress.percentage(), 0, 100) / 100;
        percent = Math.max(percent, 100 * (done + part * current) / total);
        long rows = rowsDone + (rowsKnown() ? (long) (part * current) : 0);
        return listener.proceed(rows, percent)
                ? null
                : new ContentsException(
                        Reason.CANCELLED, "the load was cancelled; no table was loaded");
    }

    synchronized void start(double allWeights) {
        total = Math.max(1, allWeights);
    }

    synchronized void next(double weight) {
        if (stopped != null) {
            throw stopped;
        }
        current = weight;
    }

    /**
     * @param rows that came out
     */
    synchronized void done(long rows) {
        rowsDone += rowsKnown() ? (long) current - 1 : rows;
        done += current;
        current = 0;
    }

    /** The weight of a table is one more than its rows. */
    private boolean rowsKnown() {
        return current > 1;
    }

    /** From here on the load is not stopped any more. */
    synchronized void finishing() {
        if (stopped != null) {
            throw stopped;
        }
        finishing = true;
    }

    /** An error by the reason for which the load was stopped, if it was. */
    synchronized RuntimeException explained(RuntimeException e) {
        return stopped == null || e == stopped
                ? e
                : new ContentsException(stopped.reason(), String.valueOf(stopped.getMessage()), e);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
