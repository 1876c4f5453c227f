package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many statements the engine works on at once. Who comes too many waits: in one workspace the
 * first comes first, and the workspaces take turns, so that a hundred statements of one keep
 * another's first from running no longer than one. Threads: any.
 */
public final class QueryGate {
    private final int runningMax;
    private final int runningPerWorkspaceMax;
    private final int waitingMax;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Lane> lanes = new HashMap<>();

    /** The workspaces with statements that wait, the one whose turn is next first. */
    private final ArrayDeque<Lane> turns = new ArrayDeque<>();

    private int running;
    private int waiting;

    public QueryGate(ConcurrencyLimits limits) {
        this.runningMax = limits.queries();
        this.runningPerWorkspaceMax = limits.queriesPerWorkspace();
        this.waitingMax = limits.queuedQueries();
    }

    /** One workspace's statements. */
    private static final class Lane {
        private final String workspaceId;
        private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
        private int running;

        Lane(String workspaceId) {
            this.workspaceId = workspaceId;
        }

        boolean isUnused() {
            return running == 0 && tickets.isEmpty();
        }
    }

    /** A statement's way through the gate; it must be left. */
    final class Ticket {
        private final Lane lane;
        private final Condition changed = lock.newCondition();
        private boolean admitted;
        private boolean woken;

        private Ticket(Lane lane) {
            this.lane = lane;
        }

        /** Waits for its turn, or for {@link #wake}; whether it is its turn. */
        boolean await() {
            lock.lock();
            try {
                while (!admitted && !woken) {
                    changed.awaitUninterruptibly();
                }
                woken = false;
                return admitted;
            } finally {
                lock.unlock();
            }
        }

        boolean admitted() {
            lock.lock();
            try {
                return admitted;
            } finally {
                lock.unlock();
            }
        }

        /** Lets who waits look at what else has happened. */
        void wake() {
            lock.lock();
            try {
                woken = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        /** Gives the place to the next, or stops to wait for one. */
        void leave() {
            lock.lock();
            try {
                if (admitted) {
                    admitted = false;
                    running--;
                    lane.running--;
                } else if (lane.tickets.remove(this)) {
                    waiting--;
                    if (lane.tickets.isEmpty()) {
                        turns.remove(lane);
                    }
                }
                admitNext();
                forgetUnused(lane);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * @throws PgException 53000 when too many wait already
     */
    Ticket enter(String workspaceId) {
        lock.lock();
        try {
            Lane lane = lanes.computeIfAbsent(workspaceId, Lane::new);
            Ticket ticket = new Ticket(lane);
            if (lane.tickets.isEmpty() && hasRoom(lane)) {
                admit(ticket);
            } else {
                queue(ticket);
            }
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Workspaces that have statements here, running or waiting. */
    int workspaces() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits while there is room waits for its own workspace's statements. */
    private boolean hasRoom(Lane lane) {
        return running < runningMax && lane.running < runningPerWorkspaceMax;
    }

    private void admit(Ticket ticket) {
        running++;
        ticket.lane.running++;
        ticket.admitted = true;
    }

    private void forgetUnused(Lane lane) {
        if (lane.isUnused()) {
            lanes.remove(lane.workspaceId, lane);
        }
    }

    private void queue(Ticket ticket) {
        Lane lane = ticket.lane;
        if (waiting >= waitingMax) {
            forgetUnused(lane);
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INSUFFICIENT_RESOURCES,
                                    "too many statements wait for their turn on this server")
                            .withDetail(
                                    "%d statements run and %d wait.".formatted(running, waiting))
                            .withHint("Try again in a moment."));
        }
        if (lane.tickets.isEmpty()) {
            turns.addLast(lane);
        }
        lane.tickets.addLast(ticket);
        waiting++;
    }

    private void admitNext() {
        for (int looked = turns.size(); looked > 0 && running < runningMax; looked--) {
            Lane lane = turns.removeFirst();
            if (hasRoom(lane)) {
                Ticket next = lane.tickets.removeFirst();
                waiting--;
                admit(next);
                next.changed.signal();
            }
            if (!lane.tickets.isEmpty()) {
                turns.addLast(lane);
            }
        }
    }

    /** Statements that the engine works on now. */
    public int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Statements that wait for their turn. */
    public int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
