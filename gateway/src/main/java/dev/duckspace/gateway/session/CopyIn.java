package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.BackendMessage.CopyInResponse;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement.Copy;
import dev.duckspace.gateway.sql.Statement.CopyTable;
import dev.duckspace.gateway.workspace.Growth;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * COPY ... FROM STDIN: the client's data, gathered into pieces, is read and appended on an engine
 * thread while the network receives the next piece. All of it happens in the transaction at hand,
 * which an error aborts: nothing of a COPY that fails is kept.
 */
final class CopyIn {
    /** Enough for the hops between threads to cost nothing. */
    private static final int STEP_BYTES = 256 << 10;

    private static final int STEP_PIECES = 4096;

    /** How soon a cancel is noticed while the client sends nothing. */
    private static final Duration WAIT = Duration.ofMillis(50);

    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;

    CopyIn(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
    }

    Started run(Copy copy, SqlText text, CopyOptions options) {
        CopyTable table = (CopyTable) copy.source();
        session.turn().take();
        session.portals().freeConnection();
        session.applyEngineSettings(text);
        CopyRelation relation = find(table);
        if (!relation.isTemporary()) {
            session.transaction().requireWritable("COPY FROM");
        }
        List<CopyRelation.Column> copied = relation.copied(table.columns());
        requireFreezable(options);
        Growth.Admission admission =
                relation.isTemporary()
                        ? Growth.Admission.FREE
                        : session.growthLimit().admitGrowing("INSERT INTO " + relation.quoted());
        session.transaction().beforeEngineStatement(true, false);
        CopyProgress progress = CopyProgress.from(relation);
        session.copying(progress);
        try (GrowthLimit.Watch _ = session.growthLimit().watch(admission);
                Opened load =
                        new Opened(
                                inEngine(
                                        () ->
                                                CopyLoad.open(
                                                        session,
                                                        connection,
                                                        pool,
                                                        relation,
                                                        copied,
                                                        options,
                                                        copy.where())))) {
            short format = (short) (options.format().isBinary() ? 1 : 0);
            short[] formats = new short[copied.size()];
            Arrays.fill(formats, format);
            session.output().send(new CopyInResponse(format, formats));
            session.output().flush();
            receive(load.load, progress);
            session.turn().take();
            session.interrupts().check();
            long rows = inEngine(load.load::finish);
            session.growthLimit().check(admission);
            return Started.changed(rows, count -> "COPY " + count);
        } finally {
            session.copying(null);
        }
    }

    /** A table cannot be as new as FREEZE wants it where its transaction has written nothing. */
    private void requireFreezable(CopyOptions options) {
        if (options.freeze() && !session.transaction().hasWritten()) {
            throw new PgException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "cannot perform COPY FREEZE because the table was not created or truncated in"
                            + " the current subtransaction");
        }
    }

    /** Closes a load on an engine thread. */
    private final class Opened implements AutoCloseable {
        private final CopyLoad load;

        Opened(CopyLoad load) {
            this.load = load;
        }

        @Override
        public void close() {
            pool.runSurely(load::close);
        }
    }

    private CopyRelation find(CopyTable table) {
        CopyRelation relation =
                pool.call(() -> CopyRelation.find(connection, table.name()).orElse(null));
        if (relation == null) {
            throw noTable(table);
        }
        return relation;
    }

    /** What INSERT would say of the name: that it is missing, or whose it is. */
    private PgException noTable(CopyTable table) {
        try {
            SqlText insert =
                    SqlSplitter.split(
                                    "INSERT INTO "
                                            + CopySql.dotted(table.name())
                                            + " DEFAULT VALUES",
                                    Integer.MAX_VALUE)
                            .getFirst();
            session.planner().plan(insert, List.of()).release();
        } catch (PgException e) {
            ErrorInfo info = e.info();
            if (info.sqlState() == SqlState.READ_ONLY_SQL_TRANSACTION) {
                return new PgException(
                        ErrorInfo.error(
                                        info.sqlState(),
                                        info.message().replace("INSERT", "COPY FROM"))
                                .withDetail(info.detail())
                                .withHint(info.hint()));
            }
            if (info.sqlState() == SqlState.UNDEFINED_TABLE
                    || info.sqlState() == SqlState.INSUFFICIENT_PRIVILEGE) {
                return new PgException(info.withPosition(0));
            }
        }
        return PgException.refused(
                SqlState.WRONG_OBJECT_TYPE,
                "cannot copy to view \"" + table.name().getLast() + '"',
                "Copy into a table.");
    }

    private void receive(CopyLoad load, CopyProgress progress) {
        List<byte[]> pieces = new ArrayList<>();
        long bytes = 0;
        while (true) {
            switch (next()) {
                case FrontendMessage.CopyData(byte[] data) -> {
                    pieces.add(data);
                    bytes += data.length;
                    if (bytes >= STEP_BYTES || pieces.size() >= STEP_PIECES) {
                        feed(load, pieces, progress);
                        pieces.clear();
                        bytes = 0;
                    }
                }
                case FrontendMessage.CopyDone _ -> {
                    feed(load, pieces, progress);
                    return;
                }
                case FrontendMessage.CopyFail(String reason) ->
                        throw new PgException(
                                SqlState.QUERY_CANCELED, "COPY from stdin failed: " + reason);
                // Clients send these before they know that the statement was a COPY.
                case FrontendMessage.Flush _, FrontendMessage.Sync _ -> {}
                case FrontendMessage.Terminate _ ->
                        throw new ConnectionLostException(
                                "the client left in the middle of a COPY");
                default ->
                        throw new PgException(
                                SqlState.PROTOCOL_VIOLATION,
                                "unexpected message during COPY from stdin");
            }
        }
    }

    /** The next message; while none comes, others may have the turn. */
    private FrontendMessage next() {
        session.interrupts().check();
        SessionInbox inbox = session.inbox();
        if (inbox.peek() != null) {
            return inbox.take();
        }
        session.turn().giveBack();
        while (true) {
            FrontendMessage message = inbox.poll(WAIT);
            session.interrupts().check();
            if (message != null) {
                return message;
            }
        }
    }

    private void feed(CopyLoad load, List<byte[]> pieces, CopyProgress progress) {
        session.turn().take();
        session.interrupts().check();
        inEngine(
                () -> {
                    for (byte[] piece : pieces) {
                        load.feed(piece);
                        progress.read(piece.length, load.rows());
                    }
                    return true;
                });
    }

    private <T> T inEngine(Callable<T> work) {
        try {
            return pool.call(work);
        } catch (EngineException e) {
            throw session.translated(e);
        }
    }
}
