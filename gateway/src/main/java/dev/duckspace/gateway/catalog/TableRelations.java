package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** pg_namespace, pg_class, pg_attribute, pg_attrdef, pg_description. */
final class TableRelations {
    static final long CLASS = 1259;
    static final long NAMESPACE = 2615;
    static final long TYPE = 1247;
    private static final long PROC = 1255;

    /** The columns of every sequence. */
    private static final List<SequenceColumn> SEQUENCE_COLUMNS =
            List.of(
                    new SequenceColumn("last_value", 20, 8, "d"),
                    new SequenceColumn("log_cnt", 20, 8, "d"),
                    new SequenceColumn("is_called", 16, 1, "c"));

    private record SequenceColumn(String name, long type, int length, String align) {}

    private TableRelations() {}

    static void namespaces(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        Set<String> project = snapshot.projectSchemas();
        for (CatalogObjects.Schema schema : snapshot.schemas()) {
            long oid = snapshot.schemaOid(schema.name());
            if (oid == CatalogSnapshot.PUBLIC) {
                continue;
            }
            boolean ofProject = project.contains(schema.name());
            rows.line()
                    .set("oid", oid)
                    .set("nspname", schema.name())
                    .set("nspowner", owner.of(ofProject))
                    .set("nspacl", owner.schemaPrivileges(ofProject));
        }
    }

    static void classes(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("reloftype", 0)
                .usually("reltablespace", 0)
                .usually("relallvisible", 0)
                .usually("reltoastrelid", 0)
                .usually("relisshared", false)
                .usually("relhassubclass", false)
                .usually("relrowsecurity", false)
                .usually("relforcerowsecurity", false)
                .usually("relispopulated", true)
                .usually("relispartition", false)
                .usually("relrewrite", 0);
        Set<Long> ofForeignKeys = ofForeignKeys(snapshot);
        for (RelationEntry entry : snapshot.entries()) {
            char kind = entry.kind();
            rows.line()
                    .set("oid", entry.oid())
                    .set("relname", entry.name())
                    .set("relnamespace", entry.schemaOid())
                    .set("reltype", entry.rowType())
                    .set("relowner", owner.of(entry.project()))
                    .set("relam", entry.hasRows() ? 2 : kind == 'i' ? 403 : 0)
                    .set("relfilenode", kind == 'v' ? 0 : entry.oid())
                    .set("relpages", pages(entry))
                    .set("reltuples", kind == 'v' ? -1 : entry.rows())
                    .set("relhasindex", entry.indexed())
                    .set("relpersistence", entry.temporary() ? "t" : "p")
                    .set("relkind", String.valueOf(kind))
                    .set("relnatts", entry.columns())
                    .set("relchecks", entry.checks())
                    .set("relhasrules", kind == 'v' || kind == 'm')
                    .set("relhastriggers", ofForeignKeys.contains(entry.oid()))
                    .set("relreplident", entry.hasRows() ? "d" : "n")
                    .set("relfrozenxid", entry.hasRows() ? 3 : 0)
                    .set("relminmxid", entry.hasRows() ? 1 : 0)
                    .set("relacl", owner.tablePrivileges(entry.project()));
        }
        snapshot.composites().forEach(type -> composite(snapshot, owner, type, rows));
    }

    private static void composite(
            CatalogSnapshot snapshot,
            CatalogOwner owner,
            CatalogObjects.UserType type,
            RelationRows rows) {
        rows.line()
                .set("oid", snapshot.compositeOid(type))
                .set("relname", type.name())
                .set("relnamespace", snapshot.schemaOid(type.schema()))
                .set("reltype", snapshot.typeOid(type))
                .set("relowner", owner.oid())
                .set("relam", 0)
                .set("relfilenode", 0)
                .set("relpages", 0)
                .set("reltuples", 0)
                .set("relhasindex", false)
                .set("relpersistence", "p")
                .set("relkind", "c")
                .set("relnatts", Composites.attributes(type, snapshot.types()).size())
                .set("relchecks", 0)
                .set("relhasrules", false)
                .set("relhastriggers", false)
                .set("relreplident", "n")
                .set("relfrozenxid", 0)
                .set("relminmxid", 0);
    }

    private static void compositeAttributes(
            CatalogSnapshot snapshot, CatalogObjects.UserType type, RelationRows rows) {
        int place = 0;
        for (Composites.Attribute each : Composites.attributes(type, snapshot.types())) {
            rows.line()
                    .set("attrelid", snapshot.compositeOid(type))
                    .set("attname", each.name())
                    .set("attnum", ++place);
            type(rows, each.type());
        }
    }

    /** PostgreSQL keeps them by triggers on both tables. */
    private static Set<Long> ofForeignKeys(CatalogSnapshot snapshot) {
        Set<Long> tables = new HashSet<>();
        for (CatalogSnapshot.Constraint constraint : snapshot.constraints()) {
            if (constraint.key().kind() == 'f') {
                tables.add(constraint.relation());
                tables.add(constraint.referenced());
            }
        }
        return tables;
    }

    private static long pages(RelationEntry entry) {
        return switch (entry.kind()) {
            case 'S', 'i' -> 1;
            case 'r', 'm' -> ObjectSizes.pages(entry);
            default -> 0;
        };
    }

