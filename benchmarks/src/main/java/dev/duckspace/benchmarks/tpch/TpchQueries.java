package dev.duckspace.benchmarks.tpch;

import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The 22 queries with the parameters of their validation, as the generator's library has them. */
final class TpchQueries {
    private static final int COUNT = 22;

    /** Query 15 comes as a view and a query over it, and becomes one statement. */
    private static final Pattern VIEW =
            Pattern.compile("CREATE OR REPLACE VIEW (\\w+) AS\\s+(.*?);\\s*SELECT", Pattern.DOTALL);

    private TpchQueries() {}

    static List<String> all() throws IOException {
        List<String> queries = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            queries.add(query(number));
        }
        return queries;
    }

    private static String query(int number) throws IOException {
        String resource = "/io/trino/tpch/queries/q" + number + ".sql";
        try (InputStream in = TpchTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no " + resource);
            }
            return plain(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** One statement of SQL that all contestants speak. */
    static String plain(String text) {
        String sql = text.replaceAll("(?m)^--.*$", "").strip();
        Matcher view = VIEW.matcher(sql);
        if (view.find()) {
            sql =
                    "WITH %s AS (%s) SELECT".formatted(view.group(1), view.group(2))
                            + sql.substring(view.end());
        }
        // Not a function everywhere, but a literal everywhere.
        sql = sql.replaceAll("date\\('([0-9-]+)'\\)", "date '$1'");
        return sql.replaceAll(";\\s*$", "");
    }

    static String name(int index) {
        return "Q%02d".formatted(index + 1);
    }
}
