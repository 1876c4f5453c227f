package dev.duckspace.gateway.session.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingTransactionsTest {
    private final List<String> changes = new ArrayList<>();
    private final SessionSettings settings =
            new SessionSettings(
                    new SettingDefaults("15.20 (Duckspace)", "ws_user", Map.of()),
                    (definition, oldValue, newValue) ->
                            changes.add(definition.name() + ": " + oldValue + " -> " + newValue));

    @Test
    void a_rollback_brings_back_what_was_and_tells_the_listener() {
        settings.onBegin();
        settings.set("TimeZone", "Europe/Berlin", SettingScope.SESSION);
        settings.onRollback();

        assertThat(settings.show("timezone")).isEqualTo("UTC");
        assertThat(changes)
                .containsExactly(
                        "TimeZone: UTC -> Europe/Berlin", "TimeZone: Europe/Berlin -> UTC");
    }

    @Test
    void a_local_value_ends_with_the_transaction() {
        settings.onBegin();
        settings.set("work_mem", "1MB", SettingScope.SESSION);
        settings.set("work_mem", "2MB", SettingScope.LOCAL);
        assertThat(settings.show("work_mem")).isEqualTo("2MB");
        settings.onCommit();

        assertThat(settings.show("work_mem")).isEqualTo("1MB");
    }

    @Test
    void a_savepoint_undoes_what_came_after_it() {
        settings.onBegin();
        settings.set("work_mem", "1MB", SettingScope.SESSION);
        int outer = settings.onSavepoint();
        settings.set("work_mem", "2MB", SettingScope.LOCAL);
        settings.onSavepoint();
        settings.set("work_mem", "3MB", SettingScope.SESSION);
        settings.onRollbackTo(outer);
        assertThat(settings.show("work_mem")).isEqualTo("1MB");
        settings.set("work_mem", "4MB", SettingScope.LOCAL);
        settings.onRelease(outer);
        assertThat(settings.show("work_mem")).isEqualTo("4MB");
        settings.onCommit();

        assertThat(settings.show("work_mem")).isEqualTo("1MB");
    }

    @Test
    void a_local_value_outside_a_transaction_is_checked_and_dropped() {
        settings.set("work_mem", "1MB", SettingScope.LOCAL);

        assertThat(settings.show("work_mem")).isEqualTo("4MB");
    }

    @Test
    void a_transaction_starts_in_the_default_modes() {
        settings.set("default_transaction_read_only", "on", SettingScope.SESSION);
        assertThat(settings.show("transaction_read_only")).isEqualTo("on");
        settings.onBegin();
        settings.set("transaction_read_only", "off", SettingScope.LOCAL);
        settings.set("transaction_isolation", "serializable", SettingScope.LOCAL);
        TransactionModes modes = settings.transactionModes();
        assertThat(modes).isEqualTo(new TransactionModes("serializable", false, false));
        settings.onCommit();
        assertThat(settings.show("transaction_isolation")).isEqualTo("read committed");
        settings.onBegin(modes);
        assertThat(settings.transactionModes()).isEqualTo(modes);
    }

    @Test
    void reported_values_are_told_once_when_they_have_changed() {
        assertThat(settings.reported())
                .extracting(ShownSetting::name)
                .containsExactly(
                        "application_name",
                        "client_encoding",
                        "DateStyle",
                        "default_transaction_read_only",
                        "in_hot_standby",
                        "integer_datetimes",
                        "IntervalStyle",
                        "is_superuser",
                        "server_encoding",
                        "server_version",
                        "session_authorization",
                        "standard_conforming_strings",
                        "TimeZone");
        assertThat(settings.takeReportedChanges()).isEmpty();
        settings.set("search_path", List.of("a", "B c"), SettingScope.SESSION);
        settings.set("application_name", "x", SettingScope.SESSION);
        settings.set("work_mem", "1MB", SettingScope.SESSION);
        assertThat(settings.takeReportedChanges())
                .containsExactlyInAnyOrder(
                        new ShownSetting("search_path", "a, \"B c\""),
                        new ShownSetting("application_name", "x"));
        assertThat(settings.takeReportedChanges()).isEmpty();
    }

    @Test
    void reset_returns_to_the_startup_value() {
        settings.applyStartupOptions("-c search_path=a,\\ b --statement-timeout=5s -cfoo.bar=1");
        settings.applyStartup("DateStyle", "german");
        assertThat(changes).isEmpty();
        settings.set("statement_timeout", "0", SettingScope.SESSION);
        settings.set("foo.bar", "2", SettingScope.SESSION);
        settings.set("foo.new", "2", SettingScope.SESSION);
        settings.discardAll();

        assertThat(settings.show("statement_timeout")).isEqualTo("5s");
        assertThat(settings.show("search_path")).isEqualTo("a, b");
        assertThat(settings.show("datestyle")).isEqualTo("German, DMY");
        assertThat(settings.show("foo.bar")).isEqualTo("1");
        assertThat(settings.show("foo.new")).isEmpty();
    }

    @Test
    void the_number_of_custom_parameters_is_bounded() {
        for (int i = 0; i < SettingVariables.CUSTOM_MAX; i++) {
            settings.set("a.b" + i, "x", SettingScope.SESSION);
        }
        assertThatThrownBy(() -> settings.set("a.c", "x", SettingScope.SESSION))
                .isInstanceOf(PgException.class);
    }

    @Test
    void a_startup_value_that_is_refused_is_fatal() {
        assertThatThrownBy(() -> settings.applyStartupOptions("-c log_statement=all"))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> {
                            assertThat(e.info().severity()).isEqualTo(Severity.FATAL);
                            assertThat(e.sqlState()).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE);
                        });
        assertThatThrownBy(() -> settings.applyStartupOptions("-c work_mem"))
                .hasMessage("-c work_mem requires a value");
        assertThatThrownBy(() -> settings.applyStartupOptions("-z"))
                .hasMessage("invalid command-line argument for server process: -z");
    }

    @Test
    void numeric_zones_count_as_posix_spells_them() {
        settings.set("TimeZone", "-5", SettingScope.SESSION);
        assertThat(settings.timeZone()).isEqualTo(ZoneOffset.ofHours(-5));
        settings.set("TimeZone", "+05:30", SettingScope.SESSION);
        assertThat(settings.timeZone()).isEqualTo(ZoneOffset.ofHoursMinutes(-5, -30));
        settings.set("TimeZone", List.of("INTERVAL '-08:00' HOUR TO MINUTE"), SettingScope.SESSION);
        assertThat(settings.timeZone()).isEqualTo(ZoneOffset.ofHours(-8));
        settings.set("TimeZone", "europe/berlin", SettingScope.SESSION);
        assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void typed_values_follow_what_was_set() {
        settings.set("statement_timeout", "1.5s", SettingScope.SESSION);
        settings.set("search_path", List.of("$user", "in.c-sales"), SettingScope.SESSION);
        settings.set("client_min_messages", "debug3", SettingScope.SESSION);

        assertThat(settings.statementTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.idleSessionTimeout()).isZero();
        assertThat(settings.searchPath()).containsExactly("$user", "in.c-sales");
        assertThat(settings.clientMinMessages()).isEqualTo(Severity.DEBUG);
        assertThat(settings.extraFloatDigits()).isEqualTo(1);
        assertThat(settings.byteaOutput()).isEqualTo("hex");
        assertThat(settings.dateStyle())
                .isEqualTo(
                        new DateStyleSetting(
                                DateStyleSetting.Format.ISO, DateStyleSetting.FieldOrder.MDY));
    }

    @Test
    void the_version_number_agrees_with_the_version() {
        assertThat(settings.show("server_version")).isEqualTo("15.20 (Duckspace)");
        assertThat(settings.show("server_version_num")).isEqualTo("150020");
    }

    @Test
    void no_path_of_the_server_shows() {
        assertThat(settings.rows())
                .hasSizeGreaterThan(300)
                .allSatisfy(row -> assertThat(row.setting()).doesNotContain("/"));
    }

    @Test
    void a_name_that_is_cut_is_noticed() {
        List<String> notices = new ArrayList<>();
        SessionSettings noticing =
                new SessionSettings(
                        new SettingDefaults("15.20 (Duckspace)", "ws_user", Map.of()),
                        new SettingsListener() {
                            @Override
                            public void changed(SettingDefinition d, String before, String after) {}

                            @Override
                            public void notice(ErrorInfo notice) {
                                notices.add(notice.sqlState().code());
                            }
                        });
        noticing.set("application_name", "x".repeat(64), SettingScope.SESSION);

        assertThat(noticing.applicationName()).hasSize(63);
        assertThat(notices).containsExactly("42622");
    }
}
