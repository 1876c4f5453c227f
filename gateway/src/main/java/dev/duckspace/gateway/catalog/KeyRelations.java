package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import dev.duckspace.gateway.catalog.CatalogSnapshot.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** pg_index, pg_constraint. */
final class KeyRelations {
    private KeyRelations() {}

    static void indexes(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("indnullsnotdistinct", false)
                .usually("indisexclusion", false)
                .usually("indimmediate", true)
                .usually("indisclustered", false)
                .usually("indisvalid", true)
                .usually("indcheckxmin", false)
                .usually("indisready", true)
                .usually("indislive", true)
                .usually("indisreplident", false);
        for (IndexEntry entry : snapshot.indexes()) {
            List<Long> keys = new ArrayList<>();
            List<Long> collations = new ArrayList<>();
            List<Long> classes = new ArrayList<>();
            for (String item : entry.index().items()) {
                CatalogSnapshot.ColumnEntry column = snapshot.indexed(entry, item);
                long type = column == null ? 25 : column.type().oid();
                keys.add(column == null ? 0L : column.column().position());
                collations.add(BuiltInTypes.has(type) ? BuiltInTypes.ofOid(type).collation() : 0L);
                classes.add(OperatorClasses.ofType(type));
            }
            String expressions =
                    entry.index().items().stream()
                            .filter(item -> snapshot.indexed(entry, item) == null)
                            .collect(Collectors.joining(", "));
            rows.line()
                    .set("indexrelid", entry.oid())
                    .set("indrelid", entry.table())
                    .set("indnatts", keys.size())
                    .set("indnkeyatts", keys.size())
                    .set("indisunique", entry.index().unique())
                    .set("indisprimary", entry.primary())
                    .set("indkey", keys)
                    .set("indcollation", collations)
                    .set("indclass", classes)
                    .set("indoption", keys.stream().map(key -> 0L).toList())
                    .set("indexprs", expressions.isEmpty() ? null : expressions);
        }
    }

    static void constraints(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("condeferrable", false)
                .usually("condeferred", false)
                .usually("convalidated", true)
                .usually("contypid", 0)
                .usually("conparentid", 0)
                .usually("conislocal", true)
                .usually("coninhcount", 0);
        snapshot.domainChecks().forEach(check -> domainCheck(check, rows));
        for (Constraint constraint : snapshot.constraints()) {
            boolean foreign = constraint.key().kind() == 'f';
            boolean check = constraint.key().kind() == 'c';
            rows.line()
                    .set("oid", constraint.oid())
                    .set("conname", constraint.name())
                    .set("connamespace", snapshot.schemaOid(constraint.key().schema()))
                    .set("contype", String.valueOf(constraint.key().kind()))
                    .set("conrelid", constraint.relation())
                    .set("conindid", constraint.index())
                    .set("confrelid", constraint.referenced())
                    .set("confupdtype", foreign ? "a" : " ")
                    .set("confdeltype", foreign ? "a" : " ")
                    .set("confmatchtype", foreign ? "s" : " ")
                    .set("connoinherit", !check)
                    .set("conkey", constraint.key().positions())
                    .set("confkey", constraint.referencedPositions())
                    .set("conpfeqop", equalities(snapshot, constraint, true, false))
                    .set("conppeqop", equalities(snapshot, constraint, true, true))
                    .set("conffeqop", equalities(snapshot, constraint, false, false))
                    .set("conbin", check ? ExpressionText.ofCheck(constraint, snapshot) : null);
        }
    }

    private static void domainCheck(CatalogSnapshot.DomainCheck check, RelationRows rows) {
        rows.line()
                .set("oid", check.oid())
                .set("conname", check.check().name())
                .set("connamespace", check.schema())
                .set("contype", "c")
                .set("conrelid", 0)
                .set("contypid", check.domain())
                .set("conindid", 0)
                .set("confrelid", 0)
                .set("confupdtype", " ")
                .set("confdeltype", " ")
                .set("confmatchtype", " ")
                .set("connoinherit", false)
                .set("conbin", check.check().expression());
    }

    /**
     * The operators that compare a foreign key with what it refers to, itself, or that with itself.
     *
     * @param left whether the left side is the key that is referred to
     * @param right and the right side
     */
    private static @Nullable List<Long> equalities(
            CatalogSnapshot snapshot, Constraint constraint, boolean left, boolean right) {
        List<Integer> referenced = constraint.referencedPositions();
        if (referenced == null) {
            return null;
        }
        List<Long> foreign = types(snapshot, constraint.relation(), constraint.key().positions());
        List<Long> primary = types(snapshot, constraint.referenced(), referenced);
        List<Long> operators = new ArrayList<>();
        for (int i = 0; i < Math.min(foreign.size(), primary.size()); i++) {
            operators.add(
                    OperatorClasses.equality(
                            (left ? primary : foreign).get(i), (right ? primary : foreign).get(i)));
        }
        return operators;
    }

    private static List<Long> types(
            CatalogSnapshot snapshot, long relation, List<Integer> positions) {
        List<Long> types = new ArrayList<>();
        for (int position : positions) {
            for (CatalogSnapshot.ColumnEntry entry : snapshot.columnsOf(relation).values()) {
                if (entry.column().position() == position) {
                    types.add(entry.type().oid());
                }
            }
        }
        return types;
    }
}
