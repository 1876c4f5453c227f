package dev.duckspace.admin.service;

import dev.duckspace.metadata.Event;
import dev.duckspace.metadata.EventQuery;
import dev.duckspace.metadata.Identifiers;
import dev.duckspace.metadata.MetadataException;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import dev.duckspace.metadata.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
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
    private static final int WORKSPACES_REMEMBERED = 2_000;
    private static final String SYSTEM = "system";

    /** One batch in each pause: a hundred events a second at most. */
    private static final int BATCH_MAX = 50;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final MetadataStore metadata;
    private final Clock clock;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final Map<String, String> projects = Collections.synchronizedMap(new Latest());
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private final Thread writer;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The projects of workspaces, the last that were asked for. */
    private static final class Latest extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > WORKSPACES_REMEMBERED;
        }
    }

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
        while (ended.getCount() > 0 || !queue.isEmpty()) {
            try {
                ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                List<Event> batch = new ArrayList<>();
                queue.drainTo(batch, BATCH_MAX);
                addDropped(batch);
                write(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
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
                        events.forEach(event -> tx.events().append(inProject(tx, event)));
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

    /** Whose workspace it is, where only that is known. */
    private Event inProject(Transaction tx, Event event) {
        String workspaceId = event.workspaceId();
        if (event.projectId() != null || workspaceId == null) {
            return event;
        }
        Optional<String> known = tx.workspaces().find(workspaceId).map(Workspace::projectId);
        known.ifPresent(projectId -> projects.put(workspaceId, projectId));
        // A session ends after its workspace is gone.
        return known.or(() -> Optional.ofNullable(projects.get(workspaceId)))
                .map(event::withProject)
                .orElse(event);
    }

    /** Writes what waits. */
    @Override
    public void close() {
        ended.countDown();
        try {
            if (!writer.join(CLOSE_WAIT)) {
                LOG.warn("{} events are lost: they could not be written in time", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
