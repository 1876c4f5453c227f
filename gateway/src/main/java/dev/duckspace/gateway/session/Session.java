package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.BackendMessage.NoticeResponse;
import dev.duckspace.gateway.protocol.BackendMessage.ParameterStatus;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.protocol.TransactionStatus;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.ShownSetting;
import dev.duckspace.gateway.sql.RewriteContext;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.DateStyle;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.workspace.OpenWorkspace;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated client and all that is kept for it: settings, transaction, prepared statements,
 * portals, its connection to the workspace's engine.
 *
 * <p>Lifecycle: made by {@link StartupHandler}, driven by {@link SessionLoop} on its own virtual
 * thread, ended by {@link #close}. Ways to end: Terminate, a lost client, an idle limit, a FATAL
 * error, {@link #interrupt} with a reason that ends sessions. Only {@code interrupt}, {@code info}
 * and {@code idle} may be called from other threads.
 */
final class Session {
    /** Who it is and how the session is reached. */
    record Identity(
            int processId,
            byte[] secretKey,
            String workspaceId,
            String username,
            ConnectionInfo connection) {}

    /** What other threads may see of the session. */
    private record Activity(
            boolean active,
            Instant since,
            @Nullable String query,
            @Nullable Instant queryStartedAt,
            @Nullable Instant transactionStartedAt) {}

    private final Identity identity;
    private final SessionLimits limits;
    private final SessionRegistry registry;
    private final SessionOutput output;
    private final SessionInbox inbox;
    private final SessionSettings settings;
    private final NoticeCollector settingNotices;
    private final OpenWorkspace workspace;
    private final WorkspaceConnection connection;
    private final EnginePool pool;
    private final Interrupts interrupts;
    private final QueryTurn turn;
    private final GrowthLimit growthLimit;
    private final TransactionBlock transaction;
    private final PreparedStatements statements;
    private final Portals portals;
    private final Cursors cursors;
    private final Inserts inserts;
    private final StatementPlanner planner;
    private final StatementRunner runner;
    private final ErrorReports errors;
    private final EngineSettings engineSettings;
    private final SessionRelations relations;
    private final TemporaryTables temporaryTables = new TemporaryTables();
    private final SessionState state;
    private final QueryMeter queries;
    private volatile @Nullable CopyProgress copy;
    private volatile Activity activity = new Activity(true, Instant.now(), null, null, null);
    private volatile TransactionStatus shownStatus = TransactionStatus.IDLE;

    Session(
            Identity identity,
            SessionServices shared,
            SessionInbox inbox,
            SessionOutput output,
            SessionSettings settings,
            NoticeCollector settingNotices,
            OpenWorkspace workspace,
            WorkspaceConnection connection) {
        this.identity = identity;
        this.limits = shared.limits();
        this.registry = shared.registry();
        this.output = output;
        this.inbox = inbox;
        this.settings = settings;
        this.settingNotices = settingNotices;
        this.workspace = workspace;
        this.connection = connection;
        this.pool = shared.pool();
        this.interrupts = new Interrupts(shared.timer(), connection::interrupt);
        this.turn = new QueryTurn(shared.queries(), identity.workspaceId(), interrupts);
        this.growthLimit = new GrowthLimit(pool, shared.timer(), connection.growth(), interrupts);
        this.statements =
                new PreparedStatements(
                        limits.maxPreparedStatements(), this::writesIsoDates, this::planAnew);
        SpoolSpace spoolSpace = new SpoolSpace(shared.spoolDirectory(), limits.maxHeldBytes());
        this.portals = new Portals(limits, spoolSpace, output, interrupts);
        this.cursors = new Cursors(this, limits, spoolSpace);
        this.inserts = new Inserts(this, pool, connection);
        portals.onFreeConnection(
                () -> {
                    cursors.freeConnection();
                    inserts.freeConnection();
                });
        this.errors = new ErrorReports(interrupts, this::translated, this::namingTypes);
        this.transaction =
                new TransactionBlock(
                        new WorkspaceTransaction(pool, connection, interrupts, temporaryTables),
                        settings,
                        this::beforeEnd);
        this.state =
                new SessionState(
                        identity.processId(),
                        shared.registry().shared(identity.workspaceId()),
                        inbox::nudge);
        transaction.tell(state);
        connection.engine().attach(state);
        connection.facts(new FactsOfSession(this, registry));
        this.planner = new StatementPlanner(this, pool, connection);
        this.relations = new SessionRelations(this, pool, connection);
        this.runner = new StatementRunner(this, pool, connection);
        this.engineSettings = new EngineSettings(pool, connection, settings, settingNotices);
        this.queries = new QueryMeter(shared.meters());
        output.beforeWaiting(turn::giveBack);
        inbox.onLost(() -> interrupts.request(InterruptReason.CLIENT_LOST));
    }

    int processId() {
        return identity.processId();
    }

    byte[] secretKey() {
        return identity.secretKey();
    }

    String workspaceId() {
        return identity.workspaceId();
    }

    /** What each line says that is logged for the session. */
    Map<String, String> logIdentity() {
        return Map.of(
                "pid",
                Integer.toString(identity.processId()),
                "workspace",
                identity.workspaceId(),
                "user",
                identity.username());
    }

    SessionLimits limits() {
        return limits;
    }

    SessionOutput output() {
        return output;
    }

    SessionInbox inbox() {
        return inbox;
    }

    SessionSettings settings() {
        return settings;
    }

    TransactionBlock transaction() {
        return transaction;
    }

    PreparedStatements statements() {
        return statements;
    }

    private void beforeEnd(TransactionEnding ending) {
        try {
            portals.closeAll();
        } finally {
            try {
                cursors.before(ending);
            } finally {
                inserts.before(ending);
            }
        }
    }

    /** Those whose rows are appended. */
    Inserts inserts() {
        return inserts;
    }

    Cursors cursors() {
        return cursors;
    }

    Portals portals() {
        return portals;
    }

    boolean writesIsoDates() {
        return textSettings().dateStyle().format() == DateStyle.Format.ISO;
    }

    private PreparedStatement planAnew(PreparedStatement statement) {
        List<Integer> types = statement.parameterTypes().stream().map(PgType::oid).toList();
        return planner.plan(statement.text(), types);
    }

    StatementPlanner planner() {
        return planner;
    }

    StatementRunner runner() {
        return runner;
    }

    /** To be taken before the engine works for a statement. */
    QueryTurn turn() {
        return turn;
    }

    GrowthLimit growthLimit() {
        return growthLimit;
    }

    Interrupts interrupts() {
        return interrupts;
    }

    QueryMeter queries() {
        return queries;
    }

    ErrorReports errors() {
        return errors;
    }

    TextSettings textSettings() {
        return engineSettings.textSettings();
    }

    /**
     * @param casts engine type names of parameters by number
     * @param positions the engine's numbers of parameters where they differ from the client's
     */
    RewriteContext rewriteContext(Map<Integer, String> casts, Map<Integer, Integer> positions) {
        return new RewriteContext(
                casts,
                positions,
                HiddenNames.CATALOG_FILE,
                engineSettings.currentSchema(),
                connection::bucketSchema,
                relations);
    }

    /** An engine's error as the client is to read it: what it is about is looked up there. */
    PgException translated(EngineException error) {
        return pool.callSurely(() -> connection.translated(error));
    }

    private String namingTypes(String message) {
        return EnumAlias.in(message).find()
                ? pool.call(() -> connection.namingTypes(message))
                : message;
    }

    /** The workspace's objects as this session sees them. */
    SessionRelations relations() {
        return relations;
    }

    /** Channels, locks and values of sequences. */
    SessionState state() {
        return state;
    }

    /** Tells the client what it listens to, unless it is in a transaction. */
    void sendNotifications() {
        if (transaction.status() == TransactionStatus.IDLE) {
            state.takeUnread().forEach(output::send);
        }
    }

    /** Those that the end of a transaction empties or drops. */
    TemporaryTables temporaryTables() {
        return temporaryTables;
    }

    /** Brings the engine up to what SET, RESET or a rollback has changed. */
    void applyEngineSettings(SqlText text) {
        engineSettings.apply(text);
        if (text.mentions("pg_stat_progress_copy")) {
            List<SystemCatalog.Copy> running = registry.copiesOf(identity.workspaceId());
            pool.run(() -> connection.copies(running));
        }
    }

    /** The COPY that runs from now on; null for none. */
    void copying(@Nullable CopyProgress progress) {
        copy = progress;
    }

    /** The COPY that runs; null for none. Any thread. */
    @Nullable CopyProgress copy() {
        return copy;
    }

    /** A statement's time begins. */
    void startStatement() {
        interrupts.started(shorter(settings.statementTimeout(), limits.queryTimeout()));
    }

    void finishStatement() {
        turn.giveBack();
        interrupts.finished();
    }

    private static Duration shorter(Duration wanted, Duration limit) {
        if (wanted.isZero() || limit.isZero()) {
            return wanted.isZero() ? limit : wanted;
        }
        return wanted.compareTo(limit) < 0 ? wanted : limit;
    }

    /** The message at hand has failed: its transaction is aborted, its portals are gone. */
    void statementFailed() {
        try {
            if (transaction.explicit()) {
                portals.abandonAll();
            } else {
                portals.closeAll();
            }
        } finally {
            transaction.statementFailed();
        }
    }

    void notice(ErrorInfo notice) {
        if (notice.severity().compareTo(settings.clientMinMessages()) <= 0) {
            output.send(new NoticeResponse(notice));
        }
    }

    /** Sends what functions have to say of the statement that ran. */
    void sendWarnings() {
        for (String message : state.takeWarnings()) {
            notice(ErrorInfo.of(Severity.WARNING, SqlState.WARNING, message));
        }
    }

    /** Sends what a change of settings has given rise to. */
    void sendSettingNotices() {
        settingNotices.drainTo(this::notice);
    }

    void reportChangedSettings() {
        for (ShownSetting changed : settings.takeReportedChanges()) {
            output.send(new ParameterStatus(changed.name(), changed.value()));
        }
    }

    /** How long the client may stay silent now. */
    SessionLoop.IdleLimit idleLimit() {
        boolean inTransaction = transaction.status() != TransactionStatus.IDLE;
        Duration wanted =
                inTransaction ? settings.idleInTransactionTimeout() : settings.idleSessionTimeout();
        Duration timeout = shorter(wanted, limits.idleTimeout());
        ErrorInfo exceeded =
                inTransaction && timeout.equals(wanted)
                        ? ErrorInfo.fatal(
                                SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
                                "terminating connection due to idle-in-transaction timeout")
                        : ErrorInfo.fatal(
                                SqlState.IDLE_SESSION_TIMEOUT,
                                "terminating connection due to idle-session timeout");
        return new SessionLoop.IdleLimit(timeout, exceeded);
    }

    void nowActive(String query) {
        Instant now = Instant.now();
        Instant begun = activity.transactionStartedAt();
        boolean open = transaction.explicit() && begun != null;
        activity = new Activity(true, now, ShownQuery.beginning(query), now, open ? begun : now);
        registry.worked(identity.workspaceId());
    }

    /**
     * What the client has sent has its answer, which it has not got yet: a cancel that comes from
     * here on means nothing, or what the client sends next.
     */
    void answered() {
        interrupts.answered(inbox::answered);
    }

    void nowIdle() {
        shownStatus = transaction.status();
        Activity last = activity;
        activity =
                new Activity(
                        false,
                        Instant.now(),
                        last.query(),
                        last.queryStartedAt(),
                        transaction.explicit() ? last.transactionStartedAt() : null);
    }

    boolean idle() {
        return !activity.active();
    }

    /** Stops what runs, or the whole session. Any thread; does not wait. */
    void interrupt(InterruptReason reason) {
        if (reason.equals(InterruptReason.USER_CANCEL)) {
            cancel(() -> {});
            return;
        }
        interrupts.request(reason);
        if (reason.endsSession()) {
            inbox.onLost(null);
            inbox.close();
            output.hurry();
        }
    }

    /**
     * Stops the statement that runs or was sent, also one that has arrived and is still unread: a
     * cancel overtakes it easily on a busy server. Any thread; does not wait.
     *
     * @param settled runs when no later statement can be meant any more
     */
    void cancel(Runnable settled) {
        if (interrupts.requestNext(inbox::holdsUnanswered)) {
            settled.run();
            return;
        }
        output.onceRead(
                () -> {
                    var unused = interrupts.requestNext(inbox::holdsUnanswered);
                    settled.run();
                });
    }

    /** What the client is told when the server has ended the session; null when it has not. */
    @Nullable ErrorInfo endedBecause() {
        InterruptReason reason = interrupts.requested();
        return reason != null && reason.endsSession() && reason.reachesClient()
                ? reason.info()
                : null;
    }

    SessionInfo info() {
        Activity now = activity;
        String query = now.query();
        return new SessionInfo(
                identity.processId(),
                identity.workspaceId(),
                identity.username(),
                settings.applicationName(),
                identity.connection().remoteAddress(),
                identity.connection().startedAt(),
                now.since(),
                state(now),
                query == null ? null : ShownQuery.redacted(query),
                now.queryStartedAt(),
                now.transactionStartedAt(),
                state.waits(),
                turn.waiting(),
                now.active() && !turn.waiting() ? connection.progress() : null);
    }

    private String state(Activity now) {
        if (now.active()) {
            return "active";
        }
        return switch (shownStatus) {
            case IDLE -> "idle";
            case IN_TRANSACTION -> "idle in transaction";
            case FAILED -> "idle in transaction (aborted)";
        };
    }

    /** Rolls back what is open and gives the connection back. */
    void close() {
        inbox.onLost(null);
        turn.giveBack();
        interrupts.finished();
        try {
            portals.closeAll();
            cursors.closeAll();
            statements.closeAll();
            transaction.abandon();
            state.close();
        } finally {
            try (workspace) {
                pool.runSurely(connection::close);
            }
        }
    }
}
