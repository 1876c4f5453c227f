package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogVectorRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    select i.indkey[a-1] from pg_index i                  § select i.indkey[(a-1) + 1] from pg_index i
                    select proargtypes[n], x[0] from pg_proc              § select proargtypes[(n) + 1], x[0] from pg_proc
                    select generate_subscripts(i.indkey, 1) from pg_index i § select unnest(pg_generate_subscripts(i.indkey, 1, false, 0)) from pg_index i
                    select array_upper(indclass, 1) from pg_index         § select pg_array_upper(indclass, 1)::INTEGER - 1 from pg_index
                    select array_upper(conkey, 1), conkey[1] from pg_constraint § select pg_array_upper(conkey, 1), conkey[1] from pg_constraint
                    select array_upper(f(indkey), 1) from pg_index        § select pg_array_upper(f(indkey), 1) from pg_index
                    select typname[0] = '_' from pg_type                  § select typname[(0) + 1] = '_' from pg_type
                    select indkey[0] from mine                            § select indkey[0] from mine
                    """)
    void vectors_of_the_catalog_are_counted_from_zero(String sql, String expected) {
        SqlText text = SqlSplitter.split(sql).getFirst();

        assertThat(Rewriter.rewrite(text, RewriteContext.NONE).text()).isEqualTo(expected);
    }
}
