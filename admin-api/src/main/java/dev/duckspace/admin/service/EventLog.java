package dev.duckspace.admin.service;

import dev.duckspace.metadata.Event;
import dev.duckspace.metadata.EventQuery;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit trail. What tokens and the system do is written at once; what strangers and database
 * users cause goes through a bounded queue, and what does not fit into it is counted and said.
 */
public final class EventLog implements AutoCloseable {
    /** The outcome of what went well; else it is a problem's name or an SQLSTATE. */
    public static final String OK = "ok";

    static final int QUEUE_LENGTH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final String SYSTEM = "system";
    private static final int BATCH_MAX = 200;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final MetadataStore metadata;
    private final Clock clock;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private final Thread writer;
    private volatile boolean closing;

    /**
     * What happened.
     *
     * @param actor a token's name, a database user, {@code system} or {@code unknown}
     * @param actorId the token's id; null: no token acted
     * @param action a noun and a verb, as {@code workspace.create}
     * @param subject the id of what it was done to
     * @param outcome {@link #OK}, a problem's name or an SQLSTATE
     * @param detail for people
     */
    public record Entry(
            String actor,
            @Nullable String actorId,
            String action,
            String subject,
            @Nullable String projectId,
            @Nullable String workspaceId,
            @Nullable String remoteAddress,
            String outcome,
            String detail) {}

    public EventLog(MetadataStore metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
        this.writer = Thread.ofPlatform().daemon().name("events").start(this::writeQueued);
    }

    /** Something that the program did by itself, as expiry, repair or the end of a job. */
    public void system(
            String action,
            String subject,
            @Nullable String projectId,
            @Nullable String workspaceId,
            String outcome,
            String detail) {
        record(
                new Entry(
                        SYSTEM,
                        null,
                        action,
                        subject,
                        projectId,
                        workspaceId,
                        null,
                        outcome,
                        detail));
    }

    /** Written when this returns; what cannot be written is logged and hinders nobody. */
    public void record(Entry entry) {
        write(List.of(event(entry)));
    }

    /** Written soon, or counted as dropped when too much waits; never blocks. */
    public void offer(Entry entry) {
        if (!queue.offer(event(entry))) {
            dropped.incrementAndGet();
        }
    }

    /** The newest first. */
    public List<Event> list(EventQuery query) {
        return metadata.read(tx -> tx.events().list(query));
    }

    /** Forgets what is older than {@code keep}, and of the rest what is beyond {@code rows}. */
    public int prune(Duration keep, int rows) {
        Instant oldest = clock.instant().minus(keep);
        return metadata.inTransaction(
                tx -> tx.events().deleteBefore(oldest) + tx.events().keepNewest(rows));
    }

    private Event event(Entry entry) {
        Instant now = clock.instant();
        return new Event(
                Identifiers.newEventId(later(now)),
                now,
                EventText.shown(entry.actor()),
                entry.actorId(),
                entry.action(),
                EventText.shown(entry.subject()),
                shown(entry.projectId()),
                shown(entry.workspaceId()),
                entry.remoteAddress(),
                entry.outcome(),
                EventText.shown(entry.detail()));
    }

    /** Out of a path, in which anything may stand. */
    private static @Nullable String shown(@Nullable String id) {
        return id == null ? null : EventText.shown(id);
    }

    /** An instant of its own for each event, so that their ids sort as they happened. */
    private Instant later(Instant now) {
        return latest.updateAndGet(
                last -> {
                    Instant next = last.plus(1, ChronoUnit.MICROS);
                    return next.isAfter(now) ? next : now;
                });
    }

    private void writeQueued() {
        while (!closing || !queue.isEmpty()) {
            try {
                Event first = queue.poll(1, TimeUnit.SECONDS);
                List<Event> batch = new ArrayList<>();
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH_MAX - 1);
                }
                addDropped(batch);
                write(batch);
            } catch (InterruptedException e) {
                // asked to look whether it is time to end
            } catch (RuntimeException e) {
                LOG.error("Events cannot be written", e);
            }
        }
    }

    private void addDropped(List<Event> batch) {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            String detail = count + " events came faster than they could be written";
            batch.add(
                    event(
                            new Entry(
                                    SYSTEM,
                                    null,
                                    "events.drop",
                                    Long.toString(count),
                                    null,
                                    null,
                                    null,
                                    "dropped",
                                    detail)));
        }
    }

    private void write(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            metadata.inTransaction(
                    tx -> {
                        events.forEach(tx.events()::append);
                        return "";
                    });
        } catch (MetadataException e) {
            LOG.error(
                    "{} events are lost, the first {}",
                    events.size(),
                    events.getFirst().action(),
                    e);
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            if (!writer.join(CLOSE_WAIT)) {
                LOG.warn("{} events are lost: they could not be written in time", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
