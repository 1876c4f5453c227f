package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLiteralRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    select x = any('{1,3}')            § select x IN ('1', '3')
                    select x = ANY ( '{a,"b, c",NULL}')§ select x IN ('a', 'b, c', NULL)
                    select x <> all('{r,""}')          § select x NOT IN ('r', '')
                    select x = some('{}')              § select x IN (SELECT NULL WHERE false)
                    select x = any('{it''s}')          § select x IN ('it''s')
                    select x = any('{{1},{2}}')        § select x = any('{{1},{2}}')
                    select x = any('{1,2}'::int[])     § select x = any(coalesce('{1,2}'::int[], [NULL]))
                    select x < any(array[1])           § select x < any(array[1])
                    """)
    void a_constant_list_is_read_with_the_type_it_is_compared_with(String sql, String expected) {
        SqlText text = SqlSplitter.split(sql).getFirst();

        assertThat(Rewriter.rewrite(text, RewriteContext.NONE).text()).isEqualTo(expected);
    }
}
