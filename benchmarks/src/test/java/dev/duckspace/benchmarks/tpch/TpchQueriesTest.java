package dev.duckspace.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TpchQueriesTest {
    @Test
    void there_are_22_single_statements() throws IOException {
        List<String> queries = TpchQueries.all();

        assertThat(queries)
                .hasSize(22)
                .allSatisfy(query -> assertThat(query).matches("(?s)(SELECT|WITH)\\s.*[^;]"))
                .noneSatisfy(query -> assertThat(query).contains(";"));
        assertThat(queries.get(14)).startsWith("WITH revenue AS (SELECT").contains("max(");
        assertThat(queries.get(19)).contains("date '1994-01-01'").doesNotContain("date(");
    }
}
