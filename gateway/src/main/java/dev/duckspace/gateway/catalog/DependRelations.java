package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.ColumnEntry;
import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import dev.duckspace.gateway.catalog.CatalogSnapshot.IndexEntry;
import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** pg_depend, as far as tools read it, and pg_rewrite. */
final class DependRelations {
    private static final long ATTRDEF = 2604;
    private static final long CONSTRAINT = 2606;
    private static final long REWRITE = 2618;

    private static final Pattern SEQUENCE =
            Pattern.compile("nextval\\('((?:[^']|'')+)'(?:::regclass|::VARCHAR)?\\)");
    private static final Pattern SOURCE =
            Pattern.compile(
                    "(?:FROM|JOIN|,)\\s+\\(*((?:\"(?:[^\"]|\"\")+\"|\\w+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|\\w+)){0,2})");

    private DependRelations() {}

    static void dependencies(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("objsubid", 0).usually("refobjsubid", 0);
        Map<String, RelationEntry> byName = new HashMap<>();
        for (RelationEntry entry : snapshot.entries()) {
            byName.put(entry.schema() + '.' + entry.name(), entry);
            add(
                    rows,
                    TableRelations.CLASS,
                    entry.oid(),
                    TableRelations.NAMESPACE,
                    entry.schemaOid(),
                    0,
                    "n");
            if (entry.rowType() != 0) {
                add(
                        rows,
                        TableRelations.TYPE,
                        entry.rowType(),
                        TableRelations.CLASS,
                        entry.oid(),
                        0,
                        "i");
            }
        }
        snapshot.columns().forEach(column -> defaults(column, byName, rows));
        snapshot.constraints().forEach(constraint -> constraint(constraint, rows));
        snapshot.indexes().forEach(index -> index(snapshot, index, rows));
        for (RelationEntry entry : snapshot.entries()) {
            if (entry.kind() == 'v') {
                view(snapshot, entry, byName, rows);
            }
        }
    }

    private static void add(
            RelationRows rows,
            long relation,
            long object,
            long refRelation,
            long refObject,
            int refPart,
            String type) {
        rows.line()
                .set("classid", relation)
                .set("objid", object)
                .set("refclassid", refRelation)
                .set("refobjid", refObject)
                .set("refobjsubid", refPart)
                .set("deptype", type);
    }

    private static void defaults(
            ColumnEntry entry, Map<String, RelationEntry> byName, RelationRows rows) {
        int place = entry.column().position();
        RelationEntry sequence = sequenceOf(entry, byName);
        if (sequence != null && !entry.column().identity().isEmpty()) {
            add(
                    rows,
                    TableRelations.CLASS,
                    sequence.oid(),
                    TableRelations.CLASS,
                    entry.relation(),
                    place,
                    "i");
        }
        if (entry.column().expression() == null) {
            return;
        }
        add(rows, ATTRDEF, entry.defaultOid(), TableRelations.CLASS, entry.relation(), place, "a");
        if (sequence != null) {
            add(rows, ATTRDEF, entry.defaultOid(), TableRelations.CLASS, sequence.oid(), 0, "n");
            if (isOwned(entry, sequence)) {
                add(
                        rows,
                        TableRelations.CLASS,
                        sequence.oid(),
                        TableRelations.CLASS,
                        entry.relation(),
                        place,
                        "a");
            }
        }
    }

    private static @Nullable RelationEntry sequenceOf(
            ColumnEntry entry, Map<String, RelationEntry> byName) {
        String text = entry.column().defaultText();
        Matcher call = SEQUENCE.matcher(text == null ? "" : text);
        if (!call.find()) {
            return null;
        }
        List<String> parts = QualifiedName.parts(call.group(1).replace("''", "'"));
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : entry.column().schema();
        return byName.get(schema + '.' + parts.getLast());
    }

