package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * ON CONFLICT DO UPDATE of several rows: two of one key are an error in PostgreSQL (21000), where
 * the engine keeps one of them. So the rows are counted by their keys first. VALUES with parameters
 * stay as they are: their types follow from the table's.
 */
final class RepeatedKeyRule {
    private RepeatedKeyRule() {}

    /**
     * @param on ON of ON CONFLICT
     * @param keys the columns of the conflict's target
     */
    static void apply(Rewrite rewrite, int on, List<String> keys) {
        int into = into(rewrite, on);
        if (into < 0 || !rewrite.isName(into + 1)) {
            return;
        }
        Insertion insertion = Insertion.of(rewrite, into + 1);
        int source = insertion.source();
        if (source >= on || isPlain(rewrite, source, on)) {
            return;
        }
        List<String> columns = columns(rewrite, insertion);
        int last = keys.stream().mapToInt(columns::indexOf).max().orElse(-1);
        if (last < 0 || keys.stream().anyMatch(key -> !columns.contains(key))) {
            return;
        }
        String key = keys.stream().map(Literals::quoteIdentifier).collect(Collectors.joining(", "));
        rewrite.insertBefore(
                source,
                columns.subList(0, last + 1).stream()
                        .map(Literals::quoteIdentifier)
                        .collect(Collectors.joining(", ", "WITH pg_new(", ") AS MATERIALIZED (")));
        rewrite.insertAfter(
                on - 1,
                ") SELECT * FROM pg_new WHERE (SELECT pg_once(max(n)) FROM (SELECT count(*) AS n"
                        + " FROM pg_new WHERE "
                        + keys.stream()
                                .map(name -> Literals.quoteIdentifier(name) + " IS NOT NULL")
                                .collect(Collectors.joining(" AND "))
                        + " GROUP BY "
                        + key
                        + "))");
    }

    private static int into(Rewrite rewrite, int on) {
        int depth = 0;
        for (int at = on - 1; at >= rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth < 0) {
                return -1;
            }
            if (depth == 0 && rewrite.is(at, Keyword.INTO)) {
                return at;
            }
        }
        return -1;
    }

    /** One row, or rows that cannot stand in a query. */
    private static boolean isPlain(Rewrite rewrite, int source, int on) {
        if (rewrite.is(source, Keyword.DEFAULT)) {
            return true;
        }
        if (!rewrite.is(source, Keyword.VALUES)) {
            return false;
        }
        if (rewrite.pastGroup(source + 1) >= on) {
            return true;
        }
        for (int at = source; at < on; at++) {
            if (rewrite.is(at, TokenKind.PARAMETER) || rewrite.is(at, Keyword.DEFAULT)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> columns(Rewrite rewrite, Insertion insertion) {
        if (insertion.hasList()) {
            List<String> names = new ArrayList<>();
            int past = rewrite.pastGroup(insertion.list());
            for (SqlText name :
                    rewrite.text().part(insertion.list() + 1, past - 1).splitAtCommas()) {
                names.add(Literals.identifier(rewrite.tokens(), name.from()));
            }
            return names;
        }
        return rewrite
                .context()
                .relations()
                .table(Names.parts(rewrite, insertion.target()))
                .map(Table::columns)
                .orElse(List.of())
                .stream()
                .map(Column::name)
                .toList();
    }
}
