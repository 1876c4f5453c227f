package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.BackendMessage.BindComplete;
import dev.duckspace.gateway.protocol.BackendMessage.CloseComplete;
import dev.duckspace.gateway.protocol.BackendMessage.CommandComplete;
import dev.duckspace.gateway.protocol.BackendMessage.EmptyQueryResponse;
import dev.duckspace.gateway.protocol.BackendMessage.NoData;
import dev.duckspace.gateway.protocol.BackendMessage.ParameterDescription;
import dev.duckspace.gateway.protocol.BackendMessage.ParseComplete;
import dev.duckspace.gateway.protocol.BackendMessage.PortalSuspended;
import dev.duckspace.gateway.protocol.BackendMessage.RowDescription;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers Parse, Bind, Describe, Execute, Close and Sync. All statements up to a Sync are one
 * implicit transaction unless they say BEGIN or COMMIT themselves.
 */
final class ExtendedQueryHandler {
    private final Session session;
    private final SessionInbox inbox;
    private final SessionOutput output;

    ExtendedQueryHandler(Session session, SessionInbox inbox) {
        this.session = session;
        this.inbox = inbox;
        this.output = session.output();
    }

    void parse(FrontendMessage.Parse message) {
        timed(
                message.sql(),
                () -> {
                    session.statements().requireFree(message.statement());
                    if (message.statement().isEmpty()) {
                        session.statements().close("");
                    }
                    session.statements()
                            .put(message.statement(), plan(message), message.sql(), false);
                    output.send(new ParseComplete());
                });
    }

    private PreparedStatement plan(FrontendMessage.Parse message) {
        List<SqlText> statements = SqlSplitter.split(message.sql(), session.limits().maxSqlChars());
        if (statements.size() > 1) {
            throw new PgException(
                    SqlState.SYNTAX_ERROR,
                    "cannot insert multiple commands into a prepared statement");
        }
        return statements.isEmpty()
                ? PreparedStatement.empty()
                : session.planner().planToRun(statements.getFirst(), message.parameterTypes());
    }

    void bind(FrontendMessage.Bind message) {
        timed(
                null,
                () -> {
                    PreparedStatement statement = session.statements().require(message.statement());
                    requireRunnable(statement);
                    List<EngineValue> parameters =
                            new ParameterBinding(session.textSettings())
                                    .decode(message, statement.parameterTypes());
                    short[] formats = resultFormats(message, statement.fields());
                    session.portals()
                            .add(new Portal(message.portal(), statement, parameters, formats));
                    output.send(new BindComplete());
                });
    }

    private void requireRunnable(PreparedStatement statement) {
        if (!statement.endsTransaction()) {
            session.transaction().requireUsable();
        }
    }

