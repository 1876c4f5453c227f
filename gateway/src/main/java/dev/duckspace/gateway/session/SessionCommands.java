package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.SettingDefinition;
import dev.duckspace.gateway.session.settings.SettingScope;
import dev.duckspace.gateway.session.settings.ShownSetting;
import dev.duckspace.gateway.sql.SettingCall;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.TransactionModes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the statements that are about the session: transactions, settings, DISCARD. */
final class SessionCommands {
    /** One more than PostgreSQL's longest payload. */
    private static final int PAYLOAD_BYTES = 8_000;

    private final Session session;

    SessionCommands(Session session) {
        this.session = session;
    }

    Started run(Statement.Transaction statement) {
        TransactionBlock transaction = session.transaction();
        return switch (statement) {
            case Statement.Begin begin -> {
                warn(transaction.begin(begin.modes()));
                yield Started.done(begin.start() ? "START TRANSACTION" : "BEGIN");
            }
            case Statement.Commit commit -> ended(transaction.commit(commit.chain()));
            case Statement.Rollback rollback -> ended(transaction.rollback(rollback.chain()));
            case Statement.Savepoint savepoint -> {
                transaction.savepoint(savepoint.name());
                yield Started.done("SAVEPOINT");
            }
            case Statement.Release release -> {
                transaction.release(release.name());
                yield Started.done("RELEASE");
            }
            case Statement.RollbackTo rollbackTo -> {
                transaction.rollbackTo(rollbackTo.name());
                yield Started.done("ROLLBACK");
            }
            case Statement.SetTransaction set -> {
                warn(transaction.setTransaction(set.modes()));
                yield Started.done("SET");
            }
            case Statement.SetSessionCharacteristics set -> {
                setDefaults(set.modes());
                yield Started.done("SET");
            }
            case Statement.SetConstraints _ -> {
                if (!transaction.explicit()) {
                    warn(
                            warning(
                                    SqlState.NO_ACTIVE_SQL_TRANSACTION,
                                    "SET CONSTRAINTS can only be used in transaction blocks"));
                }
                // No constraint of the engine is deferrable, so there is nothing to set.
                yield Started.done("SET CONSTRAINTS");
            }
        };
    }

    private void setDefaults(TransactionModes modes) {
        if (modes.isolation() != null) {
            setDefault("default_transaction_isolation", modes.isolation().text());
        }
        if (modes.readOnly() != null) {
            setDefault("default_transaction_read_only", modes.readOnly() ? "on" : "off");
        }
        if (modes.deferrable() != null) {
            setDefault("default_transaction_deferrable", modes.deferrable() ? "on" : "off");
        }
    }

    private void setDefault(String parameter, String value) {
        session.settings().set(parameter, value, SettingScope.SESSION);
    }

    private Started ended(TransactionBlock.Ended ended) {
        warn(ended.warning());
        return Started.done(ended.tag());
    }

    Started run(Statement.Session statement) {
        SessionSettings settings = session.settings();
        return switch (statement) {
            case Statement.Set set -> {
                set(set);
                yield Started.done("SET");
            }
            case Statement.Reset reset -> {
                settings.reset(reset.name(), SettingScope.SESSION);
                yield Started.done("RESET");
            }
            case Statement.ResetAll _ -> {
                settings.resetAll();
                yield Started.done("RESET");
            }
            case Statement.Show show -> show(show.name());
            case Statement.ShowAll _ -> showAll();
            case Statement.Discard discard -> discard(discard.target());
            case Statement.Listen listen -> {
                session.state().listen(listen.channel());
                yield Started.done("LISTEN");
            }
            case Statement.Notify notify -> {
                notify(notify);
                yield Started.done("NOTIFY");
            }
            case Statement.Unlisten unlisten -> {
                session.state().unlisten(unlisten.channel());
                yield Started.done("UNLISTEN");
            }
        };
    }

    private void notify(Statement.Notify notify) {
        String payload = notify.payload() == null ? "" : notify.payload();
        if (payload.getBytes(StandardCharsets.UTF_8).length >= PAYLOAD_BYTES) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "payload string too long");
        }
        session.state().notify(notify.channel(), payload);
    }

    /** set_config: as SET, but LOCAL is silent outside a transaction. */
    void set(SettingCall call) {
        SettingScope scope = call.local() ? SettingScope.LOCAL : SettingScope.SESSION;
        String value = call.value();
        if (value == null) {
            session.settings().reset(call.name(), scope);
        } else {
            session.settings().set(call.name(), value, scope);
        }
        session.sendSettingNotices();
    }

    private void set(Statement.Set set) {
        SettingScope scope =
                switch (set.scope()) {
                    case SESSION -> SettingScope.SESSION;
                    case LOCAL -> SettingScope.LOCAL;
                };
        if (scope == SettingScope.LOCAL && !session.transaction().explicit()) {
            warn(
                    warning(
                            SqlState.NO_ACTIVE_SQL_TRANSACTION,
                            "SET LOCAL can only be used in transaction blocks"));
        }
        if (set.toDefault()) {
            session.settings().reset(set.name(), scope);
        } else {
            session.settings().set(set.name(), set.values(), scope);
        }
    }

    private Started show(String name) {
        SessionSettings settings = session.settings();
        List<@Nullable String> row = new ArrayList<>();
        row.add(settings.show(name));
        return Started.rows(
                TextRows.fields(List.of(columnName(settings, name))),
                new TextRows(List.of(row)),
                _ -> "SHOW");
    }

    /** As PostgreSQL heads the column: the parameter's own spelling. */
    static String columnName(SessionSettings settings, String name) {
        return settings.definitionOf(name).map(SettingDefinition::name).orElse(name);
    }

    private Started showAll() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (ShownSetting shown : session.settings().showAll()) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(shown.name());
            row.add(shown.value());
            row.add("");
            rows.add(row);
        }
        return Started.rows(
                TextRows.fields(List.of("name", "setting", "description")),
                new TextRows(rows),
                _ -> "SHOW");
    }

    private Started discard(Statement.DiscardTarget target) {
        return switch (target) {
            case ALL -> {
                session.transaction().requireNoBlock("DISCARD ALL");
                session.portals().closeAll();
                session.cursors().closeAll();
                session.settings().discardAll();
                session.statements().closeAll();
                session.state().unlisten(null);
                session.state().unlockAll();
                session.state().forgetSequences();
                session.runner().dropTemporaryObjects();
                yield Started.done("DISCARD ALL");
            }
            case PLANS -> Started.done("DISCARD PLANS");
            case SEQUENCES -> {
                session.state().forgetSequences();
                yield Started.done("DISCARD SEQUENCES");
            }
            case TEMP -> {
                session.runner().dropTemporaryObjects();
                yield Started.done("DISCARD TEMP");
            }
        };
    }

    private void warn(@Nullable ErrorInfo notice) {
        if (notice != null) {
            session.notice(notice);
        }
    }

    private static ErrorInfo warning(SqlState state, String message) {
        return ErrorInfo.of(Severity.WARNING, state, message);
    }
}
