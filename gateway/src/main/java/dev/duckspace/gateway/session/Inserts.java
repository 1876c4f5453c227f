package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.session.InsertTargets.Shape;
import dev.duckspace.gateway.sql.CommandTags;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.workspace.Growth;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * INSERTs of literals and parameters, whose rows are appended to the table: the engine's parser
 * takes longer for a literal than PostgreSQL for storing it. A long one is run so by itself. Of
 * those that follow each other in a transaction, from the third on, the rows are gathered, for each
 * writing costs as much as thousands of rows; any other statement, and the transaction's end, has
 * them written first.
 */
final class Inserts {
    /** Fewer values are not worth looking the table up. */
    private static final int MANY_VALUES = 60;

    private static final int ROWS_AT_ONCE = 2_048;

    /** So many short ones are left to the engine. */
    private static final int LONE = 2;

    /** Of gathered rows; more are written. */
    private static final long MAX_GATHERED_BYTES = 16 << 20;

    /**
     * @param keys null where the engine looks for keys that are taken, as it writes the rows
     */
    private record Gathered(
            Shape shape, InsertTarget target, AppendedRows rows, @Nullable GatheredKeys keys) {}

    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final InsertTargets targets;
    private @Nullable Gathered gathered;
    private long gatheredBytes;
    private @Nullable Shape last;
    private int repeated;
    private @Nullable Shape refusing;

    Inserts(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
        this.targets = new InsertTargets(session, pool, connection);
    }

    /**
     * An INSERT that needs no plan of the engine's; null for others.
     *
     * @param declaredTypes OIDs of parameters, 0 for those that the client leaves open
     */
    @Nullable PreparedStatement plan(
            SqlText text, Statement statement, InsertRows insert, List<Integer> declaredTypes) {
        if (!isLong(insert) && !follows(insert)) {
            return null;
        }
        InsertTarget target = target(text, insert);
        if (target == null || (!isLong(insert) && !mayGather(insert))) {
            return null;
        }
        List<PgType> types = target.parameterTypes(insert, declaredTypes);
        return types == null ? null : PreparedStatement.inserting(text, statement, types, insert);
    }

    private static boolean isLong(InsertRows insert) {
        return (long) insert.rows() * insert.width() >= MANY_VALUES;
    }

    private boolean follows(InsertRows insert) {
        return repeated >= LONE && Shape.of(insert).equals(last);
    }

    /** Null when the engine has to run the statement. */
    private @Nullable InsertTarget target(SqlText text, InsertRows insert) {
        session.turn().take();
        Gathered open = gathered;
        if (open != null && open.shape.equals(Shape.of(insert))) {
            if (open.target.takes(insert)) {
                return open.target;
            }
        }
        session.portals().freeConnection();
        return targets.find(text, insert).orElse(null);
    }

    /**
     * Runs an INSERT when its rows can be appended.
     *
     * @return null when the engine has to run it
     */
    @Nullable Started run(
            PreparedStatement prepared, InsertRows insert, List<EngineValue> parameters) {
        boolean follows = follows(insert);
        if (!isLong(insert) && !follows) {
            return null;
        }
        InsertTarget target = target(prepared.text(), insert);
        if (target == null || target.parameterTypes(insert, oids(prepared)) == null) {
            return null;
        }
        boolean gathers = follows && mayGather(insert);
        if (!isLong(insert) && !gathers) {
            return null;
        }
        Started started = append(insert, target, parameters, gathers);
        if (started != null) {
            ran(insert);
        }
        return started;
    }

    /** Rows with keys are gathered one by one, for that may come to nothing. */
    private boolean mayGather(InsertRows insert) {
        Gathered open = gathered;
        if (open != null && open.keys == null) {
            return true;
        }
        UniqueKeys keys = targets.keys(insert).orElse(null);
        return keys != null
                && (keys.isEmpty()
                        || (insert.rows() == 1
                                && !isLong(insert)
                                && !Shape.of(insert).equals(refusing)));
    }

    private static List<Integer> oids(PreparedStatement prepared) {
        return prepared.parameterTypes().stream().map(PgType::oid).toList();
    }