    /** None means all text, one is for all columns, else one each. */
    private static short[] resultFormats(
            FrontendMessage.Bind message, @Nullable List<FieldDescription> fields) {
        int columns = fields == null ? 0 : fields.size();
        short[] given = message.resultFormats();
        if (given.length == columns && columns > 1) {
            return given;
        }
        short[] formats = new short[columns];
        if (given.length == 1) {
            Arrays.fill(formats, given[0]);
        } else if (given.length > 1) {
            throw new PgException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has %d result formats but query has %d columns"
                            .formatted(given.length, columns));
        }
        return formats;
    }

    void describe(FrontendMessage.Describe message) {
        timed(
                null,
                () -> {
                    switch (message.target()) {
                        case STATEMENT -> describeStatement(message.name());
                        case PORTAL -> describePortal(message.name());
                    }
                });
    }

    private void describeStatement(String name) {
        PreparedStatement statement = session.statements().require(name);
        requireDescribable(statement);
        output.send(
                new ParameterDescription(
                        statement.parameterTypes().stream().map(PgType::oid).toList()));
        sendFields(statement.fields());
    }

    private void describePortal(String name) {
        List<FieldDescription> ofCursor = session.cursors().fieldsOf(name);
        if (ofCursor != null) {
            session.transaction().requireUsable();
            sendFields(ofCursor);
            return;
        }
        Portal portal = session.portals().require(name);
        requireDescribable(portal.statement());
        List<FieldDescription> fields = portal.statement().fields();
        sendFields(fields == null ? null : withFormats(fields, portal.resultFormats()));
    }

    private void requireDescribable(PreparedStatement statement) {
        if (statement.fields() != null) {
            session.transaction().requireUsable();
        }
    }

    private void sendFields(@Nullable List<FieldDescription> fields) {
        output.send(fields == null ? new NoData() : new RowDescription(fields));
    }

    static List<FieldDescription> withFormats(List<FieldDescription> fields, short[] formats) {
        List<FieldDescription> formatted = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            formatted.add(fields.get(i).withFormat(formats[i]));
        }
        return formatted;
    }

    void execute(FrontendMessage.Execute message) {
        Portal portal = session.portals().require(message.portal());
        if (portal.statement().isEmpty()) {
            output.send(new EmptyQueryResponse());
            return;
        }
        long maxRows = message.maxRows() > 0 ? message.maxRows() : Long.MAX_VALUE;
        timed(portal.statement().text().source(), () -> execute(portal, maxRows));
    }

    private void execute(Portal portal, long maxRows) {
        session.queries().is(portal.statement().statement());
        requireRunnable(portal.statement());
        switch (portal.state()) {
            case Portal.State.Ready _ -> start(portal, maxRows);
            case Portal.State.Running(RowSource rows, Started.Tag tag) ->
                    pull(portal, rows, tag, maxRows);
            case Portal.State.Done(boolean hadRows, Started.Tag tag) -> {
                if (!hadRows) {
                    throw cannotBeRun(portal);
                }
                output.send(new CommandComplete(tag.of(0)));
                session.queries().pauses();
            }
            case Portal.State.Abandoned _, Portal.State.Closed _ -> throw cannotBeRun(portal);
        }
    }

    private static PgException cannotBeRun(Portal portal) {
        return new PgException(
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "portal \"" + portal.name() + "\" cannot be run");
    }

    private void start(Portal portal, long maxRows) {
        Started started =
                session.runner()
                        .start(
                                portal.statement(),
                                portal.parameters(),
                                RowForm.portalRows(portal.resultFormats(), maxRows),
                                lastBeforeSync());
        RowSource rows = started.rows();
        if (rows == null) {
            portal.done(false, started.tag());
            output.send(new CommandComplete(started.tag().of(started.changedRows())));
            session.queries().changed(started.changedRows());
            session.queries().succeeded();
            return;
        }
        portal.running(rows, started.tag());
        session.portals().streaming(portal);
        pull(portal, rows, started.tag(), maxRows);
    }

    /** A statement that a Sync follows at once needs no transaction but its own. */
    private boolean lastBeforeSync() {
        return inbox.peek() instanceof FrontendMessage.Sync;
    }

    private void pull(Portal portal, RowSource rows, Started.Tag tag, long maxRows) {
        long sent = rows.send(output, maxRows);
        session.queries().sent(sent);
        if (sent == maxRows) {
            output.send(new PortalSuspended());
        } else {
            portal.done(true, tag);
            output.send(new CommandComplete(tag.of(sent)));
            session.queries().succeeded();
        }
    }

    void close(FrontendMessage.Close message) {
        switch (message.target()) {
            case STATEMENT -> session.statements().close(message.name());
            case PORTAL -> {
                session.portals().close(message.name());
                session.cursors().closePortal(message.name());
            }
        }
        output.send(new CloseComplete());
    }

    /** Ends the implicit transaction; what it left open goes with it. */
    void sync() {
        session.transaction().leaveImplicit();
    }

    /** Runs one message's work under the statement's time limit. */
    private void timed(@Nullable String query, Runnable work) {
        if (query != null) {
            session.nowActive(query);
        }
        session.queries().begins();
        session.startStatement();
        try {
            session.transaction().enterImplicit();
            work.run();
            session.queries().pauses();
        } finally {
            session.finishStatement();
        }
    }
}
