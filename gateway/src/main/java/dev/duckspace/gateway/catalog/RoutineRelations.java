package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.List;

/** pg_proc: PostgreSQL's functions, and the user's macros as functions in SQL; pg_authid. */
final class RoutineRelations {
    private static final long SQL = 14;
    private static final long ANY = 2276;
    private static final long RECORD = 2249;

    private RoutineRelations() {}

    static void routines(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.usually("prolang", SQL)
                .usually("procost", 100.0)
                .usually("provariadic", 0)
                .usually("prosupport", 0)
                .usually("prokind", "f")
                .usually("prosecdef", false)
                .usually("proleakproof", false)
                .usually("proisstrict", false)
                .usually("provolatile", "v")
                .usually("proparallel", "u")
                .usually("pronargdefaults", 0);
        for (CatalogObjects.Routine routine : snapshot.objects().routines()) {
            List<Long> types = new ArrayList<>();
            for (int i = 0; i < routine.parameters().size(); i++) {
                String type = i < routine.types().size() ? routine.types().get(i) : "";
                types.add(type.isEmpty() ? ANY : snapshot.type(type).oid());
            }
            rows.line()
                    .set("oid", snapshot.routineOid(routine))
                    .set("proname", routine.name())
                    .set("pronamespace", snapshot.schemaOid(routine.schema()))
                    .set("proowner", owner.oid())
                    .set("prorows", routine.table() ? 1000.0 : 0.0)
                    .set("proretset", routine.table())
                    .set("pronargs", types.size())
                    .set("prorettype", routine.table() ? RECORD : ANY)
                    .set("proargtypes", types)
                    .set("proargnames", types.isEmpty() ? null : routine.parameters())
                    .set("prosrc", routine.body());
        }
    }

    static void roles(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows) {
        rows.line()
                .set("oid", owner.oid())
                .set("rolname", owner.user())
                .set("rolsuper", false)
                .set("rolinherit", true)
                .set("rolcreaterole", false)
                .set("rolcreatedb", false)
                .set("rolcanlogin", true)
                .set("rolreplication", false)
                .set("rolbypassrls", false)
                .set("rolconnlimit", -1);
    }
}
