package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code LIKE source INCLUDING ..} in CREATE TABLE becomes the columns that it stands for. */
final class LikeClause {
    private static final Set<String> ALL =
            Set.of("comments", "constraints", "defaults", "generated", "identity", "indexes");

    private final Rewrite rewrite;
    private final SqlText element;
    private final Set<String> included = new HashSet<>();

    LikeClause(Rewrite rewrite, SqlText element) {
        this.rewrite = rewrite;
        this.element = element;
    }

    /**
     * @param made the name of the new table, as parts
     */
    void apply(List<String> made) {
        int name = element.from() + 1;
        List<String> source = Names.parts(rewrite, name);
        options(rewrite.pastName(name));
        Relations relations = rewrite.context().relations();
        if (relations == Relations.NONE) {
            return;
        }
        Optional<Table> table = relations.table(source);
        if (table.isEmpty()) {
            throw PgException.notSupported(
                    "LIKE is supported for tables of the workspace only",
                    "Use CREATE TABLE ... AS SELECT * FROM %s WITH NO DATA."
                            .formatted(String.join(".", source)));
        }
        rewrite.replace(element.from(), element.to(), String.join(", ", elements(table.get())));
        rewrite.later(now -> behind(now, table.get(), made));
    }

    private void options(int from) {
        for (int at = from; at + 1 < element.to(); at += 2) {
            boolean including = rewrite.is(at, Keyword.INCLUDING);
            String option = rewrite.tokens().text(at + 1).toLowerCase(Locale.ROOT);
            Set<String> named = option.equals("all") ? ALL : Set.of(option);
            if (including) {
                included.addAll(named);
            } else {
                included.removeAll(named);
            }
        }
    }

    private List<String> elements(Table table) {
        List<String> elements = new ArrayList<>();
        for (Column column : table.columns()) {
            boolean expression = included.contains(column.generated() ? "generated" : "defaults");
            boolean drawn = column.expression() != null && column.expression().contains("nextval(");
            boolean kept = expression || (drawn && included.contains("identity"));
            elements.add(
                    TableDraft.definition(
                            new Column(
                                    column.name(),
                                    column.type(),
                                    kept ? column.expression() : null,
                                    column.notNull(),
                                    kept && column.generated(),
                                    null)));
        }
        for (Constraint constraint : table.constraints()) {
            boolean check = constraint.kind() == ConstraintKind.CHECK;
            boolean wanted =
                    check
                            ? included.contains("constraints")
                            : TableFamily.isKey(constraint) && included.contains("indexes");
            if (wanted) {
                elements.add(constraint.text());
            }
        }
        return elements;
    }

    private List<String> behind(Relations relations, Table source, List<String> made) {
        Relation relation = relations.find(made).orElseThrow();
        List<String> statements = new ArrayList<>();
        if (included.contains("indexes")) {
            for (Index index : source.indexes()) {
                String name =
                        IndexNames.free(relations, relation, IndexNames.of(relation.name(), index));
                statements.add(TableFamily.indexOn(index.named(name), relation));
            }
        }
        if (included.contains("comments")) {
            for (Column column : source.columns()) {
                if (column.comment() != null) {
                    statements.add(
                            "COMMENT ON COLUMN %s.%s IS %s"
                                    .formatted(
                                            relation.quoted(),
                                            Literals.quoteIdentifier(column.name()),
                                            Literals.quote(column.comment())));
                }
            }
        }
        return statements;
    }
}
