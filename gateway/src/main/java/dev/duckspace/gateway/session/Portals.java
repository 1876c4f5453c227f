package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's open portals by name; the empty name is the unnamed one.
 *
 * <p>The engine runs one open result a connection, so at most one portal streams from it: before
 * anything else uses the connection, {@link #freeConnection} takes that portal's remaining rows
 * aside.
 */
final class Portals {
    private final int maxPortals;
    private final SpoolSpace spoolSpace;
    private final SessionOutput output;
    private final Interrupts interrupts;
    private final Map<String, Portal> portals = new HashMap<>();
    private @Nullable Portal streaming;
    private Runnable alsoFree = () -> {};

    Portals(
            SessionLimits limits,
            SpoolSpace spoolSpace,
            SessionOutput output,
            Interrupts interrupts) {
        this.maxPortals = limits.maxPortals();
        this.spoolSpace = spoolSpace;
        this.output = output;
        this.interrupts = interrupts;
    }

    /** The unnamed portal is replaced, a named one must be new. */
    void add(Portal portal) {
        if (portal.name().isEmpty()) {
            close("");
        } else if (portals.containsKey(portal.name())) {
            throw new PgException(
                    SqlState.DUPLICATE_CURSOR, "cursor \"" + portal.name() + "\" already exists");
        }
        if (portals.size() >= maxPortals) {
            throw new PgException(
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "too many open portals in one session (at most " + maxPortals + ")");
        }
        portals.put(portal.name(), portal);
    }

    Portal require(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw new PgException(
                    SqlState.INVALID_CURSOR_NAME, "portal \"" + name + "\" does not exist");
        }
        return portal;
    }

    /** Closing what is not there is no error, as in PostgreSQL. */
    void close(String name) {
        Portal portal = portals.remove(name);
        if (portal != null) {
            if (portal == streaming) {
                streaming = null;
            }
            portal.close();
        }
    }

    void closeAll() {
        streaming = null;
        List<Portal> open = new ArrayList<>(portals.values());
        portals.clear();
        RuntimeException failure = null;
        for (Portal portal : open) {
            try {
                portal.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * An aborted transaction runs no portal on, but keeps their names until it ends: their rows are
     * let go.
     */
    void abandonAll() {
        streaming = null;
        portals.values().forEach(Portal::abandon);
    }

    /**
     * A portal runs: if its rows come straight from the engine, another's have been taken aside.
     */
    void streaming(Portal portal) {
        if (portal.state() instanceof Portal.State.Running(RowSource rows, _)
                && rows instanceof EngineRows) {
            streaming = portal;
        }
    }

    /** What else may keep the connection from running a statement, and lets go of it so. */
    void onFreeConnection(Runnable free) {
        alsoFree = free;
    }

    /** Takes the rest of a streaming portal aside, so that the connection can run a statement. */
    void freeConnection() {
        alsoFree.run();
        Portal portal = streaming;
        streaming = null;
        if (portal != null
                && portal.state() instanceof Portal.State.Running(RowSource rows, Started.Tag tag)
                && rows instanceof EngineRows engineRows) {
            portal.running(spool(engineRows), tag);
        }
    }

    /** Takes all that is left of a running result. */
    RowSource spool(EngineRows rows) {
        return RowSpool.drain(rows, output, spoolSpace, interrupts);
    }
}
