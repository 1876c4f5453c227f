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
            if (routine.given().isPresent()) {
                function(snapshot, owner, rows, routine, routine.given().get());
                continue;
            }
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

    private static void function(
            CatalogSnapshot snapshot,
            CatalogOwner owner,
            RelationRows rows,
            CatalogObjects.Routine routine,
            GivenFunction given) {
        List<Long> types = GivenRoutineTexts.types(given, snapshot);
        boolean named = given.names().stream().anyMatch(name -> !name.isEmpty());
        List<String> names = new ArrayList<>(given.names());
        List<Long> all = new ArrayList<>(types);
        List<String> modes = new ArrayList<>(types.stream().map(_ -> "i").toList());
        for (String column : given.columns()) {
            names.add(GivenRoutineTexts.name(column));
            all.add(GivenFunction.oid(GivenRoutineTexts.type(column), snapshot));
            modes.add("t");
        }
        boolean table = !given.columns().isEmpty();
        rows.line()
                .set("oid", snapshot.routineOid(routine))
                .set("proname", routine.name())
                .set("pronamespace", snapshot.schemaOid(routine.schema()))
                .set("proowner", owner.oid())
                .set("prorows", given.set() ? 1000.0 : 0.0)
                .set("proretset", given.set())
                .set("proisstrict", given.strict())
                .set("provolatile", given.volatility())
                .set("proparallel", given.parallel())
                .set("pronargs", types.size())
                .set(
                        "pronargdefaults",
                        (int) given.defaults().stream().filter(d -> !d.isEmpty()).count())
                .set("prorettype", GivenRoutineTexts.result(given, snapshot))
                .set("proargtypes", types)
                .set("proallargtypes", table ? all : null)
                .set("proargmodes", table ? modes : null)
                .set("proargnames", named || table ? names : null)
                .set("prosrc", given.expression() ? "" : given.source());
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
