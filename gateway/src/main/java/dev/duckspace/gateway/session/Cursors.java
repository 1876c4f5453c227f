package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.SessionFacts;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.Statement.CloseCursor;
import dev.duckspace.gateway.sql.Statement.DeclareCursor;
import dev.duckspace.gateway.sql.Statement.Direction;
import dev.duckspace.gateway.sql.Statement.Fetch;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.sql.WithClause;
import dev.duckspace.gateway.types.PgType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * SQL's cursors of a session, by name. At most one of them takes its rows from the engine as they
 * are asked for; before anything else uses the connection, {@link #freeConnection} takes the rest
 * aside.
 */
final class Cursors {
    private final Session session;
    private final int maxCursors;
    private final SpoolSpace space;
    private final Map<String, SqlCursor> cursors = new LinkedHashMap<>();

    Cursors(Session session, SessionLimits limits, SpoolSpace space) {
        this.session = session;
        this.maxCursors = limits.maxPortals();
        this.space = space;
    }

    /**
     * @param form of a FETCH's rows; those of the simple protocol are as the cursor was declared
     * @param alone whether nothing else belongs to the statement's implicit transaction
     */
    Started run(
            Statement.Cursor statement,
            PreparedStatement prepared,
            List<EngineValue> parameters,
            RowForm form,
            boolean alone) {
        boolean bound = form instanceof RowForm.DataRows rows && rows.bound();
        return switch (statement) {
            case DeclareCursor declare -> declare(declare, prepared, parameters, bound, alone);
            case Fetch fetch -> fetch(fetch, bound ? form : null);
            case CloseCursor(String name) -> close(name);
        };
    }

    private Started declare(
            DeclareCursor declare,
            PreparedStatement prepared,
            List<EngineValue> parameters,
            boolean bound,
            boolean alone) {
        requireQuery(declare);
        List<Integer> types = prepared.parameterTypes().stream().map(PgType::oid).toList();
        PreparedStatement query = session.planner().plan(declare.query(), types);
        try {
            requirePlace(declare, alone);
            open(declare, prepared.text(), bound, query, parameters);
        } finally {
            query.release();
        }
        return Started.done("DECLARE CURSOR");
    }

    private void requirePlace(DeclareCursor declare, boolean alone) {
        if (!declare.hold() && alone && !session.transaction().explicit()) {
            session.transaction().requireBlock("DECLARE CURSOR");
        }
        if (cursors.containsKey(declare.name())) {
            throw new PgException(
                    SqlState.DUPLICATE_CURSOR, "cursor \"" + declare.name() + "\" already exists");
        }
        if (cursors.size() >= maxCursors) {
            throw new PgException(
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "too many open cursors in one session (at most " + maxCursors + ")");
        }
    }

    private void open(
            DeclareCursor declare,
            SqlText text,
            boolean bound,
            PreparedStatement query,
            List<EngineValue> parameters) {
        CursorForm form = new CursorForm(declare.binary());
        Started started = session.runner().start(query, parameters, form, false);
        if (!(started.rows() instanceof EngineRows rows)) {
            throw declare.query().syntaxErrorAtStart();
        }
        cursors.put(
                declare.name(),
                new SqlCursor(
                        declare,
                        text.source(),
                        started.fields(),
                        form,
                        bound,
                        rows,
                        space,
                        session.interrupts()));
    }

    private static void requireQuery(DeclareCursor declare) {
        Statement inner = StatementClassifier.classify(declare.query());
        boolean isQuery =
                inner instanceof Statement.Engine(Leading leading)
                        && StatementKinds.returnsRows(leading, declare.query())
                        && StatementKinds.isQuery(leading);
        if (!isQuery) {
            throw declare.query().syntaxErrorAtStart();
        }
        if (WithClause.changesData(declare.query())) {
            throw new PgException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "DECLARE CURSOR must not contain data-modifying statements in WITH");
        }
    }

    /**
     * @param form null for that of the declaration
     */
    private Started fetch(Fetch fetch, @Nullable RowForm form) {
        SqlCursor cursor = require(fetch.cursor());
        try {
            if (fetch.move()) {
                long passed = cursor.run(fetch, session.output(), null);
                return Started.changed(passed, rows -> "MOVE " + rows);
            }
        } catch (RuntimeException e) {
            throw failed(cursor, e);
        }
        cursor.want(
                form == null
                        ? cursor.declaredFormats()
                        : form.formats(cursor.declaredFormats().length));
        cursor.requireAllowed(fetch);
        return Started.rows(
                cursor.fetchedFields(), new FetchRows(cursor, fetch), rows -> "FETCH " + rows);
    }

    /** A query that fails on the way is over. */
    private RuntimeException failed(SqlCursor cursor, RuntimeException error) {
        boolean refused =
                error instanceof PgException pg
                        && pg.sqlState() == SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE;
        if (!refused) {
            cursors.remove(cursor.name());
            cursor.close();
        }
        return error;
    }

    /** The rows of one FETCH. */
    private final class FetchRows implements RowSource {
        private final SqlCursor cursor;
        private final Fetch fetch;
        private long left;
        private boolean done;

        FetchRows(SqlCursor cursor, Fetch fetch) {
            this.cursor = cursor;
            this.fetch = fetch;
            this.left = fetch.count();
        }

        @Override
        public long send(SessionOutput output, long maxRows) {
            if (done) {
                return 0;
            }
            try {
                if (fetch.direction() == Direction.FORWARD && left > maxRows) {
                    left -= left == Fetch.ALL ? 0 : maxRows;
                    return cursor.run(step(maxRows), output, output);
                }
                done = true;
                return cursor.run(step(left), output, output);
            } catch (ConnectionLostException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failed(cursor, e);
            }
        }

        private Fetch step(long count) {
            return new Fetch(fetch.direction(), count, fetch.cursor(), false);
        }

        @Override
        public void close() {
            done = true;
        }
    }

    private Started close(@Nullable String name) {
        if (name == null) {
            closeAll();
            return Started.done("CLOSE CURSOR ALL");
        }
        SqlCursor cursor = require(name);
        cursors.remove(name);
        cursor.close();
        return Started.done("CLOSE CURSOR");
    }

    private SqlCursor require(String name) {
        SqlCursor cursor = cursors.get(name);
        if (cursor == null) {
            throw new PgException(
                    SqlState.INVALID_CURSOR_NAME, "cursor \"" + name + "\" does not exist");
        }
        return cursor;
    }

    /** The columns that a FETCH would answer with; null for no such cursor, and for MOVE. */
    @Nullable List<FieldDescription> fieldsOf(Fetch fetch) {
        SqlCursor cursor = cursors.get(fetch.cursor());
        return cursor == null || fetch.move() ? null : cursor.fields();
    }

    /**
     * The columns of a cursor, which clients may also name as a portal; null when there is none of
     * the name.
     */
    @Nullable List<FieldDescription> fieldsOf(String name) {
        SqlCursor cursor = cursors.get(name);
        return cursor == null ? null : cursor.fields();
    }

    /** As a portal; closing what is not there is no error. */
    void closePortal(String name) {
        SqlCursor cursor = cursors.remove(name);
        if (cursor != null) {
            cursor.close();
        }
    }

    /** As {@code pg_cursors} shows them. */
    List<SessionFacts.Cursor> listed() {
        return cursors.values().stream()
                .map(
                        cursor ->
                                new SessionFacts.Cursor(
                                        cursor.name(),
                                        cursor.sql(),
                                        cursor.isHoldable(),
                                        cursor.isBinary(),
                                        cursor.isScrollable(),
                                        cursor.createdAt()))
                .toList();
    }

    /** Takes the rest of a query at work aside, so that the connection can run a statement. */
    void freeConnection() {
        for (SqlCursor cursor : List.copyOf(cursors.values())) {
            if (cursor.isLive()) {
                try {
                    cursor.detach(session.output());
                } catch (RuntimeException e) {
                    throw failed(cursor, e);
                }
            }
        }
    }

    /** Before the engine's transaction ends. */
    void before(TransactionEnding ending) {
        switch (ending) {
            case TransactionEnding.Commit _ -> {
                closeIf(cursor -> !cursor.isHoldable());
                for (SqlCursor cursor : cursors.values()) {
                    cursor.hold(session.output());
                }
            }
            case TransactionEnding.Rollback _ -> closeIf(cursor -> !cursor.isHeld());
            case TransactionEnding.RollbackTo(long since) -> {
                closeIf(cursor -> !cursor.isHeld() && cursor.createdNanos() - since > 0);
                freeConnection();
            }
        }
    }

    void closeAll() {
        closeIf(_ -> true);
    }

    private void closeIf(Predicate<SqlCursor> ends) {
        RuntimeException failure = null;
        for (SqlCursor cursor : List.copyOf(cursors.values())) {
            if (ends.test(cursor)) {
                cursors.remove(cursor.name());
                try {
                    cursor.close();
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
