package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.duckspace.gateway.protocol.PgException;
import org.junit.jupiter.api.Test;

class SettingCallTest {

    @Test
    void the_name_may_be_that_of_the_row_that_pg_dump_looks_up() {
        SqlText text =
                SqlSplitter.split(
                                "SELECT set_config(name, 'view', false) FROM pg_catalog.pg_settings"
                                        + " WHERE name = 'search_path'")
                        .getFirst();

        assertThat(SettingCall.of(text))
                .extracting(SettingCall::name, SettingCall::value, SettingCall::local)
                .containsExactly(tuple("search_path", "view", false));
        assertThat(Rewriter.rewrite(text, RewriteContext.NONE).text())
                .startsWith("SELECT current_setting('search_path') FROM");
    }

    @Test
    void a_name_that_is_not_known_before_the_statement_runs_is_refused() {
        SqlText text =
                SqlSplitter.split("SELECT set_config(name, 'x', false) FROM pg_settings")
                        .getFirst();

        assertThatThrownBy(() -> SettingCall.of(text))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("constant arguments");
    }
}
