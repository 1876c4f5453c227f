package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    select 1 where x = any($1)                  | [1]
                    select 1 where x <> ALL ( $2 ) and y = $1   | [2]
                    select 1 where x like some($1) or y=any($3) | [1, 3]
                    select 1 where x = any($1::int[])           | []
                    select 1 where x = any(select $1)           | []
                    select $1                                   | []
                    """)
    void a_parameter_alone_behind_any_or_all_is_a_list(String sql, String numbers) {
        assertThat(ListParameters.of(text(sql), Set.of()).numbers()).hasToString(numbers);
    }

    @Test
    void one_whose_type_is_known_is_left_alone() {
        assertThat(ListParameters.of(text("select 1 = any($1)"), Set.of(1)).numbers()).isEmpty();
    }

    @Test
    void compared_one_by_one_it_stands_where_an_element_would() {
        ListParameters lists =
                ListParameters.of(text("select 1; select x from t where x = any($1)"), Set.of());

        assertThat(lists.comparedOneByOne().text()).isEqualTo("select x from t where x =    ($1)");
    }

    private static SqlText text(String sql) {
        return SqlSplitter.split(sql).getLast();
    }
}