    static void attributes(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("attstattarget", -1)
                .usually("attndims", 0)
                .usually("attcacheoff", -1)
                .usually("atttypmod", -1)
                .usually("attcompression", "")
                .usually("attnotnull", false)
                .usually("atthasdef", false)
                .usually("atthasmissing", false)
                .usually("attidentity", "")
                .usually("attgenerated", "")
                .usually("attisdropped", false)
                .usually("attislocal", true)
                .usually("attinhcount", 0);
        for (CatalogSnapshot.ColumnEntry entry : snapshot.columns()) {
            CatalogObjects.Column column = entry.column();
            rows.line()
                    .set("attrelid", entry.relation())
                    .set("attname", column.name())
                    .set("attnum", column.position())
                    .set("attnotnull", column.notNull())
                    .set("atthasdef", column.expression() != null)
                    .set("attidentity", column.identity())
                    .set("attgenerated", column.generated() ? "s" : "");
            type(rows, entry.type());
            domain(rows, entry);
        }
        snapshot.composites().forEach(type -> compositeAttributes(snapshot, type, rows));
        for (CatalogSnapshot.IndexEntry index : snapshot.indexes()) {
            indexAttributes(snapshot, index, rows);
        }
        for (RelationEntry entry : snapshot.entries()) {
            if (entry.kind() == 'S') {
                sequenceAttributes(entry, rows);
            }
        }
    }

    /** A column of a domain is stored as its base type is. */
    private static void domain(RelationRows rows, CatalogSnapshot.ColumnEntry column) {
        if (column.domain() != 0) {
            rows.set("atttypid", column.domain()).set("atttypmod", -1);
        }
    }

    private static void type(RelationRows rows, ColumnTypes.ColumnType type) {
        rows.set("atttypid", type.oid())
                .set("atttypmod", type.modifier())
                .set("attndims", type.dimensions());
        boolean array = type.dimensions() > 0;
        if (BuiltInTypes.has(type.oid())) {
            BuiltInTypes.Facts facts = BuiltInTypes.ofOid(type.oid());
            rows.set("attlen", facts.length())
                    .set("attbyval", facts.byValue())
                    .set("attalign", facts.align())
                    .set("attstorage", facts.storage())
                    .set("attcollation", facts.collation());
        } else {
            rows.set("attlen", array ? -1 : 4)
                    .set("attbyval", !array)
                    .set("attalign", "i")
                    .set("attstorage", array ? "x" : "p")
                    .set("attcollation", 0);
        }
    }

    private static void indexAttributes(
            CatalogSnapshot snapshot, CatalogSnapshot.IndexEntry index, RelationRows rows) {
        int place = 0;
        int expressions = 0;
        for (String item : index.index().items()) {
            CatalogSnapshot.ColumnEntry column = snapshot.indexed(index, item);
            rows.line().set("attrelid", index.oid()).set("attnum", ++place);
            if (column == null) {
                rows.set("attname", expressionName(item, expressions++));
                type(rows, new ColumnTypes.ColumnType(25, -1, 0));
            } else {
                rows.set("attname", column.column().name());
                type(rows, column.type());
                domain(rows, column);
            }
        }
    }

    /** As PostgreSQL names an index's column that is no column: by its function, or expr. */
    private static String expressionName(String item, int before) {
        java.util.regex.Matcher call =
                java.util.regex.Pattern.compile("^\\((\\w+)\\(.*\\)\\)$").matcher(item);
        String name = call.matches() ? call.group(1) : "expr";
        return before == 0 ? name : name + before;
    }

    private static void sequenceAttributes(RelationEntry entry, RelationRows rows) {
        int place = 0;
        for (SequenceColumn column : SEQUENCE_COLUMNS) {
            rows.line()
                    .set("attrelid", entry.oid())
                    .set("attname", column.name())
                    .set("attnum", ++place)
                    .set("atttypid", column.type())
                    .set("attlen", column.length())
                    .set("attbyval", true)
                    .set("attalign", column.align())
                    .set("attstorage", "p")
                    .set("attnotnull", true)
                    .set("attcollation", 0);
        }
    }

    static void defaults(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        for (CatalogSnapshot.ColumnEntry entry : snapshot.columns()) {
            String text = entry.column().expression();
            if (text != null) {
                rows.line()
                        .set("oid", entry.defaultOid())
                        .set("adrelid", entry.relation())
                        .set("adnum", entry.column().position())
                        .set("adbin", ExpressionText.ofDefault(text, entry, snapshot));
            }
        }
    }

    static void descriptions(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("objsubid", 0);
        for (RelationEntry entry : snapshot.entries()) {
            describe(rows, entry.oid(), CLASS, 0, entry.comment());
        }
        for (CatalogSnapshot.ColumnEntry entry : snapshot.columns()) {
            describe(
                    rows,
                    entry.relation(),
                    CLASS,
                    entry.column().position(),
                    entry.column().comment());
        }
        for (CatalogObjects.Schema schema : snapshot.schemas()) {
            describe(rows, snapshot.schemaOid(schema.name()), NAMESPACE, 0, schema.comment());
        }
        for (CatalogObjects.UserType type : snapshot.objects().types()) {
            describe(rows, snapshot.typeOid(type), TYPE, 0, type.comment());
        }
        for (CatalogObjects.Routine routine : snapshot.objects().routines()) {
            describe(rows, snapshot.routineOid(routine), PROC, 0, routine.remark());
        }
    }

    private static void describe(
            RelationRows rows,
            long object,
            long relation,
            int part,
            @org.jspecify.annotations.Nullable String comment) {
        if (comment != null) {
            rows.line()
                    .set("objoid", object)
                    .set("classoid", relation)
                    .set("objsubid", part)
                    .set("description", comment);
        }
    }
}