    /** A serial column's sequence has the name that it gets by itself. */
    private static boolean isOwned(ColumnEntry entry, RelationEntry sequence) {
        String start = entry.column().relation() + '_' + entry.column().name() + "_seq";
        return sequence.schema().equals(entry.column().schema())
                && sequence.name().startsWith(start)
                && sequence.name().substring(start.length()).matches("\\d*");
    }

    private static void constraint(Constraint constraint, RelationRows rows) {
        for (int place : constraint.key().positions()) {
            add(
                    rows,
                    CONSTRAINT,
                    constraint.oid(),
                    TableRelations.CLASS,
                    constraint.relation(),
                    place,
                    "a");
            if (constraint.key().kind() == 'c') {
                add(
                        rows,
                        CONSTRAINT,
                        constraint.oid(),
                        TableRelations.CLASS,
                        constraint.relation(),
                        place,
                        "n");
            }
        }
        if (constraint.key().kind() == 'f') {
            add(
                    rows,
                    CONSTRAINT,
                    constraint.oid(),
                    TableRelations.CLASS,
                    constraint.index(),
                    0,
                    "n");
            if (constraint.referencedPositions() != null) {
                for (int place : constraint.referencedPositions()) {
                    add(
                            rows,
                            CONSTRAINT,
                            constraint.oid(),
                            TableRelations.CLASS,
                            constraint.referenced(),
                            place,
                            "n");
                }
            }
        } else if (constraint.key().kind() != 'c') {
            add(
                    rows,
                    TableRelations.CLASS,
                    constraint.index(),
                    CONSTRAINT,
                    constraint.oid(),
                    0,
                    "i");
        }
    }

    private static void index(CatalogSnapshot snapshot, IndexEntry index, RelationRows rows) {
        if (index.constraint()) {
            return;
        }
        for (String item : index.index().items()) {
            ColumnEntry column = snapshot.indexed(index, item);
            int place = column == null ? 0 : column.column().position();
            add(
                    rows,
                    TableRelations.CLASS,
                    index.oid(),
                    TableRelations.CLASS,
                    index.table(),
                    place,
                    "a");
        }
    }

    private static void view(
            CatalogSnapshot snapshot,
            RelationEntry view,
            Map<String, RelationEntry> byName,
            RelationRows rows) {
        long rule = ruleOid(snapshot, view);
        add(rows, REWRITE, rule, TableRelations.CLASS, view.oid(), 0, "i");
        add(rows, REWRITE, rule, TableRelations.CLASS, view.oid(), 0, "n");
        Set<Long> seen = new HashSet<>();
        Matcher source = SOURCE.matcher(ViewText.of(view.definition()));
        while (source.find()) {
            List<String> parts = QualifiedName.parts(source.group(1));
            String name = parts.getLast();
            String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : view.schema();
            RelationEntry found = byName.get(schema + '.' + name);
            if (found == null) {
                found = byName.get("public." + name);
            }
            if (found != null && found.rowType() != 0 && seen.add(found.oid())) {
                for (ColumnEntry column : snapshot.columnsOf(found.oid()).values()) {
                    if (view.definition().contains(column.column().name())) {
                        add(
                                rows,
                                REWRITE,
                                rule,
                                TableRelations.CLASS,
                                found.oid(),
                                column.column().position(),
                                "n");
                    }
                }
            }
        }
    }

    private static long ruleOid(CatalogSnapshot snapshot, RelationEntry view) {
        return snapshot.idOf("rule", view.schema() + '.' + view.name());
    }

    static void rules(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        for (RelationEntry entry : snapshot.entries()) {
            if (entry.kind() == 'v') {
                rows.line()
                        .set("oid", ruleOid(snapshot, entry))
                        .set("rulename", "_RETURN")
                        .set("ev_class", entry.oid())
                        .set("ev_type", "1")
                        .set("ev_enabled", "O")
                        .set("is_instead", true)
                        .set("ev_qual", "<>")
                        .set("ev_action", "<>");
            }
        }
    }
}
