package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentCastsTest {
    @ParameterizedTest
    @CsvSource({
        "bool, int4",
        "bool, numeric",
        "int4, bool",
        "int8, date",
        "numeric, bool",
        "numeric, _int4",
        "text, int4",
        "varchar, timestamptz",
        "date, int4",
        "bit, int4",
        "interval, timestamp",
        "float8, bool",
        "int4, int4range",
    })
    void postgresql_assigns_no_value_of_the_one_to_a_column_of_the_other(
            String type, String target) {
        assertThat(AssignmentCasts.refuses(type, target)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bool, text",
        "int8, int2",
        "numeric, int4",
        "float8, float4",
        "date, timestamptz",
        "timestamp, date",
        "timestamptz, time",
        "time, interval",
        "uuid, varchar",
        "json, jsonb",
        "unknown, int4",
        "int4, a_type_of_the_users",
    })
    void values_of_the_one_are_assigned_to_the_other_or_it_is_not_known(
            String type, String target) {
        assertThat(AssignmentCasts.refuses(type, target)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, int4",
        "Double  Precision, float8",
        "'numeric( 10 , 2 )', numeric",
        "character varying(20), varchar",
        "timestamp with time zone, timestamptz",
    })
    void a_type_is_known_by_each_of_its_names(String written, String name) {
        assertThat(AssignmentCasts.typeNamed(written)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values (1), | 42601 | 26",
                "insert into t values (1), returning a | 42601 | 27",
                "select b'' | 0A000 | 8",
                "select 1, X'' | 0A000 | 11",
            })
    void what_the_engine_would_read_otherwise_is_an_error_at_its_place(
            String sql, String state, int position) {
        PgException error =
                catchThrowableOfType(
                        PgException.class,
                        () ->
                                Rewriter.rewrite(
                                        SqlSplitter.split(sql).getFirst(), RewriteContext.NONE));

        assertThat(error.sqlState()).isEqualTo(SqlState.ofCode(state).orElseThrow());
        assertThat(error.info().position()).isEqualTo(position);
    }
}
