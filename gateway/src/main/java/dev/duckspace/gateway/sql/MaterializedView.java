package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that keeps the rows of a query. The query stands in the table's comment, before the
 * user's own text: catalog.KeptQuery reads it too.
 *
 * @param populated false for one made WITH NO DATA, which has its rows all the same
 * @param remark empty for no comment of the user's
 */
record MaterializedView(Relation relation, boolean populated, String query, String remark) {
    private static final String PART = "\u001F";
    private static final String MARK = "pg_matview" + PART;
    private static final String POPULATED = "t";

    /** Empty for any other table. */
    static Optional<MaterializedView> of(Table table) {
        String comment = table.comment();
        return comment == null || !comment.startsWith(MARK)
                ? Optional.empty()
                : Optional.of(
                        new MaterializedView(
                                table.relation(),
                                comment.startsWith(POPULATED, MARK.length()),
                                comment.substring(MARK.length() + 1, comment.lastIndexOf(PART)),
                                comment.substring(comment.lastIndexOf(PART) + 1)));
    }

    static Optional<MaterializedView> find(Rewrite rewrite, int name) {
        return rewrite.context()
                .relations()
                .table(Names.parts(rewrite, name))
                .flatMap(MaterializedView::of);
    }

    /** The comment that makes a table one, as a literal. */
    static String comment(boolean populated, String query, String remark) {
        return Literals.quote(MARK + (populated ? POPULATED : "f") + query + PART + remark);
    }

    /** INSERT, UPDATE, DELETE and their like do not change one. */
    static void requireNone(Rewrite rewrite, int name) {
        if (isOne(rewrite, name)) {
            throw new PgException(
                    SqlState.WRONG_OBJECT_TYPE,
                    "cannot change materialized view \"%s\""
                            .formatted(Names.parts(rewrite, name).getLast()));
        }
    }

    /** What takes tables takes none of these. */
    static void requireTable(Rewrite rewrite, int name, @Nullable String hint) {
        if (isOne(rewrite, name)) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.WRONG_OBJECT_TYPE,
                                    "\"%s\" is not a table"
                                            .formatted(Names.parts(rewrite, name).getLast()))
                            .withHint(hint));
        }
    }

    private static boolean isOne(Rewrite rewrite, int name) {
        if (!rewrite.isName(name)) {
            return false;
        }
        List<List<String>> known = rewrite.context().relations().materialized();
        if (known.isEmpty()) {
            return false;
        }
        List<String> parts = Names.parts(rewrite, name);
        return known.stream().anyMatch(each -> each.getLast().equals(parts.getLast()))
                && find(rewrite, name).isPresent();
    }
}
