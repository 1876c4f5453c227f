package dev.duckspace.benchmarks.micro;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statements as clients send them. */
public final class SqlTexts {
    /** Of the kind that a describing client sends first: catalog names, casts, an operator. */
    static final String PSQL_DESCRIBE =
            """
            SELECT a.attname,
              pg_catalog.format_type(a.atttypid, a.atttypmod),
              (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true)
               FROM pg_catalog.pg_attrdef d
               WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef),
              a.attnotnull,
              (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type t
               WHERE c.oid = a.attcollation AND t.oid = a.atttypid
                 AND a.attcollation <> t.typcollation) AS attcollation,
              a.attidentity,
              a.attgenerated
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = '16384'::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped
              AND a.attname OPERATOR(pg_catalog.~) '^(.*)$' COLLATE pg_catalog.default
            ORDER BY a.attnum;
            """;

    /** 1 KB that needs nothing. */
    static final String KILOBYTE_SELECT =
            """
            -- monthly revenue by region and segment
            SELECT r.name AS region, c.segment, date_trunc('month', o.ordered_on) AS month,
                   count(*) AS orders, count(DISTINCT o.customer_id) AS customers,
                   sum(l.quantity * l.unit_price * (1 - l.discount)) AS revenue,
                   avg(l.quantity * l.unit_price) AS average_line,
                   sum(CASE WHEN o.status = 'returned' THEN l.quantity ELSE 0 END) AS returned
            FROM in_c_sales.orders AS o
            JOIN in_c_sales.order_lines AS l ON l.order_id = o.id
            JOIN in_c_crm.customers AS c ON c.id = o.customer_id
            LEFT JOIN in_c_crm.regions AS r ON r.id = c.region_id
            WHERE o.ordered_on >= date '2026-01-01' AND o.ordered_on < date '2026-07-01'
              AND o.status IN ('shipped', 'delivered', 'returned') AND l.discount < 0.75
              AND c.name NOT LIKE 'test %' AND (c.segment IS NOT NULL OR r.name = 'unknown')
            GROUP BY r.name, c.segment, date_trunc('month', o.ordered_on)
            HAVING sum(l.quantity) > 10
            ORDER BY month, revenue DESC NULLS LAST, region, c.segment
            LIMIT 500 OFFSET 0
            """;

    static final String INSERT_100_ROWS =
            IntStream.range(0, 100)
                    .mapToObj(
                            i -> "(" + i + ", 'name " + i + "', " + i + ".25, '2026-11-20', NULL)")
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    "INSERT INTO t (id, name, price, day, note) VALUES ",
                                    ""));

    /** As JMH's parameters name them. */
    public enum Name {
        PSQL_DESCRIBE(SqlTexts.PSQL_DESCRIBE),
        KILOBYTE_SELECT(SqlTexts.KILOBYTE_SELECT),
        INSERT_100_ROWS(SqlTexts.INSERT_100_ROWS);

        private final String sql;

        Name(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    private SqlTexts() {}
}
