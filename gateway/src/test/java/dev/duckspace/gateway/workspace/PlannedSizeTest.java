package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the engine would plan for minutes is refused before. */
class PlannedSizeTest {

    private static String chain(int length, String as, String naming) {
        StringBuilder sql = new StringBuilder("WITH c0 AS (SELECT 1 AS x)");
        for (int i = 1; i <= length; i++) {
            sql.append(", c").append(i).append(" (x) ").append(as).append(" (SELECT a.x FROM ");
            sql.append(naming.replace("?", "c" + (i - 1))).append(')');
        }
        return sql.append(" SELECT * FROM c").append(length).toString();
    }

    private static void check(String sql) {
        PlannedSize.check(GuardLexer.split(sql), Definitions.NONE);
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
        assertThatCode(() -> check(chain(10, "AS", "? a JOIN ? b USING (x)")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_name_that_is_used_again_for_less_does_not_hide_the_larger_one() {
        assertRefused(
                chain(30, "AS", "? a, ? b")
                        .replace("SELECT * FROM c30", "")
                        .concat("SELECT (WITH c30 AS (SELECT 1) SELECT 1), * FROM c30"));
    }

    private static String joined(String first, String further, int times) {
        return "SELECT count(*) FROM " + first + (' ' + further).repeat(times);
    }

    @Test
    void a_from_joins_a_hundred_relations() {
        assertRefused(joined("t", "JOIN t USING (x)", 100));
        assertRefused(joined("t", ", t", 100));
        assertRefused(joined("t", "LEFT JOIN t USING (x)", 300));
        assertRefused(joined("t", "NATURAL LEFT OUTER JOIN t", 300));
        assertRefused(joined("(t", "CROSS JOIN t", 60) + ") " + ", t".repeat(60));
        assertRefused("SELECT 1 WHERE EXISTS (" + joined("t", "JOIN t USING (x)", 100) + ')');
        assertRefused("DELETE FROM t USING t a" + ", t b".repeat(100));
        assertThatCode(
                        () -> {
                            check(joined("t", "JOIN t USING (x)", 99));
                            check(joined("t", "LEFT JOIN t USING (x)", 250));
                            check(joined("range(1, 2)", ", range(1, 2)", 80));
                            check("SELECT 1" + ", 1".repeat(1_000) + " FROM t");
                            check("SELECT * FROM t WHERE x IN (1" + ", 1".repeat(1_000) + ')');
                            check("SELECT * FROM t JOIN s ON x IN [1" + ", 1".repeat(500) + ']');
                            check("SELECT * FROM t ORDER BY 1" + ", 1".repeat(500));
                            check("INSERT INTO t (x) VALUES (1)" + ", (1)".repeat(5_000));
                            check(joined("t, t", "UNION ALL SELECT 1 FROM t, t", 500));
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void all_joins_of_a_statement_are_bounded_too() {
        assertRefused(joined("t, t", "UNION ALL SELECT 1 FROM t, t", 2_100));
    }

    /** Each view is of the size that the one before has twice. */
    private static final Definitions DOUBLING =
            new Definitions() {
                @Override
                public long view(String name) {
                    return name.matches("v\\d+") ? 1L << Integer.parseInt(name.substring(1)) : 1;
                }

                @Override
                public boolean mayDefine(String function) {
                    return function.matches("f\\d+");
                }

                @Override
                public Optional<Body> function(String name) {
                    return mayDefine(name)
                            ? Optional.of(new Body(5, 1L << Integer.parseInt(name.substring(1))))
                            : Optional.empty();
                }
            };

    private static void checkDefined(String sql) {
        PlannedSize.check(GuardLexer.split(sql), DOUBLING);
    }

    @Test
    void a_view_counts_as_what_it_stands_for() {
        assertRefusedDefined("CREATE VIEW w AS SELECT * FROM v19, v3");
        assertRefusedDefined("CREATE VIEW w AS (SELECT * FROM v19)");
        assertRefusedDefined("SELECT * FROM v19 a, main.v19 b");
        assertRefusedDefined("WITH a AS (SELECT * FROM \"V19\") SELECT * FROM a, a b");
        assertThatCode(
                        () -> {
                            checkDefined("SELECT * FROM v19");
                            checkDefined("CREATE VIEW w AS SELECT * FROM v18");
                            checkDefined("SELECT v19.x, v19.y FROM v18, v18 b");
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void a_function_counts_its_arguments_as_often_as_it_names_them() {
        assertRefusedDefined("SELECT f12(f12(x))");
        assertRefusedDefined("SELECT f19(x + 1), f18(x)");
        assertThatCode(() -> checkDefined("SELECT f10(f5(x)), f19(x)")).doesNotThrowAnyException();
        assertThat(
                        PlannedSize.arguments(
                                GuardLexer.split("f3(a + b) + a"), Set.of("a", "b"), DOUBLING))
                .isEqualTo(8 * 2 + 1);
    }

    private static void assertRefusedDefined(String sql) {
        assertThatThrownBy(() -> checkDefined(sql))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
    }
}
