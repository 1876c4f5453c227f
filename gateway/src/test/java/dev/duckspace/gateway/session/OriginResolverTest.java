package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.sql.ColumnOrigins;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each column as {@code table.number}, a dash for none; numeric without its modifier as {@code ~}.
 */
class OriginResolverTest {
    private static final int MODIFIER = 655_366;
    private static final Map<String, NamedColumns> TABLES =
            Map.of(
                    "t", new NamedColumns(100, 101, List.of("id", "v", "n")),
                    "u", new NamedColumns(200, 201, List.of("id", "w")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id, t.v, x.n as m from t x | 100.1 - 100.3",
                "select t.id, t.v, t.n from t | 100.1 100.2 100.3",
                "select * from t | 100.1 100.2 100.3",
                "select u.*, t.id from t, u | 200.1 200.2 100.1",
                "select id from t join u on true | -",
                "select v, w from t left join u on t.id = u.id where v > w | 100.2 200.2",
                "select t.* from t join (select 1 as k) s on true | 100.1 100.2 100.3",
                "select k, v from t join (select 1 as k) s on true | ~ 100.2",
                "select n + 1, sum(n), n::numeric(5, 1), (n), case when true then n end from t | ~ ~ - - -",
                "select i, v from (select id as i, v from t) s | 100.1 100.2",
                "with c as (select v, id from t) select * from c | 100.2 100.1",
                "with t as (select 1 as id) select id from t | ~",
                "select id from t union select id from u | -",
                "select * from (select id from t union select id from u) s | -",
                "select id, w from nothing, u | 200.1 200.2",
                "select * from generate_series(1, 2) g | -",
                "select g, v from generate_series(1, 2) g, t | - 100.2",
                "insert into t values (1) returning id, n | 100.1 100.3",
                "update t as x set v = 'a' where id in (select id from u) returning * | 100.1 100.2 100.3",
                "delete from u where id = 1 returning w, 1 | 200.2 ~",
                "table u | 200.1 200.2",
                "select distinct on (id) v from t order by id | 100.2",
                "select count(*), id from only t group by id | ~ 100.1",
                "select id from t for update | 100.1",
                "select (select id from t) | -",
                "select id from s.t | -",
                "values (1, 2) | - -",
                "select 1 | ~",
                "(select v from t) | 100.2",
                "select v from t where v in (select w from u union select w from u) | 100.2",
            })
    void a_column_is_that_of_its_table(String sql, String expected) {
        int width = expected.split(" ").length;
        List<FieldDescription> fields =
                Stream.generate(OriginResolverTest::numeric).limit(width).toList();
        OriginResolver resolver =
                new OriginResolver(name -> Optional.ofNullable(TABLES.get(String.join(".", name))));

        List<FieldDescription> resolved =
                resolver.resolve(ColumnOrigins.of(SqlSplitter.split(sql).getFirst()), fields);

        assertThat(
                        resolved.stream()
                                .map(OriginResolverTest::shown)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static FieldDescription numeric() {
        return new FieldDescription(
                "x", 0, (short) 0, PgType.NUMERIC.oid(), (short) -1, MODIFIER, (short) 0);
    }

    private static String shown(FieldDescription field) {
        if (field.tableOid() != 0) {
            return field.tableOid() + "." + field.attributeNumber();
        }
        return field.typeModifier() == MODIFIER ? "-" : "~";
    }
}
