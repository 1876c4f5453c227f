package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.BackendMessage.ErrorResponse;
import dev.duckspace.gateway.protocol.BackendMessage.ReadyForQuery;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.Duration;

/**
 * The conversation after start-up: takes a message, answers it, until the client terminates, is
 * lost, idles too long or the server shuts down.
 *
 * <p>Every error of a message reaches the one catch in {@link #answer}: it becomes an
 * ErrorResponse, and after an error in the extended protocol everything up to the next Sync is
 * skipped. Each Query and each Sync is answered by exactly one ReadyForQuery.
 */
final class SessionLoop {
    private final Session session;
    private final SessionInbox inbox;
    private final SessionOutput output;
    private final SimpleQueryHandler simpleQuery;
    private final ExtendedQueryHandler extendedQuery;
    private boolean skippingToSync;

    SessionLoop(Session session, SessionInbox inbox) {
        this.session = session;
        this.inbox = inbox;
        this.output = session.output();
        this.simpleQuery = new SimpleQueryHandler(session);
        this.extendedQuery = new ExtendedQueryHandler(session, inbox);
    }

    /**
     * Returns when the client has terminated.
     *
     * @throws PgException FATAL, to be told to the client before the connection closes
     * @throws ConnectionLostException when there is no client any more
     */
    void run() {
        readyForQuery();
        while (step()) {}
    }

    /** Takes one message and answers it; false when the client has terminated. */
    private boolean step() {
        FrontendMessage message;
        try {
            message = next();
        } catch (PgException broken) {
            refuse(broken);
            return true;
        }
        if (message instanceof FrontendMessage.Terminate) {
            return false;
        }
        if (!skippingToSync || endsSkipping(message)) {
            answer(message);
        }
        return true;
    }

    /** What came was no message; unless that is fatal, the next one may be. */
    private void refuse(PgException broken) {
        if (broken.info().severity() == Severity.FATAL) {
            throw broken;
        }
        if (!skippingToSync) {
            fail(broken.info(), !inbox.brokenMessageSkipsToSync());
        }
    }

    private static boolean endsSkipping(FrontendMessage message) {
        return message instanceof FrontendMessage.Sync;
    }

    private FrontendMessage next() {
        FrontendMessage message = inbox.peek();
        if (message != null) {
            return inbox.take();
        }
        IdleLimit limit = session.idleLimit();
        long deadline = System.nanoTime() + limit.timeout().toNanos();
        while (true) {
            long left = limit.timeout().isZero() ? Long.MAX_VALUE : deadline - System.nanoTime();
            switch (inbox.await(left)) {
                case MESSAGE -> {
                    return inbox.take();
                }
                case NUDGE -> {
                    if (!skippingToSync) {
                        session.sendNotifications();
                        output.flush();
                    }
                }
                case NOTHING -> throw new PgException(limit.exceeded());
            }
        }
    }

    /** How long the session may wait for the client, and what it is told after that. */
    record IdleLimit(Duration timeout, ErrorInfo exceeded) {}

    private void answer(FrontendMessage message) {
        try {
            dispatch(message);
        } catch (ConnectionLostException e) {
            session.queries().lost();
            throw e;
        } catch (RuntimeException e) {
            ErrorInfo info = session.errors().translate(e);
            session.queries().failed(info, session.interrupts().requested());
            fail(info, answersWithReady(message));
        } finally {
            inbox.answered();
        }
    }

    private void dispatch(FrontendMessage message) {
        switch (message) {
            case FrontendMessage.Query query -> {
                simpleQuery.run(query.sql());
                readyForQuery();
            }
            case FrontendMessage.Parse parse -> extendedQuery.parse(parse);
            case FrontendMessage.Bind bind -> extendedQuery.bind(bind);
            case FrontendMessage.Describe describe -> extendedQuery.describe(describe);
            case FrontendMessage.Execute execute -> extendedQuery.execute(execute);
            case FrontendMessage.Close close -> extendedQuery.close(close);
            case FrontendMessage.Flush _ -> output.flush();
            case FrontendMessage.Sync _ -> {
                skippingToSync = false;
                extendedQuery.sync();
                readyForQuery();
            }
            case FrontendMessage.FunctionCall _ ->
                    throw PgException.notSupported(
                            "the function call protocol is not supported",
                            "Call the function in a SELECT statement.");
            case FrontendMessage.CopyData _,
                    FrontendMessage.CopyDone _,
                    FrontendMessage.CopyFail _ -> {
                // What a failed COPY leaves in the pipe; PostgreSQL ignores it as well.
            }
            case FrontendMessage.AuthenticationData _ -> throw unexpected("password message");
            case FrontendMessage.Startup _ -> throw unexpected("start-up packet");
            case FrontendMessage.Terminate _ -> {}
        }
    }

    private void fail(ErrorInfo info, boolean thenReady) {
        if (info.severity() == Severity.FATAL) {
            throw new PgException(info); // the session's end lets go of what it holds
        }
        session.statementFailed();
        output.send(new ErrorResponse(info));
        if (thenReady) {
            readyForQuery();
        } else {
            skippingToSync = true;
            output.flush();
        }
    }

    private static boolean answersWithReady(FrontendMessage message) {
        return message instanceof FrontendMessage.Query
                || message instanceof FrontendMessage.Sync
                || message instanceof FrontendMessage.FunctionCall;
    }

    private void readyForQuery() {
        session.sendNotifications();
        session.reportChangedSettings();
        output.send(new ReadyForQuery(session.transaction().status()));
        session.answered();
        output.flush();
        session.nowIdle();
    }

    private static PgException unexpected(String what) {
        return new PgException(ErrorInfo.fatal(SqlState.PROTOCOL_VIOLATION, "unexpected " + what));
    }
}