    /** Null when a row's keys may be taken, for the engine to tell. */
    private @Nullable Started append(
            InsertRows insert, InsertTarget target, List<EngineValue> parameters, boolean gathers) {
        Growth.Admission admission = admission(target);
        session.transaction().beforeEngineStatement(true, false);
        boolean written = false;
        try (GrowthLimit.Watch _ =
                session.growthLimit().watch(isLong(insert) ? admission : Growth.Admission.FREE)) {
            Gathered open = opened(insert, target, gathers);
            InsertRun run = new InsertRun(insert, target, parameters, gathers ? open.keys : null);
            while (inEngine(() -> run.writeSome(open.rows, ROWS_AT_ONCE))) {
                session.interrupts().check();
            }
            if (run.isRefused()) {
                write();
                leaveToEngine(open);
                written = true;
                return null;
            }
            gatheredBytes += bytes(insert, parameters);
            if (!gathers
                    || admission == Growth.Admission.CHECKED
                    || gatheredBytes > MAX_GATHERED_BYTES
                    || (open.keys != null && open.keys.isFull())) {
                write();
            }
            written = true;
        } finally {
            if (!written) {
                drop();
            }
        }
        session.growthLimit().check(admission);
        return Started.changed(insert.rows(), count -> CommandTags.of(Leading.INSERT, count));
    }

    /** About what the rows take: as much as their text and what it is given beside. */
    private static long bytes(InsertRows insert, List<EngineValue> parameters) {
        long bytes = (long) insert.text().end() - insert.text().start();
        for (EngineValue parameter : parameters) {
            bytes +=
                    switch (parameter) {
                        case EngineValue.Text(String text) -> text.length();
                        case EngineValue.Blob(byte[] blob) -> blob.length;
                        default -> Long.BYTES;
                    };
        }
        return bytes;
    }

    private Growth.Admission admission(InsertTarget target) {
        if (target.relation().isTemporary()) {
            return Growth.Admission.FREE;
        }
        session.transaction().requireWritable("INSERT");
        return session.growthLimit().admitGrowing("INSERT INTO " + target.relation().quoted());
    }

    /** This shape's rows are run one by one from now on, in this transaction. */
    private void leaveToEngine(Gathered of) {
        last = null;
        refusing = of.shape;
    }

    private Gathered opened(InsertRows insert, InsertTarget target, boolean gathers) {
        Gathered open = gathered;
        if (open != null && open.target.equals(target)) {
            return open;
        }
        write();
        UniqueKeys unique = gathers ? targets.keys(insert).orElse(null) : null;
        open =
                inEngine(
                        () -> {
                            GatheredKeys keys =
                                    unique == null || unique.isEmpty()
                                            ? null
                                            : GatheredKeys.of(connection.engine(), target, unique);
                            AppendedRows rows = new AppendedRows(connection.engine(), target);
                            return new Gathered(Shape.of(insert), target, rows, keys);
                        });
        gathered = open;
        return open;
    }

    /** After an INSERT that was run here or by the engine. */
    void ran(InsertRows insert) {
        Shape shape = Shape.of(insert);
        repeated = shape.equals(last) ? repeated + 1 : 1;
        last = shape;
    }

    /** Before a statement that is none of these: it begins with all rows written. */
    void settle() {
        last = null;
        freeConnection();
    }

    /** Before the engine does something else. */
    void freeConnection() {
        if (gathered == null) {
            return;
        }
        if (session.transaction().failed()) {
            drop();
        } else {
            session.turn().take();
            write();
        }
    }

    /** The transaction ends, or goes back to a savepoint that was set before the rows came. */
    void before(TransactionEnding ending) {
        last = null;
        refusing = null;
        try {
            switch (ending) {
                case TransactionEnding.Commit _ -> freeConnection();
                case TransactionEnding.Rollback _, TransactionEnding.RollbackTo _ -> drop();
            }
        } finally {
            targets.transactionEnds();
        }
    }

    private void write() {
        Gathered open = gathered;
        gathered = null;
        gatheredBytes = 0;
        if (open == null) {
            return;
        }
        try {
            inEngine(
                    () -> {
                        open.target.relation().announce(connection);
                        open.rows.flush();
                        return true;
                    });
        } finally {
            pool.runSurely(open.rows::close);
        }
    }

    private void drop() {
        Gathered open = gathered;
        gathered = null;
        gatheredBytes = 0;
        if (open != null) {
            pool.runSurely(open.rows::close);
        }
    }

    private <T> T inEngine(Callable<T> work) {
        try {
            return pool.call(work);
        } catch (EngineException e) {
            throw session.translated(e);
        }
    }
}
