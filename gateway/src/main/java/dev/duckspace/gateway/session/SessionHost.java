package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineBusyException;
import dev.duckspace.gateway.protocol.BackendMessage.ErrorResponse;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.metadata.MetadataException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Starts each client's conversation on a virtual thread of its own, and sees to its end. */
public final class SessionHost implements SessionStarter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    private final SessionServices services;

    public SessionHost(SessionServices services) {
        this.services = services;
    }

    @Override
    public void start(
            FrontendMessage.StartupMessage startup,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo info) {
        StartupHandler handler = new StartupHandler(services, startup, inbox, output, info);
        services.pool().startVirtual("session", () -> converse(handler, inbox, output, info));
    }

    @Override
    public void turnedAway(SqlState reason) {
        services.meters().refused(reason);
    }

    @Override
    public void cancel(int processId, byte[] secretKey, Runnable settled) {
        services.meters().cancelRequested();
        services.registry().cancel(processId, secretKey, settled);
    }

    private void converse(
            StartupHandler handler,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo client) {
        try (SessionPlace place = started(handler::authenticate, handler, client)) {
            Session session = started(() -> handler.open(place), handler, client);
            services.meters().opened();
            watched(place, () -> converse(session, inbox));
        } catch (ConnectionLostException e) {
            LOG.debug("Client lost: {}", e.getMessage());
        } catch (PgException e) {
            sayFarewell(output, e.info().withSeverity(Severity.FATAL));
        } catch (EngineBusyException e) {
            sayFarewell(output, ErrorReports.busy().withSeverity(Severity.FATAL));
        } catch (MetadataException e) {
            LOG.warn("A client is refused, since the metadata cannot be read: {}", e.getMessage());
            sayFarewell(output, ErrorReports.noMetadata());
        } catch (RuntimeException | Error e) {
            sayFarewell(output, ErrorReports.internal(e).withSeverity(Severity.FATAL));
        } finally {
            output.close();
        }
    }

    private void watched(SessionPlace place, Runnable conversation) {
        SessionWatcher watcher = services.registry().watcher();
        watcher.opened(place.info());
        try {
            conversation.run();
        } finally {
            watcher.closed(place.info());
        }
    }

    /** A step on the way to a session; one that fails is counted. */
    private <T> T started(Supplier<T> step, StartupHandler handler, ConnectionInfo client) {
        try {
            return step.get();
        } catch (ConnectionLostException e) {
            services.meters().refused(RefusalReason.CLIENT_LEFT);
            throw e;
        } catch (PgException e) {
            refused(e.info().sqlState(), handler, client);
            throw e;
        } catch (EngineBusyException e) {
            refused(SqlState.TOO_MANY_CONNECTIONS, handler, client);
            throw e;
        } catch (RuntimeException | Error e) {
            refused(SqlState.INTERNAL_ERROR, handler, client);
            throw e;
        }
    }

    /** The message is left out: it names what the client has sent, which may be a password. */
    private void refused(SqlState state, StartupHandler handler, ConnectionInfo client) {
        services.meters().refused(state);
        services.registry()
                .watcher()
                .refused(handler.parameter("user"), client.remoteAddress(), state);
        LOG.info(
                "Connection from {} refused: {} {}",
                client.remoteAddress().getHostString(),
                state.code(),
                RefusalReason.of(state).label());
    }

    private static void converse(Session session, SessionInbox inbox) {
        // The thread is the session's alone and ends with it: nobody has to take these back.
        session.logIdentity().forEach(MDC::put);
        LOG.debug("Session begins");
        try {
            new SessionLoop(session, inbox).run();
        } catch (ConnectionLostException e) {
            ErrorInfo reason = session.endedBecause();
            throw reason == null ? e : new PgException(reason, e);
        } finally {
            session.close();
            LOG.debug("Session has ended");
        }
    }

    private static void sayFarewell(SessionOutput output, ErrorInfo info) {
        try {
            output.send(new ErrorResponse(info));
            output.flush();
        } catch (ConnectionLostException e) {
            LOG.debug("Client gone before its farewell: {}", e.getMessage());
        }
    }
}
