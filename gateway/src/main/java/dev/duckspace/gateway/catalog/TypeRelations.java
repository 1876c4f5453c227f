package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogObjects.UserType;
import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;

/** pg_type, pg_enum. */
final class TypeRelations {
    private static final long ARRAY_SUBSCRIPT = 6179;
    private static final long ARRAY_ANALYZE = 3816;

    private TypeRelations() {}

    static void types(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("typispreferred", false)
                .usually("typisdefined", true)
                .usually("typdelim", ",")
                .usually("typrelid", 0)
                .usually("typsubscript", 0)
                .usually("typelem", 0)
                .usually("typarray", 0)
                .usually("typmodin", 0)
                .usually("typmodout", 0)
                .usually("typanalyze", 0)
                .usually("typnotnull", false)
                .usually("typbasetype", 0)
                .usually("typtypmod", -1)
                .usually("typndims", 0)
                .usually("typcollation", 0);
        for (UserType type : snapshot.enums()) {
            long oid = snapshot.typeOid(type);
            long array = snapshot.arrayTypeOid(type);
            long schema = snapshot.schemaOid(type.schema());
            rows.line()
                    .set("oid", oid)
                    .set("typname", type.name())
                    .set("typnamespace", schema)
                    .set("typowner", owner.oid())
                    .set("typlen", 4)
                    .set("typbyval", true)
                    .set("typtype", "e")
                    .set("typcategory", "E")
                    .set("typarray", array)
                    .set("typinput", 3504)
                    .set("typoutput", 3505)
                    .set("typreceive", 3532)
                    .set("typsend", 3533)
                    .set("typalign", "i")
                    .set("typstorage", "p");
            array(rows, array, "_" + type.name(), schema, owner.oid(), oid, "i");
        }
        for (UserType type : snapshot.userTypes()) {
            GivenDomain domain = type.domain();
            if (domain != null) {
                domain(snapshot, type, domain, owner.oid(), rows);
            }
        }
        for (UserType type : snapshot.composites()) {
            rowType(
                    rows,
                    new RowType(
                            snapshot.typeOid(type),
                            snapshot.arrayTypeOid(type),
                            snapshot.compositeOid(type),
                            type.name(),
                            snapshot.schemaOid(type.schema())),
                    owner.oid());
        }
        for (RelationEntry entry : snapshot.entries()) {
            if (entry.rowType() != 0) {
                rowType(
                        rows,
                        new RowType(
                                entry.rowType(),
                                entry.arrayType(),
                                entry.oid(),
                                entry.name(),
                                entry.schemaOid()),
                        owner.of(entry.project()));
            }
        }
    }

    /** Read by the function of all domains, written by that of its base. */
    private static void domain(
            CatalogSnapshot snapshot,
            UserType type,
            GivenDomain domain,
            long owner,
            RelationRows rows) {
        BuiltInTypes.Facts base = BuiltInTypes.ofOid(domain.baseOid());
        long oid = snapshot.typeOid(type);
        long array = snapshot.arrayTypeOid(type);
        long schema = snapshot.schemaOid(type.schema());
        rows.line()
                .set("oid", oid)
                .set("typname", type.name())
                .set("typnamespace", schema)
                .set("typowner", owner)
                .set("typlen", base.length())
                .set("typbyval", base.byValue())
                .set("typtype", "d")
                .set("typcategory", String.valueOf(base.category()))
                .set("typarray", array)
                .set("typinput", 2597)
                .set("typoutput", base.output())
                .set("typreceive", 2598)
                .set("typsend", base.send())
                .set("typalign", base.align())
                .set("typstorage", base.storage())
                .set("typnotnull", domain.notNull())
                .set("typbasetype", base.oid())
                .set("typtypmod", domain.modifier())
                .set("typcollation", base.collation())
                .set("typdefaultbin", domain.otherwise())
                .set("typdefault", domain.otherwise());
        array(rows, array, "_" + type.name(), schema, owner, oid, base.align());
    }

    private record RowType(long oid, long array, long relation, String name, long schema) {}

    private static void array(
            RelationRows rows,
            long oid,
            String name,
            long schema,
            long owner,
            long element,
            String align) {
        rows.line()
                .set("oid", oid)
                .set("typname", name)
                .set("typnamespace", schema)
                .set("typowner", owner)
                .set("typlen", -1)
                .set("typbyval", false)
                .set("typtype", "b")
                .set("typcategory", "A")
                .set("typsubscript", ARRAY_SUBSCRIPT)
                .set("typelem", element)
                .set("typinput", 750)
                .set("typoutput", 751)
                .set("typreceive", 2400)
                .set("typsend", 2401)
                .set("typanalyze", ARRAY_ANALYZE)
                .set("typalign", align)
                .set("typstorage", "x");
    }

    private static void rowType(RelationRows rows, RowType type, long owner) {
        rows.line()
                .set("oid", type.oid())
                .set("typname", type.name())
                .set("typnamespace", type.schema())
                .set("typowner", owner)
                .set("typlen", -1)
                .set("typbyval", false)
                .set("typtype", "c")
                .set("typcategory", "C")
                .set("typrelid", type.relation())
                .set("typarray", type.array())
                .set("typinput", 2290)
                .set("typoutput", 2291)
                .set("typreceive", 2402)
                .set("typsend", 2403)
                .set("typalign", "d")
                .set("typstorage", "x");
        array(rows, type.array(), "_" + type.name(), type.schema(), owner, type.oid(), "d");
    }

    static void enums(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        for (UserType type : snapshot.enums()) {
            for (int i = 0; i < type.labels().size(); i++) {
                String label = type.labels().get(i);
                rows.line()
                        .set(
                                "oid",
                                snapshot.idOf(
                                        "label", type.schema() + '.' + type.name() + ' ' + label))
                        .set("enumtypid", snapshot.typeOid(type))
                        .set("enumsortorder", i + 1)
                        .set("enumlabel", label);
            }
        }
    }
}
