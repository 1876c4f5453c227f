package dev.duckspace.gateway.dialect;

import dev.duckspace.gateway.dialect.RandomExpressions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query from a seed over the tables {@code a} and {@code b}, whose rows are made from a seed,
 * too. Its rows have one order only.
 */
final class RandomQuery {
    private static final int DEPTH = 3;
    private static final int ROWS = 40;

    private final Random random;

    private RandomQuery(long seed) {
        this.random = new Random(seed);
    }

    /** Statements that make the tables and their rows. */
    static List<String> tables(long seed) {
        Random random = new Random(seed);
        List<String> statements = new ArrayList<>();
        for (String table : List.of("a", "b")) {
            statements.add(
                    "CREATE TABLE "
                            + table
                            + " (id int, k int, s text, n numeric(12,2), d date, ts timestamp, b boolean)");
            statements.add(
                    "INSERT INTO %s VALUES %s"
                            .formatted(
                                    table,
                                    IntStream.range(0, ROWS)
                                            .mapToObj(id -> row(random, id))
                                            .collect(Collectors.joining(", "))));
        }
        return statements;
    }

    private static String row(Random random, int id) {
        List<String> values = new ArrayList<>();
        values.add(String.valueOf(id));
        values.add(orNull(random, String.valueOf(random.nextInt(8))));
        String[] texts = {"a", "abc", "b", "Ab", "", "a b", "漢字", "xaya", "%_"};
        values.add(orNull(random, "'" + texts[random.nextInt(texts.length)] + "'"));
        values.add(
                orNull(random, "%d.%02d".formatted(random.nextInt(-50, 200), random.nextInt(100))));
        values.add(
                orNull(
                        random,
                        "'%d-%02d-%02d'"
                                .formatted(
                                        2019 + random.nextInt(4),
                                        1 + random.nextInt(12),
                                        1 + random.nextInt(28))));
        values.add(
                orNull(
                        random,
                        "'2020-%02d-%02d %02d:%02d:%02d.%03d'"
                                .formatted(
                                        1 + random.nextInt(12),
                                        1 + random.nextInt(28),
                                        random.nextInt(24),
                                        random.nextInt(60),
                                        random.nextInt(60),
                                        random.nextInt(1000))));
        values.add(orNull(random, String.valueOf(random.nextBoolean())));
        return '(' + String.join(", ", values) + ')';
    }

    private static String orNull(Random random, String value) {
        return random.nextInt(6) == 0 ? "NULL" : value;
    }

    static String of(long seed) {
        RandomQuery query = new RandomQuery(seed);
        return switch (query.random.nextInt(7)) {
            case 0, 1 -> query.plain();
            case 2 -> query.joined();
            case 3 -> query.grouped();
            case 4 -> query.windowed();
            case 5 -> query.combined();
            default -> query.nested();
        };
    }

    private RandomExpressions over(String... aliases) {
        return new RandomExpressions(random, List.of(aliases));
    }

    private String columns(RandomExpressions expressions) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> expressions.of(expressions.kind(), DEPTH) + " AS c" + i)
                .collect(Collectors.joining(", "));
    }

    private String plain() {
        RandomExpressions a = over("a");
        return "SELECT %s FROM a WHERE %s ORDER BY a.id".formatted(columns(a), a.condition(DEPTH));
    }

    private String joined() {
        RandomExpressions both = over("x", "y");
        String join = both.pick("JOIN", "LEFT JOIN", "FULL JOIN", "RIGHT JOIN");
        return "SELECT x.id AS xi, y.id AS yi, %s FROM a x %s b y ON x.k = y.%s ORDER BY 1, 2"
                .formatted(columns(both), join, both.pick("k", "id"));
    }

    private String grouped() {
        RandomExpressions a = over("a");
        Kind kind = a.kind();
        String having = random.nextInt(3) == 0 ? " HAVING count(*) > 1" : "";
        return "SELECT %s AS g, %s AS m, %s AS o FROM a GROUP BY 1%s ORDER BY 1"
                .formatted(a.of(kind, 2), a.aggregate(1), a.aggregate(1), having);
    }

    private String windowed() {
        RandomExpressions a = over("a");
        String over = "OVER (PARTITION BY %s ORDER BY a.id)".formatted(a.of(a.kind(), 1));
        String function =
                a.pick(
                        "row_number()",
                        "rank()",
                        "sum(a.n)",
                        "count(*)",
                        "lag(a.s)",
                        "lead(a.k, 2, 0)",
                        "first_value(a.d)",
                        "avg(a.n)",
                        "max(a.ts)",
                        "ntile(3)");
        return "SELECT a.id, %s %s AS w, %s FROM a ORDER BY 1"
                .formatted(function, over, columns(a));
    }

    private String combined() {
        RandomExpressions a = over("a");
        RandomExpressions b = over("b");
        Kind kind = a.kind();
        return "SELECT %s AS c FROM a WHERE %s %s SELECT %s FROM b ORDER BY 1"
                .formatted(
                        a.of(kind, 2),
                        a.condition(2),
                        a.pick("UNION", "UNION ALL", "EXCEPT", "INTERSECT"),
                        b.of(kind, 2));
    }

    private String nested() {
        RandomExpressions a = over("a");
        RandomExpressions both = over("a", "b");
        return switch (random.nextInt(3)) {
            case 0 ->
                    "SELECT a.id, %s FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND %s) ORDER BY 1"
                            .formatted(columns(a), both.condition(2));
            case 1 ->
                    "WITH q AS (SELECT k, %s AS v FROM a GROUP BY k) SELECT a.id, q.v FROM a LEFT JOIN q USING (k) ORDER BY 1"
                            .formatted(a.aggregate(1));
            default ->
                    "SELECT a.id, (SELECT %s FROM b WHERE b.k = a.k) AS v FROM a WHERE a.k NOT IN (SELECT b.k FROM b WHERE b.k IS NOT NULL AND b.id < 3) ORDER BY 1"
                            .formatted(over("b").aggregate(1));
        };
    }
}
