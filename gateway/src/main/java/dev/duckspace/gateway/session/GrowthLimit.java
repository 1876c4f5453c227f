package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.workspace.Growth;
import dev.duckspace.gateway.workspace.Growth.Admission;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session's statements from making its workspace larger than it may be: looks before,
 * while and after those that make it grow. What deletes, drops and reads always runs.
 */
final class GrowthLimit {
    private static final Watch NOTHING = new Watch(null);

    private final EnginePool pool;
    private final ScheduledExecutorService timer;
    private final Growth growth;
    private final Interrupts interrupts;

    GrowthLimit(
            EnginePool pool, ScheduledExecutorService timer, Growth growth, Interrupts interrupts) {
        this.pool = pool;
        this.timer = timer;
        this.growth = growth;
        this.interrupts = interrupts;
    }

    /**
     * How a statement is to be run; 53100 when it would make a full workspace grow.
     *
     * @param text one statement
     */
    Admission admit(SqlText text) {
        return grows(text) ? admitGrowing(text.text()) : Admission.FREE;
    }

    /** As {@link #admit}, of a statement in the engine's SQL that surely grows. */
    Admission admitGrowing(String sql) {
        return growth.isFarFromLimit() ? Admission.WATCHED : pool.call(() -> growth.admit(sql));
    }

    private static boolean grows(SqlText text) {
        if (!(StatementClassifier.classify(text) instanceof Statement.Engine(var leading))) {
            return false;
        }
        return switch (leading) {
            case INSERT,
                    UPDATE,
                    MERGE,
                    COPY,
                    SELECT_INTO,
                    CREATE_TABLE,
                    CREATE_TABLE_AS,
                    CREATE_TABLE_AS_EMPTY,
                    CREATE_INDEX,
                    ALTER_TABLE,
                    UNKNOWN ->
                    true;
            default -> false;
        };
    }

    /** Looks at the workspace's size until it is closed, and stops the statement at the limit. */
    Watch watch(Admission admission) {
        return admission == Admission.FREE ? NOTHING : new Watch(this).lookLater();
    }

    /**
     * After the statement: 53100 when it has made the workspace too large. Its transaction is not
     * committed yet.
     */
    void check(Admission admission) {
        if (admission == Admission.CHECKED) {
            pool.run(growth::requireWithin);
        }
    }

    /** One statement being watched. */
    static final class Watch implements AutoCloseable {
        private final @Nullable GrowthLimit limit;
        private @Nullable Future<?> next;
        private boolean closed;

        private Watch(@Nullable GrowthLimit limit) {
            this.limit = limit;
        }

        private synchronized Watch lookLater() {
            if (limit != null && !closed) {
                next =
                        limit.timer.schedule(
                                this::look,
                                limit.growth.nextLook().toMillis(),
                                TimeUnit.MILLISECONDS);
            }
            return this;
        }

        private void look() {
            if (limit == null) {
                return;
            }
            boolean exceeded;
            try {
                exceeded = limit.growth.exceeded();
            } catch (EngineException e) {
                // The statement itself meets what is wrong with the engine.
                return;
            }
            if (exceeded) {
                stop(limit);
            } else {
                lookLater();
            }
        }

        /** Under the lock, so that it is this statement that is stopped. */
        private synchronized void stop(GrowthLimit exceeded) {
            if (!closed) {
                exceeded.interrupts.request(InterruptReason.full(exceeded.growth.full()));
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
        }
    }
}
