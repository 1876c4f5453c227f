package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import org.jspecify.annotations.Nullable;

/**
 * One session's turn at the engine: taken by a statement before the engine works for it, given back
 * when the statement ends, its portal is suspended or its client reads slowly. Belongs to the
 * session's thread, but for {@link #waiting}.
 */
final class QueryTurn {
    private final QueryGate gate;
    private final String workspaceId;
    private final Interrupts interrupts;
    private QueryGate.@Nullable Ticket ticket;
    private volatile boolean waiting;

    QueryTurn(QueryGate gate, String workspaceId, Interrupts interrupts) {
        this.gate = gate;
        this.workspaceId = workspaceId;
        this.interrupts = interrupts;
    }

    /**
     * Waits for the turn, unless the session has it.
     *
     * @throws PgException 53000 when too many wait; what the statement was stopped with meanwhile
     */
    void take() {
        if (ticket != null) {
            return;
        }
        QueryGate.Ticket entered = gate.enter(workspaceId);
        if (!entered.admitted()) {
            await(entered);
        }
        ticket = entered;
    }

    private void await(QueryGate.Ticket entered) {
        boolean admitted = false;
        waiting = true;
        interrupts.onRequest(entered::wake);
        try {
            while (!entered.await()) {
                interrupts.check();
            }
            admitted = true;
        } finally {
            interrupts.onRequest(null);
            waiting = false;
            if (!admitted) {
                entered.leave();
            }
        }
    }

    void giveBack() {
        QueryGate.Ticket held = ticket;
        if (held != null) {
            ticket = null;
            held.leave();
        }
    }

    /** Whether the session waits for its turn. Any thread. */
    boolean waiting() {
        return waiting;
    }
}
