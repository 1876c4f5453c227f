package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ReturnKind;
import dev.duckspace.gateway.functions.SessionEffects;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.CommandTags;
import dev.duckspace.gateway.sql.Effects;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.SettingCall;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.types.ChunkEncoder;
import dev.duckspace.gateway.types.OidNames;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.workspace.Growth;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts a planned statement, whichever protocol it came by: a session statement is answered here
 * and now, everything else runs in the engine under the session's transaction.
 */
final class StatementRunner {
    private static final int FIRST_USER_OID = 16_384;

    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final SessionCommands commands;
    private final NamedStatements named;
    private final Explainer explainer;
    private final Copies copies;

    StatementRunner(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
        this.commands = new SessionCommands(session);
        this.named = new NamedStatements(session);
        this.explainer = new Explainer(session);
        this.copies = new Copies(session, pool, connection);
    }

    /**
     * @param alone whether nothing else belongs to the statement's implicit transaction
     */
    Started start(
            PreparedStatement prepared, List<EngineValue> parameters, RowForm form, boolean alone) {
        if (!prepared.endsTransaction()) {
            session.transaction().requireUsable();
        }
        if (prepared.insertRows() == null && !prepared.endsTransaction()) {
            session.inserts().settle();
        }
        return switch (prepared.statement()) {
            case Statement.Transaction transaction -> commands.run(transaction);
            case Statement.Session sessionStatement -> {
                Started started = commands.run(sessionStatement);
                session.sendSettingNotices();
                yield started;
            }
            case Statement.Prepared statement -> named.run(statement, prepared.text(), form, alone);
            case Statement.Cursor cursor ->
                    session.cursors().run(cursor, prepared, parameters, form, alone);
            case Statement.Copy statement -> copies.run(statement, prepared.text(), alone);
            case Statement.Lock _ -> {
                session.transaction().requireBlock("LOCK TABLE");
                yield Started.done("LOCK TABLE");
            }
            case Statement.Refused refused -> throw refused(refused);
            case Statement.Explain explain -> explainer.run(explain, parameters, alone);
            case Statement.Engine(Leading leading) -> {
                InsertRows insert = prepared.insertRows();
                yield insert == null
                        ? runInEngine(prepared, leading, parameters, form, alone)
                        : insert(prepared, insert, leading, parameters, form, alone);
            }
        };
    }

    private static PgException refused(Statement.Refused refused) {
        return PgException.refused(refused.sqlState(), refused.message(), refused.hint());
    }

    private Started insert(
            PreparedStatement prepared,
            InsertRows insert,
            Leading leading,
            List<EngineValue> parameters,
            RowForm form,
            boolean alone) {
        Started appended = session.inserts().run(prepared, insert, parameters);
        if (appended != null) {
            return appended;
        }
        if (prepared.plan() == null) {
            PreparedStatement planned =
                    session.planner()
                            .plan(
                                    prepared.text(),
                                    prepared.parameterTypes().stream().map(PgType::oid).toList());
            try {
                return insert(planned, insert, leading, parameters, form, alone);
            } finally {
                planned.release();
            }
        }
        Started started = runInEngine(prepared, leading, parameters, form, alone);
        session.inserts().ran(insert);
        return started;
    }

    private Started runInEngine(
            PreparedStatement prepared,
            Leading leading,
            List<EngineValue> parameters,
            RowForm form,
            boolean alone) {
        session.turn().take();
        session.portals().freeConnection();
        SettingCall.of(prepared.text()).forEach(commands::set);
        session.applyEngineSettings(prepared.text());
        EnginePlan plan = prepared.plan();
        return plan == null
                ? define(prepared, leading, parameters, alone)
                : runPlan(plan, prepared, leading, parameters, form, alone);
    }

    private Started runPlan(
            EnginePlan plan,
            PreparedStatement prepared,
            Leading leading,
            List<EngineValue> parameters,
            RowForm form,
            boolean alone) {
        boolean write = StatementKinds.writes(plan.statement().type(), leading, prepared.text());
        if (write) {
            session.transaction().requireWritable(commandOf(leading));
        }
        Growth.Admission admission =
                write ? session.growthLimit().admit(prepared.text()) : Growth.Admission.FREE;
        session.transaction()
                .beforeEngineStatement(
                        write,
                        alone
                                && admission != Growth.Admission.CHECKED
                                && plan.rewritten().effects().isEmpty()
                                && session.temporaryTables().isEmpty()
                                && !StatementKinds.actsOnSession(prepared.text()));
        TextSettings text = textSettings(prepared.fields());
        boolean effects = StatementKinds.actsOnSession(prepared.text());
        try (GrowthLimit.Watch _ = session.growthLimit().watch(admission)) {
            Started started =
                    effects
                            ? withLocks(
                                    () ->
                                            answered(
                                                    plan,
                                                    prepared,
                                                    leading,
                                                    parameters,
                                                    form,
                                                    text,
                                                    true),
                                    write)
                            : answered(plan, prepared, leading, parameters, form, text, write);
            session.growthLimit().check(admission);
            session.sendWarnings();
            if (effects) {
                runPrelude(
                        SequencePositions.statements(
                                session.relations(), session.state().takePositions()));
            }
            return started;
        }
    }

