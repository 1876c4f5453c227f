package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.junit.jupiter.api.Test;

/** WITH queries that name each other again and again are bounded, unless they are kept. */
class NamedQueriesTest {

    private static String chain(int length, String as, String naming) {
        StringBuilder sql = new StringBuilder("WITH c0 AS (SELECT 1 AS x)");
        for (int i = 1; i <= length; i++) {
            sql.append(", c").append(i).append(" (x) ").append(as).append(" (SELECT a.x FROM ");
            sql.append(naming.replace("?", "c" + (i - 1))).append(')');
        }
        return sql.append(" SELECT * FROM c").append(length).toString();
    }

    private static void check(String sql) {
        NamedQueries.check(GuardLexer.split(sql));
    }

    private static void assertRefused(String sql) {
        assertThatThrownBy(() -> check(sql))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
    }

    @Test
    void what_names_the_one_before_twice_is_refused_where_it_grows_too_large() {
        assertRefused(chain(30, "AS", "? a JOIN ? b USING (x)"));
        assertRefused(chain(30, "AS NOT MATERIALIZED", "? a, ? b"));
        assertRefused(chain(30, "as", "\"?\" a, ? b"));
        assertRefused("SELECT * FROM (" + chain(30, "AS", "? a, ? b") + ") t");
    }

    @Test
    void kept_queries_and_chains_are_taken() {
        assertThatCode(() -> check(chain(500, "AS MATERIALIZED", "? a, ? b")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(chain(300, "AS", "? a"))).doesNotThrowAnyException();
        assertThatCode(() -> check(chain(12, "AS", "? a JOIN ? b USING (x)")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_name_that_is_used_again_for_less_does_not_hide_the_larger_one() {
        assertRefused(
                chain(30, "AS", "? a, ? b")
                        .replace("SELECT * FROM c30", "")
                        .concat("SELECT (WITH c30 AS (SELECT 1) SELECT 1), * FROM c30"));
    }
}
