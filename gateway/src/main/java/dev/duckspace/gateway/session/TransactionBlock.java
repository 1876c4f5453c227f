package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.protocol.TransactionStatus;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.SettingScope;
import dev.duckspace.gateway.sql.TransactionModes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the session stands between BEGIN and COMMIT, as PostgreSQL sees it.
 *
 * <p>The engine knows neither implicit transactions nor savepoints, and answers a COMMIT of an
 * aborted transaction as if it had happened: all that is decided here. The engine's own transaction
 * begins with the first statement that needs one.
 *
 * <p>Savepoints are honest or refused. ROLLBACK TO is exact in two cases: nothing was written
 * before the savepoint, so the whole engine transaction can be rolled back and begun anew; or
 * nothing was written after it and the engine's transaction is still good. In every other case it
 * answers 0A000 and the transaction stays aborted.
 */
final class TransactionBlock {
    /** Bounds what a client can pile up in one transaction. */
    static final int MAX_SAVEPOINTS = 10_000;

    private enum Phase {
        IDLE,
        IMPLICIT,
        EXPLICIT,
        FAILED
    }

    /**
     * @param depth of its level of settings
     * @param writes how many statements had written when it was set
     * @param since when it was set, by {@link System#nanoTime}
     * @param mark the listener's
     */
    private record Savepoint(String name, int depth, long writes, long since, int mark) {}

    private final EngineTransaction engine;
    private final SessionSettings settings;
    private final TransactionEnding.Listener beforeEnd;
    private TransactionListener listener = TransactionListener.NONE;

    private Phase phase = Phase.IDLE;
    private boolean engineOpen;
    private long writes;
    private final List<Savepoint> savepoints = new ArrayList<>();

    /**
     * @param beforeEnd closes what does not outlive a transaction (portals) before the engine
     *     commits or rolls back
     */
    TransactionBlock(
            EngineTransaction engine,
            SessionSettings settings,
            TransactionEnding.Listener beforeEnd) {
        this.engine = engine;
        this.settings = settings;
        this.beforeEnd = beforeEnd;
    }

    /** Who hears how transactions end. */
    void tell(TransactionListener newListener) {
        listener = newListener;
    }

