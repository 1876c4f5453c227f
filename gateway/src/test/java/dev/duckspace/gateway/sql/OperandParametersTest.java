package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperandParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select g + $1 | select coalesce(g , $1)",
                "select $1 * t.n | select coalesce($1 , t.n)",
                "select g + $1 - $2 | select coalesce(coalesce(g , $1) , $2)",
                "select sum(n * $1), avg(f / $2) | select sum(coalesce(n , $1)), avg(coalesce(f , $2))",
                "select (a + b) * $1 | select coalesce((a + b) , $1)",
                "select abs(a) % $1 | select coalesce(abs(a) , $1)",
                "select $1 + abs(a) | select coalesce($1 , abs(a))",
                "select a[1] + $1 | select coalesce(a[1] , $1)",
                "select g::numeric(8,2) + $1 | select coalesce(g::numeric(8,2) , $1)",
                "select $1 - \"T\".\"N\"::int from t | select coalesce($1 , \"T\".\"N\"::int) from t",
                "select 1 + $1 | select coalesce(1 , $1)",
            })
    void an_operand_stands_beside_its_parameter(String text, String compared) {
        SqlText statement = SqlSplitter.split(text).getFirst();

        OperandParameters operands = OperandParameters.of(statement, Set.of(1, 2));

        assertThat(operands.compared().source()).isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select $1",
                "select f($1, 2)",
                "select a = $1",
                "select a + $1::int",
                "select -$1"
            })
    void what_is_no_arithmetic_says_nothing(String text) {
        SqlText statement = SqlSplitter.split(text).getFirst();

        assertThat(OperandParameters.of(statement, Set.of(1)).operators()).isEmpty();
    }
}
