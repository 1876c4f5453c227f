package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputNamesTest {
    /** A query, a tab, and PostgreSQL 15's names for it; a {@code !} marks the engine's own. */
    static List<String> queries() throws IOException {
        try (InputStream lines =
                Objects.requireNonNull(
                        OutputNamesTest.class.getResourceAsStream("output-names.tsv"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_column_is_named_as_postgresql_names_it(String line) {
        String query = line.substring(0, line.indexOf('\t'));
        List<String> expected =
                Arrays.asList(line.substring(line.indexOf('\t') + 1).split("\\|", -1));
        List<String> engineNames =
                expected.stream().map(name -> name.endsWith("!") ? name : name + '!').toList();

        assertThat(OutputNames.of(SqlSplitter.split(query).getFirst(), engineNames))
                .isEqualTo(expected);
    }

    @Test
    void what_is_not_understood_keeps_the_engines_names() {
        List<String> engineNames = List.of("x", "y");

        for (String query :
                List.of(
                        "select 1",
                        "select [1, 2], {'a': 1}",
                        "select #1, #2 from t",
                        "select a b c, d e f",
                        "from t",
                        "describe t",
                        "select *, 1, * from t",
                        "select columns('a.*') from t")) {
            assertThat(OutputNames.of(SqlSplitter.split(query).getFirst(), engineNames))
                    .as(query)
                    .isEqualTo(engineNames);
        }
    }

    @Test
    void random_queries_get_as_many_names_as_they_have_columns() throws IOException {
        List<String> corpus = StatementClassifierTest.acceptedByPostgresql();
        Random random = new Random(20_250_103);
        for (int run = 0; run < 20_000; run++) {
            String[] words = corpus.get(random.nextInt(corpus.size())).split(" ", -1);
            String sql = String.join(" ", Arrays.copyOf(words, random.nextInt(words.length) + 1));
            List<String> engineNames = Collections.nCopies(random.nextInt(4), "x");
            try {
                for (SqlText text : SqlSplitter.split(sql)) {
                    assertThat(OutputNames.of(text, engineNames))
                            .as(sql)
                            .hasSameSizeAs(engineNames);
                }
            } catch (PgException expected) {
                assertThat(expected.info().message()).isNotEmpty();
            }
        }
    }
}