    TransactionStatus status() {
        return switch (phase) {
            case IDLE, IMPLICIT -> TransactionStatus.IDLE;
            case EXPLICIT -> TransactionStatus.IN_TRANSACTION;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    boolean failed() {
        return phase == Phase.FAILED;
    }

    boolean explicit() {
        return phase == Phase.EXPLICIT || phase == Phase.FAILED;
    }

    /** Several statements of one Query, or of one pipeline up to Sync, are one transaction. */
    void enterImplicit() {
        if (phase == Phase.IDLE) {
            start(Phase.IMPLICIT, TransactionModes.NONE);
        }
    }

    /** The end of a Query or pipeline: commits what is still implicit. */
    void leaveImplicit() {
        if (phase == Phase.IMPLICIT) {
            commitNow();
        }
    }

    /**
     * Called before each statement that the engine runs.
     *
     * @param write whether it may change data or definitions
     * @param alone whether it is the only one of its implicit transaction, which then is left to
     *     the engine's autocommit
     */
    void beforeEngineStatement(boolean write, boolean alone) {
        settings.onSnapshotTaken();
        if (!engineOpen && !(phase == Phase.IMPLICIT && alone)) {
            engine.begin();
            engineOpen = true;
        }
        if (write) {
            writes++;
        }
    }

    /** Whether a statement of the transaction at hand has changed data or definitions. */
    boolean hasWritten() {
        return writes > 0;
    }

    /** Refuses everything but the end of the transaction once it is aborted. */
    void requireUsable() {
        if (phase == Phase.FAILED) {
            throw new PgException(
                    SqlState.IN_FAILED_SQL_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction"
                            + " block");
        }
    }

    /**
     * @param command the tag's words, for the message: INSERT, CREATE TABLE...
     */
    void requireWritable(String command) {
        if (settings.transactionModes().readOnly()) {
            throw new PgException(
                    SqlState.READ_ONLY_SQL_TRANSACTION,
                    "cannot execute " + command + " in a read-only transaction");
        }
    }

    /** Refuses what makes sense inside transaction blocks only. */
    void requireBlock(String command) {
        requireExplicit(command);
    }

    /** Refuses what PostgreSQL runs outside transaction blocks only. */
    void requireNoBlock(String command) {
        if (explicit()) {
            throw new PgException(
                    SqlState.ACTIVE_SQL_TRANSACTION,
                    command + " cannot run inside a transaction block");
        }
    }

    /** A statement has failed: an explicit block is aborted, an implicit one is gone. */
    void statementFailed() {
        switch (phase) {
            case IDLE, FAILED -> {}
            case IMPLICIT -> rollbackNow();
            case EXPLICIT -> phase = Phase.FAILED;
        }
    }

    /**
     * @return a warning, when a transaction is already open
     */
    @Nullable ErrorInfo begin(TransactionModes modes) {
        return switch (phase) {
            case IDLE -> {
                start(Phase.EXPLICIT, modes);
                yield null;
            }
            case IMPLICIT -> {
                phase = Phase.EXPLICIT;
                apply(modes);
                yield null;
            }
            case EXPLICIT -> {
                apply(modes);
                yield warning(
                        SqlState.ACTIVE_SQL_TRANSACTION,
                        "there is already a transaction in progress");
            }
            case FAILED -> {
                requireUsable();
                yield null;
            }
        };
    }

    /** What COMMIT and ROLLBACK answer: their tag, and a warning when no transaction was open. */
    record Ended(String tag, @Nullable ErrorInfo warning) {}

    Ended commit(boolean chain) {
        return switch (phase) {
            case IDLE, IMPLICIT -> {
                requireBlockForChain(chain, "COMMIT AND CHAIN");
                leaveImplicit();
                yield new Ended("COMMIT", noTransaction());
            }
            case EXPLICIT -> {
                var modes = settings.transactionModes();
                commitNow();
                restart(chain, modes);
                yield new Ended("COMMIT", null);
            }
            case FAILED -> {
                var modes = settings.transactionModes();
                rollbackNow();
                restart(chain, modes);
                yield new Ended("ROLLBACK", null);
            }
        };
    }

    Ended rollback(boolean chain) {
        return switch (phase) {
            case IDLE, IMPLICIT -> {
                requireBlockForChain(chain, "ROLLBACK AND CHAIN");
                if (phase == Phase.IMPLICIT) {
                    rollbackNow();
                }
                yield new Ended("ROLLBACK", noTransaction());
            }
            case EXPLICIT, FAILED -> {
                var modes = settings.transactionModes();
                rollbackNow();
                restart(chain, modes);
                yield new Ended("ROLLBACK", null);
            }
        };
    }

    void savepoint(String name) {
        requireExplicit("SAVEPOINT");
        requireUsable();
        if (savepoints.size() >= MAX_SAVEPOINTS) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "too many savepoints in one transaction (at most " + MAX_SAVEPOINTS + ")");
        }
        savepoints.add(
                new Savepoint(
                        name, settings.onSavepoint(), writes, System.nanoTime(), listener.mark()));
    }

    void release(String name) {
        requireExplicit("RELEASE SAVEPOINT");
        requireUsable();
        int index = indexOf(name);
        settings.onRelease(savepoints.get(index).depth());
        savepoints.subList(index, savepoints.size()).clear();
    }

    void rollbackTo(String name) {
        requireExplicit("ROLLBACK TO SAVEPOINT");
        int index = indexOf(name);
        Savepoint savepoint = savepoints.get(index);
        boolean nothingBefore = savepoint.writes() == 0;
        boolean nothingAfter = writes == savepoint.writes();
        // First, since a portal that still streams keeps the engine from telling its state.
        TransactionEnding ending = new TransactionEnding.RollbackTo(savepoint.since());
        beforeEnd.before(ending);
        if (nothingAfter && engineUsable()) {
            phase = Phase.EXPLICIT;
        } else if (nothingBefore) {
            rollbackEngine(ending);
        } else {
            phase = Phase.FAILED;
            throw PgException.notSupported(
                    "cannot roll back to savepoint \""
                            + name
                            + "\": rows or definitions were"
                            + " changed both before and after it, or its statement broke the"
                            + " engine's transaction",
                    "Roll back the whole transaction and run it again.");
        }
        savepoints.subList(index + 1, savepoints.size()).clear();
        settings.onRollbackTo(savepoint.depth());
        listener.rolledBackTo(savepoint.mark());
        writes = savepoint.writes();
        phase = Phase.EXPLICIT;
    }

