package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An INSERT without a list of columns may give fewer values than its table has columns: they are of
 * the first ones. The engine needs them named. Also the INSERT of MERGE.
 */
final class InsertColumnsRule implements RewriteRule {
    /**
     * @param at INSERT
     */
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.context().thorough()) {
            return;
        }
        if (rewrite.is(at + 1, Keyword.INTO) && rewrite.isName(at + 2)) {
            Insertion insertion = Insertion.of(rewrite, at + 2);
            if (!insertion.hasList()) {
                complete(rewrite, at + 2, insertion.list(), insertion.source());
            }
        } else if (rewrite.is(at - 1, Keyword.THEN) && rewrite.is(at + 1, Keyword.VALUES)) {
            int into = rewrite.from();
            while (into < at && !rewrite.is(into, Keyword.INTO)) {
                into++;
            }
            int target = rewrite.is(into + 1, Keyword.ONLY) ? into + 2 : into + 1;
            if (rewrite.isName(target)) {
                complete(rewrite, target, at + 1, at + 1);
            }
        }
    }

    private static void complete(Rewrite rewrite, int target, int list, int source) {
        Optional<Table> table = rewrite.context().relations().table(Names.parts(rewrite, target));
        if (table.isEmpty() || rewrite.is(source, Keyword.DEFAULT)) {
            return;
        }
        List<Column> columns = table.get().columns();
        int given = given(rewrite, source);
        if (given == 0 || given >= columns.size()) {
            return;
        }
        rewrite.insertAfter(
                list - 1,
                columns.stream()
                        .limit(given)
                        .map(column -> Literals.quoteIdentifier(column.name()))
                        .collect(Collectors.joining(", ", " (", ") ")));
    }

    private static int given(Rewrite rewrite, int source) {
        if (rewrite.is(source, Keyword.VALUES)) {
            int past = rewrite.pastGroup(source + 1);
            return rewrite.text().part(source + 2, past - 1).splitAtCommas().size();
        }
        int end = source;
        while (end < rewrite.to()
                && !rewrite.is(end, Keyword.RETURNING)
                && !rewrite.is(end, TokenKind.RIGHT_PAREN)
                && !(rewrite.is(end, Keyword.ON) && rewrite.is(end + 1, Keyword.CONFLICT))) {
            end = rewrite.past(end);
        }
        return rewrite.context()
                .relations()
                .width(tables(rewrite, source) + text(rewrite, source, end));
    }

    /** The common table expressions that the query may read. */
    private static String tables(Rewrite rewrite, int source) {
        WithClause with = WithClause.of(rewrite.text()).orElse(null);
        if (with == null) {
            return "";
        }
        int end = with.verb();
        for (WithClause.Part part : with.parts()) {
            if (source < part.past()) {
                end = part.name() - 1;
                break;
            }
        }
        return end <= rewrite.from() + 1 ? "" : text(rewrite, rewrite.from(), end) + ' ';
    }

    private static String text(Rewrite rewrite, int from, int to) {
        return Rewriter.rewrite(rewrite.text().part(from, to), Leading.UNKNOWN, rewrite.context())
                .text();
    }
}