    private Started answered(
            EnginePlan plan,
            PreparedStatement prepared,
            Leading leading,
            List<EngineValue> parameters,
            RowForm form,
            TextSettings text,
            boolean whole) {
        return pool.call(
                () -> {
                    EngineResult result = execute(plan, parameters);
                    List<FieldDescription> described = prepared.fields();
                    try {
                        return result.returnKind() != ReturnKind.ROWS || described == null
                                ? finished(plan, result, leading)
                                : rows(result, text, described, leading, form, whole);
                    } catch (EngineException e) {
                        throw ErrorReports.inClientText(
                                connection.translated(e), plan.rewritten(), plan.text());
                    }
                });
    }

    /** Runs it again each time a lock that it waits for has become free. */
    private Started withLocks(Supplier<Started> work, boolean write) {
        while (true) {
            Started started = work.get();
            SessionEffects.Lock awaited = session.state().takeAwaited();
            if (awaited == null) {
                return started;
            }
            RowSource rows = started.rows();
            if (rows != null) {
                rows.close();
            }
            if (write) {
                throw PgException.notSupported(
                        "waiting for an advisory lock in a statement that writes is not supported",
                        "Take the lock in a SELECT before.");
            }
            session.turn().giveBack();
            session.state()
                    .await(
                            awaited,
                            session.settings().lockTimeout().toMillis(),
                            session.interrupts());
            session.turn().take();
        }
    }

    /** With the names that the result refers to, while the connection is free to look them up. */
    private TextSettings textSettings(@Nullable List<FieldDescription> described) {
        if (described == null
                || described.stream().noneMatch(field -> OidNames.isNamed(field.typeOid()))) {
            return session.textSettings();
        }
        return session.textSettings().withNames(pool.call(connection::names));
    }

    private Started rows(
            EngineResult result,
            TextSettings text,
            List<FieldDescription> described,
            Leading leading,
            RowForm form,
            boolean write) {
        EngineRows rows = encoded(result, text, described, form);
        List<FieldDescription> formatted =
                ExtendedQueryHandler.withFormats(described, form.formats(described.size()));
        // A change has happened as a whole before its first row is answered.
        RowSource source = write ? session.portals().spool(rows) : begun(rows, form.ahead());
        return Started.rows(formatted, source, sent -> CommandTags.of(leading, sent));
    }

    private RowSource begun(EngineRows rows, long ahead) {
        if (ahead > 0) {
            try {
                rows.prefetch(session.output(), ahead);
            } catch (RuntimeException e) {
                rows.close();
                throw e;
            }
        }
        return rows;
    }

    /** An open result that is refused here would block the connection for good. */
    private EngineRows encoded(
            EngineResult result,
            TextSettings text,
            List<FieldDescription> described,
            RowForm form) {
        try {
            if (!described.isEmpty()
                    && !sameTypes(StatementPlanner.fields(result.columns()), described)) {
                throw new PgException(
                        SqlState.FEATURE_NOT_SUPPORTED, "cached plan must not change result type");
            }
            ChunkEncoder encoder =
                    form.encoder(
                            result.columns().stream()
                                    .limit(described.size())
                                    .map(column -> column.type())
                                    .toList(),
                            text);
            return new EngineRows(pool, session.interrupts(), session.turn(), result, encoder);
        } catch (RuntimeException e) {
            pool.runSurely(result::close);
            throw e;
        }
    }

