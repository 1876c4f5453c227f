package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops what one session runs: on CancelRequest, on a timeout, at shutdown, when the client
 * vanishes.
 *
 * <p>The engine forgets an interrupt that comes just before a statement starts, so a request is
 * repeated on the timer's threads until the statement has ended. Requests may come from any thread;
 * started, finished, shielded and check belong to the session's.
 */
final class Interrupts {
    private static final long REPEAT_MILLIS = 20;

    private final ScheduledExecutorService timer;
    private final Runnable interruptEngine;

    private @Nullable InterruptReason requested;
    private @Nullable Runnable onRequest;
    private boolean running;
    private boolean early;
    private boolean shielded;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> repetition;

    /**
     * @param interruptEngine must return at once
     */
    Interrupts(ScheduledExecutorService timer, Runnable interruptEngine) {
        this.timer = timer;
        this.interruptEngine = interruptEngine;
    }

    /**
     * A statement begins; {@code timeout} zero means none.
     *
     * @throws PgException FATAL when the session has been asked to end: nothing begins any more
     */
    synchronized void started(Duration timeout) {
        if (requested != null && !requested.endsSession()) {
            requested = null;
        }
        check();
        running = true;
        if (early) {
            early = false;
            request(InterruptReason.USER_CANCEL);
        }
        if (!timeout.isZero()) {
            deadline =
                    timer.schedule(
                            () -> request(InterruptReason.STATEMENT_TIMEOUT),
                            timeout.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    /** The statement has ended; what stopped it is known until the next one starts. */
    synchronized void finished() {
        running = false;
        cancel(deadline);
        cancel(repetition);
        deadline = null;
        repetition = null;
    }

    /**
     * As {@link #request}, but while nothing runs the next statement is meant: the client has sent
     * it, and it waits for a thread or for those before it.
     *
     * @param sent whether there is such a statement; asked and acted on in one step
     * @return what that was
     */
    synchronized boolean requestNext(BooleanSupplier sent) {
        boolean meant = sent.getAsBoolean();
        if (meant && running) {
            request(InterruptReason.USER_CANCEL);
        } else if (meant) {
            early = true;
        }
        return meant;
    }

    /**
     * All that the client has sent is answered: a cancel that has come meanwhile was too late.
     *
     * @param telling says so to whom {@link #requestNext} asks, in one step with this
     */
    synchronized void answered(Runnable telling) {
        telling.run();
        early = false;
    }

    /** Asks the running statement to stop; ending the session outranks stopping a statement. */
    synchronized void request(InterruptReason reason) {
        if (!running && !reason.endsSession()) {
            return;
        }
        if (requested == null || reason.endsSession()) {
            requested = reason;
        }
        if (onRequest != null) {
            onRequest.run();
        }
        if (running && repetition == null) {
            repetition =
                    timer.scheduleWithFixedDelay(
                            this::interruptWhileRunning, 0, REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Whom to wake while the statement waits for something else than the engine; null for nobody
     * any more. Called at once when something was asked for already.
     *
     * @param newOnRequest must return at once
     */
    synchronized void onRequest(@Nullable Runnable newOnRequest) {
        onRequest = newOnRequest;
        if (newOnRequest != null && requested != null) {
            newOnRequest.run();
        }
    }

    /**
     * Runs what must not be cut off half way, such as the end of a transaction: the engine is not
     * interrupted meanwhile. What is asked for takes effect afterwards.
     */
    void shielded(Runnable work) {
        shield(true);
        try {
            work.run();
        } finally {
            shield(false);
        }
    }

    private synchronized void shield(boolean up) {
        shielded = up;
    }

    /** Throws what was asked for, between two steps of a statement. */
    synchronized void check() {
        if (requested != null) {
            throw new PgException(requested.info());
        }
    }

    /** The reason asked for, if any: explains an engine error that says only "interrupted". */
    synchronized @Nullable InterruptReason requested() {
        return requested;
    }

    /** Under the lock, so that no interrupt is late and meets what runs next. */
    private synchronized void interruptWhileRunning() {
        if (running && !shielded) {
            interruptEngine.run();
        }
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }
}