    /** SET TRANSACTION. @return a warning outside a transaction */
    @Nullable ErrorInfo setTransaction(TransactionModes modes) {
        if (!explicit()) {
            return warning(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION,
                    "SET TRANSACTION can only be used in transaction blocks");
        }
        requireUsable();
        apply(modes);
        return null;
    }

    /** The session ends: what is open is rolled back. */
    void abandon() {
        if (phase != Phase.IDLE) {
            rollbackNow();
        }
    }

    private void start(Phase newPhase, TransactionModes modes) {
        settings.onBegin();
        phase = newPhase;
        writes = 0;
        apply(modes);
    }

    private void restart(
            boolean chain, dev.duckspace.gateway.session.settings.TransactionModes modes) {
        if (chain) {
            settings.onBegin(modes);
            phase = Phase.EXPLICIT;
            writes = 0;
        }
    }

    private void apply(TransactionModes modes) {
        if (modes.snapshot() != null) {
            throw PgException.notSupported(
                    "SET TRANSACTION SNAPSHOT is not supported",
                    "Read what belongs together in one transaction.");
        }
        if (modes.isolation() != null) {
            setMode("transaction_isolation", modes.isolation().text());
        }
        if (modes.readOnly() != null) {
            setMode("transaction_read_only", modes.readOnly() ? "on" : "off");
        }
        if (modes.deferrable() != null) {
            setMode("transaction_deferrable", modes.deferrable() ? "on" : "off");
        }
    }

    private void setMode(String parameter, String value) {
        settings.set(parameter, value, SettingScope.LOCAL);
    }

    private void commitNow() {
        try {
            beforeEnd.before(new TransactionEnding.Commit());
            if (engineOpen) {
                engine.commit();
            }
            engineOpen = false;
        } catch (RuntimeException e) {
            // The engine has mostly rolled back by itself; that it has is no news to the client.
            try {
                rollbackNow();
            } catch (RuntimeException alreadyOver) {
                e.addSuppressed(alreadyOver);
            }
            throw e;
        }
        end();
        settings.onCommit();
        listener.ended(true);
    }

    private void rollbackNow() {
        try {
            rollbackEngine(new TransactionEnding.Rollback());
        } finally {
            end();
            settings.onRollback();
            listener.ended(false);
        }
    }

    private void rollbackEngine(TransactionEnding ending) {
        beforeEnd.before(ending);
        if (engineOpen) {
            engineOpen = false;
            engine.rollback();
        }
    }

    private void end() {
        phase = Phase.IDLE;
        savepoints.clear();
    }

    /** Whether statements can run in the engine's transaction. */
    boolean engineUsable() {
        return !engineOpen || engine.usable();
    }

    private int indexOf(String name) {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new PgException(
                SqlState.S_E_INVALID_SPECIFICATION, "savepoint \"" + name + "\" does not exist");
    }

    private void requireExplicit(String command) {
        if (!explicit()) {
            throw new PgException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION,
                    command + " can only be used in transaction blocks");
        }
    }

    private static void requireBlockForChain(boolean chain, String command) {
        if (chain) {
            throw new PgException(
                    SqlState.NO_ACTIVE_SQL_TRANSACTION,
                    command + " can only be used in transaction blocks");
        }
    }

    private static ErrorInfo noTransaction() {
        return warning(SqlState.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress");
    }

    private static ErrorInfo warning(SqlState state, String message) {
        return ErrorInfo.of(Severity.WARNING, state, message);
    }
}
