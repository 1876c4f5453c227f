package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownQueryTest {
    @Test
    void a_statement_that_holds_no_secret_is_shown_as_it_is() {
        String sql = "SELECT 'it''s', \"a b\" FROM t -- note\nWHERE c = E'x\\n'";
        assertThat(ShownQuery.redacted(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE u PASSWORD 'hunter2'",
                "alter role u password E'hu\\'hunter2'",
                "ALTER USER u WITH PASSWORD $$hunter2$$",
                "ALTER USER u WITH PASSWORD $x$ a $$ hunter2 $x$",
                "CREATE SECRET s (TYPE s3, KEY_ID 'k', SECRET 'hunter2')",
                "ATTACH 'x.db' (ENCRYPTION_KEY 'hunter2')",
                "SELECT set_config('app.password', 'it''s hunter2', false)",
                "/* hunter2 */ SELECT 1 AS password -- hunter2",
                "SELECT password FROM t WHERE password = 'cut off hunter2",
                "COPY t TO 's3://user:hunter2@host/x'",
                "ALTER ROLE \"it's\" PASSWORD 'hunter2'"
            })
    void what_may_be_a_secret_is_masked(String sql) {
        assertThat(ShownQuery.redacted(sql)).doesNotContain("hunter2");
    }

    @Test
    void words_and_names_around_a_secret_stay() {
        assertThat(ShownQuery.redacted("ALTER ROLE \"it's\" PASSWORD 'x' VALID UNTIL 'y'"))
                .isEqualTo("ALTER ROLE \"it's\" PASSWORD '***' VALID UNTIL '***'");
    }

    @Test
    void a_long_text_of_quotes_is_read_without_deep_recursion() {
        String sql = "password '" + "''".repeat(ShownQuery.CHARS_MAX) + "E'" + "\\'".repeat(2_000);
        assertThat(ShownQuery.redacted(sql)).startsWith("password '***'");
    }
}