    private static boolean sameTypes(
            List<FieldDescription> actual, List<FieldDescription> described) {
        if (actual.size() != described.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!isDescribed(actual.get(i).typeOid(), described.get(i).typeOid())) {
                return false;
            }
        }
        return true;
    }

    /** The engine's structs are records; whose they are is said only when they are described. */
    private static boolean isDescribed(int actual, int described) {
        boolean record = actual == PgType.RECORD.oid() || actual == PgType.RECORD.arrayOid();
        return actual == described || (record && described >= FIRST_USER_OID);
    }

    /** Runs a plan of the gateway's own that returns rows, in text form. */
    Started rowsOf(EnginePlan plan, List<EngineValue> parameters) {
        EngineResult result = execute(plan, parameters);
        List<FieldDescription> fields = StatementPlanner.fields(result.columns());
        return rows(
                result,
                session.textSettings(),
                fields,
                Leading.SELECT,
                RowForm.dataRows(new short[0], 0),
                false);
    }

    private Started finished(EnginePlan plan, EngineResult result, Leading leading) {
        Started started = finished(result, leading);
        apply(plan.rewritten().effects());
        return started;
    }

    private Started finished(EngineResult result, Leading leading) {
        long changed = result.rowsChanged();
        pool.runSurely(result::close);
        return Started.changed(changed, rows -> CommandTags.of(leading, rows));
    }

    /** A definition is prepared only now, behind the statements that it needs to go first. */
    private Started define(
            PreparedStatement prepared,
            Leading leading,
            List<EngineValue> parameters,
            boolean alone) {
        requirePlace(prepared, leading);
        session.transaction().requireWritable(commandOf(leading));
        RewrittenSql rewritten =
                Rewriter.rewrite(prepared.text(), session.rewriteContext(Map.of(), Map.of()));
        Growth.Admission admission = session.growthLimit().admit(prepared.text());
        boolean ownCommit =
                rewritten.prelude().isEmpty()
                        && rewritten.effects().later().isEmpty()
                        && rewritten.effects().onCommit().isEmpty()
                        && admission != Growth.Admission.CHECKED;
        session.transaction()
                .beforeEngineStatement(
                        true, alone && ownCommit && session.temporaryTables().isEmpty());
        runPrelude(rewritten.prelude());
        if (rewritten.text().isEmpty()) {
            apply(rewritten.effects());
            session.growthLimit().check(admission);
            return Started.done(CommandTags.of(leading, 0));
        }
        EnginePlan plan = session.planner().prepare(rewritten, prepared.text());
        try (GrowthLimit.Watch _ = session.growthLimit().watch(admission)) {
            Started started = finished(execute(plan, parameters), leading);
            apply(rewritten.effects());
            session.growthLimit().check(admission);
            return started;
        } finally {
            session.planner().close(plan);
        }
    }

    /** What PostgreSQL runs outside transaction blocks only. */
    private void requirePlace(PreparedStatement prepared, Leading leading) {
        boolean concurrent =
                (leading == Leading.CREATE_INDEX
                                || leading == Leading.DROP_INDEX
                                || leading == Leading.REINDEX)
                        && prepared.text().mentions("concurrently");
        if (leading == Leading.VACUUM) {
            session.transaction().requireNoBlock("VACUUM");
        } else if (concurrent) {
            session.transaction().requireNoBlock(leading.tag() + " CONCURRENTLY");
        }
    }

    /** What belongs to a statement that has run. */
    private void apply(Effects effects) {
        for (Function<Relations, List<String>> step : effects.later()) {
            runPrelude(step.apply(session.relations()));
        }
        session.temporaryTables().add(effects.onCommit());
        effects.notices().forEach(session::notice);
    }

    /** What the definition needs first, such as the sequence of a serial column. */
    private void runPrelude(List<String> prelude) {
        try {
            pool.run(
                    () -> {
                        for (String statement : prelude) {
                            connection.guard(statement);
                            connection.engine().execute(statement);
                        }
                    });
        } catch (EngineException e) {
            throw session.translated(e);
        }
    }

    private EngineResult execute(EnginePlan plan, List<EngineValue> parameters) {
        try {
            return pool.call(
                    () -> {
                        plan.positions()
                                .forEach(
                                        (number, position) ->
                                                plan.statement()
                                                        .bind(
                                                                position,
                                                                parameters.get(number - 1)));
                        return connection.execute(plan.statement());
                    });
        } catch (PgException e) {
            throw ErrorReports.inClientText(e, plan.rewritten(), plan.text());
        }
    }

    private static String commandOf(Leading leading) {
        return switch (leading) {
            case INSERT -> "INSERT";
            case SELECT_INTO -> "SELECT INTO";
            case CREATE_TABLE_AS, CREATE_TABLE_AS_EMPTY -> "CREATE TABLE AS";
            default -> leading.tag();
        };
    }

    /** Drops the session's temporary tables and views; without asking the engine for none. */
    void dropTemporaryObjects() {
        if (!connection.engine().seesOwnObjects()) {
            return;
        }
        session.turn().take();
        session.portals().freeConnection();
        session.transaction().enterImplicit();
        session.transaction().beforeEngineStatement(true, false);
        pool.run(() -> TemporaryObjects.drop(connection.engine()));
    }
}
