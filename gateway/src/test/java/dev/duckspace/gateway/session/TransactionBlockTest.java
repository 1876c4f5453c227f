package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.protocol.TransactionStatus;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.SettingDefaults;
import dev.duckspace.gateway.session.settings.SettingScope;
import dev.duckspace.gateway.session.settings.SettingsListener;
import dev.duckspace.gateway.sql.TransactionModes;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions as PostgreSQL has them, over a real engine that has them otherwise. */
class TransactionBlockTest {
    private final EngineInstance instance = DuckDb.load().open(null, Map.of());
    private final EngineConnection connection = instance.connect();
    private final SessionSettings settings =
            new SessionSettings(
                    new SettingDefaults("15.20 (test)", "somebody", Map.of()),
                    SettingsListener.NONE);
    private final TransactionBlock block =
            new TransactionBlock(new DirectTransaction(connection), settings, _ -> {});

    private record DirectTransaction(EngineConnection connection) implements EngineTransaction {
        @Override
        public void begin() {
            connection.execute("BEGIN TRANSACTION");
        }

        @Override
        public void commit() {
            connection.execute("COMMIT");
        }

        @Override
        public void rollback() {
            connection.execute("ROLLBACK");
        }

        @Override
        public boolean usable() {
            try {
                connection.execute("SELECT 1");
                return true;
            } catch (EngineException e) {
                return false;
            }
        }
    }

    @BeforeEach
    void makeTable() {
        connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        connection.close();
        instance.close();
    }

    private void write(int value) {
        run(true, "INSERT INTO t VALUES (" + value + ")");
    }

    private void run(boolean write, String sql) {
        block.requireUsable();
        block.beforeEngineStatement(write, false);
        try {
            connection.execute(sql);
        } catch (EngineException e) {
            block.statementFailed();
        }
    }

    private String rows() {
        return Objects.requireNonNull(
                connection
                        .queryText(
                                "SELECT coalesce(string_agg(i::VARCHAR, ',' ORDER BY i), '') FROM t")
                        .getFirst()
                        .getFirst());
    }

    private static void assertState(Runnable work, SqlState state) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
    }

    @Test
    void begin_and_commit_keep_what_was_written() {
        assertThat(block.begin(TransactionModes.NONE)).isNull();
        assertThat(block.status()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        write(1);
        assertThat(block.commit(false).tag()).isEqualTo("COMMIT");
        assertThat(block.status()).isEqualTo(TransactionStatus.IDLE);
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void a_second_begin_warns_and_changes_nothing() {
        block.begin(TransactionModes.NONE);
        write(1);
        assertThat(Objects.requireNonNull(block.begin(TransactionModes.NONE)).sqlState())
                .isEqualTo(SqlState.ACTIVE_SQL_TRANSACTION);
        block.rollback(false);
        assertThat(rows()).isEmpty();
    }

    @Test
    void commit_and_rollback_outside_a_transaction_warn() {
        assertThat(Objects.requireNonNull(block.commit(false).warning()).sqlState())
                .isEqualTo(SqlState.NO_ACTIVE_SQL_TRANSACTION);
        assertThat(Objects.requireNonNull(block.rollback(false).warning()).sqlState())
                .isEqualTo(SqlState.NO_ACTIVE_SQL_TRANSACTION);
        assertState(() -> block.commit(true), SqlState.NO_ACTIVE_SQL_TRANSACTION);
    }

    @Test
    void a_failed_statement_aborts_the_block_and_its_commit_says_rollback() {
        block.begin(TransactionModes.NONE);
        write(1);
        write(1);
        assertThat(block.status()).isEqualTo(TransactionStatus.FAILED);
        assertState(block::requireUsable, SqlState.IN_FAILED_SQL_TRANSACTION);
        assertThat(block.commit(false).tag()).isEqualTo("ROLLBACK");
        assertThat(rows()).isEmpty();
    }

    @Test
    void an_implicit_transaction_is_one_but_shows_as_idle() {
        block.enterImplicit();
        write(1);
        assertThat(block.status()).isEqualTo(TransactionStatus.IDLE);
        write(1);
        block.leaveImplicit();
        assertThat(rows()).isEmpty();

        block.enterImplicit();
        write(2);
        write(3);
        block.leaveImplicit();
        assertThat(rows()).isEqualTo("2,3");
    }

    @Test
    void begin_takes_an_implicit_transaction_over() {
        block.enterImplicit();
        write(1);
        block.begin(TransactionModes.NONE);
        write(2);
        block.leaveImplicit();
        assertThat(block.status()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        block.rollback(false);
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_chained_commit_begins_anew_in_the_same_modes() {
        block.begin(TransactionModes.NONE);
        settings.set("transaction_read_only", "on", SettingScope.LOCAL);
        block.commit(true);
        assertThat(block.status()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertState(() -> block.requireWritable("INSERT"), SqlState.READ_ONLY_SQL_TRANSACTION);
    }

    @Test
    void rollback_to_a_savepoint_undoes_what_came_after_when_nothing_came_before() {
        block.begin(TransactionModes.NONE);
        block.savepoint("a");
        write(1);
        write(1);
        assertThat(block.failed()).isTrue();
        block.rollbackTo("a");
        assertThat(block.status()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        write(2);
        block.commit(false);
        assertThat(rows()).isEqualTo("2");
    }

    @Test
    void rollback_to_a_savepoint_keeps_what_came_before_when_nothing_came_after() {
        block.begin(TransactionModes.NONE);
        write(1);
        block.savepoint("a");
        run(false, "SELECT * FROM t");
        block.rollbackTo("a");
        block.release("a");
        block.commit(false);
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void rollback_to_a_savepoint_between_writes_is_refused_and_leaves_the_block_aborted() {
        block.begin(TransactionModes.NONE);
        write(1);
        block.savepoint("a");
        write(2);
        assertState(() -> block.rollbackTo("a"), SqlState.FEATURE_NOT_SUPPORTED);
        assertThat(block.failed()).isTrue();
        block.rollback(false);
        assertThat(rows()).isEmpty();
    }

    @Test
    void savepoints_need_a_block_and_a_name_that_is_there() {
        assertState(() -> block.savepoint("a"), SqlState.NO_ACTIVE_SQL_TRANSACTION);
        block.begin(TransactionModes.NONE);
        assertState(() -> block.release("a"), SqlState.S_E_INVALID_SPECIFICATION);
        assertState(() -> block.rollbackTo("a"), SqlState.S_E_INVALID_SPECIFICATION);
    }

    @Test
    void settings_follow_the_transaction() {
        block.begin(TransactionModes.NONE);
        settings.set("application_name", "inside", SettingScope.SESSION);
        block.savepoint("a");
        settings.set("application_name", "deeper", SettingScope.SESSION);
        block.rollbackTo("a");
        assertThat(settings.applicationName()).isEqualTo("inside");
        block.rollback(false);
        assertThat(settings.applicationName()).isEmpty();
    }
}
