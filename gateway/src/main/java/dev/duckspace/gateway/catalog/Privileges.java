package dev.duckspace.gateway.catalog;

import static dev.duckspace.gateway.catalog.CatalogNames.SYSTEM_SCHEMA;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code has_table_privilege} and its family: who may do what with an object. */
final class Privileges {
    private static final EngineType OID = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType BOOL = new EngineType.Scalar(TypeId.BOOLEAN);
    private static final List<EngineType> NAMES = List.of(TEXT, OID);
    private static final String GRANT_OPTION = " WITH GRANT OPTION";

    private static final Set<String> OF_TABLES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER");
    private static final Set<String> OF_COLUMNS =
            Set.of("SELECT", "INSERT", "UPDATE", "REFERENCES");
    private static final Set<String> USAGE = Set.of("USAGE");

    /** A role that is asked about. */
    record Role(long oid, boolean everyone) {
        boolean isSuperuser() {
            return oid == CatalogOwner.SYSTEM;
        }

        boolean owns(CatalogView view, boolean project) {
            return isSuperuser() || (!everyone && !project && oid == view.owner().oid());
        }
    }

    /** The object that an argument means: null for an OID of nothing, an error for a name. */
    @FunctionalInterface
    private interface Finder {
        @Nullable Long find(CatalogView view, Row row, int argument);
    }

    /** Whether a role holds one privilege on an object. */
    @FunctionalInterface
    private interface Holder {
        boolean holds(CatalogView view, Role role, long object, String privilege);
    }

    private Privileges() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        family(all, "has_table_privilege", OF_TABLES, relation(), Privileges::ofTable);
        family(all, "has_any_column_privilege", OF_COLUMNS, relation(), Privileges::ofTable);
        family(
                all,
                "has_sequence_privilege",
                Set.of("USAGE", "SELECT", "UPDATE"),
                Privileges::sequence,
                (view, role, object, privilege) -> ofTable(view, role, object, "UPDATE"));
        family(
                all,
                "has_schema_privilege",
                Set.of("CREATE", "USAGE"),
                named(Reference.REGNAMESPACE),
                Privileges::ofSchema);
        family(
                all,
                "has_database_privilege",
                Set.of("CREATE", "TEMPORARY", "TEMP", "CONNECT"),
                Privileges::database,
                (view, role, object, privilege) ->
                        role.owns(view, false) || !privilege.equals("CREATE"));
        family(
                all,
                "has_function_privilege",
                Set.of("EXECUTE"),
                Privileges::routine,
                Privileges::ofRoutine);
        family(all, "has_type_privilege", USAGE, named(Reference.REGTYPE), (v, r, o, p) -> true);
        family(
                all,
                "has_language_privilege",
                USAGE,
                fixed("pg_language", "language"),
                (view, role, object, privilege) ->
                        role.isSuperuser()
                                || Boolean.TRUE.equals(
                                        value("pg_language", object, "lanpltrusted")));
        family(
                all,
                "has_tablespace_privilege",
                Set.of("CREATE"),
                fixed("pg_tablespace", "tablespace"),
                (view, role, object, privilege) -> role.isSuperuser());
        family(
                all,
                "has_foreign_data_wrapper_privilege",
                USAGE,
                fixed("pg_foreign_data_wrapper", "foreign-data wrapper"),
                (view, role, object, privilege) -> false);
        family(
                all,
                "has_server_privilege",
                USAGE,
                fixed("pg_foreign_server", "server"),
                (view, role, object, privilege) -> false);
        columns(all);
        family(
                all,
                "pg_has_role",
                Set.of("MEMBER", "USAGE", "MEMBER WITH ADMIN OPTION", "USAGE WITH ADMIN OPTION"),
                named(Reference.REGROLE),
                (view, role, object, privilege) ->
                        role.isSuperuser()
                                || (role.oid() == object && !privilege.endsWith("OPTION")));
        return all;
    }

    private static void family(
            List<ScalarFunction> all,
            String name,
            Set<String> words,
            Finder finder,
            Holder holder) {
        for (EngineType object : NAMES) {
            all.add(
                    CatalogFunctions.function(
                            name,
                            BOOL,
                            (view, row) -> answer(view, row, 0, words, finder, holder),
                            object,
                            TEXT));
            for (EngineType role : NAMES) {
                all.add(
                        CatalogFunctions.function(
                                name,
                                BOOL,
                                (view, row) -> answer(view, row, 1, words, finder, holder),
                                role,
                                object,
                                TEXT));
            }
        }
    }

    private static @Nullable Boolean answer(
            CatalogView view,
            Row row,
            int object,
            Set<String> words,
            Finder finder,
            Holder holder) {
        Role role = object == 0 ? current(view) : role(view, row);
        Long found = finder.find(view, row, object);
        List<String> asked = privileges(row.text(object + 1), words);
        return found == null
                ? null
                : (Boolean) asked.stream().anyMatch(each -> holder.holds(view, role, found, each));
    }

    private static void columns(List<ScalarFunction> all) {
        for (EngineType table : NAMES) {
            for (EngineType column : NAMES) {
                all.add(
                        CatalogFunctions.function(
                                "has_column_privilege",
                                BOOL,
                                (view, row) -> ofColumn(view, row, 0),
                                table,
                                column,
                                TEXT));
                for (EngineType role : NAMES) {
                    all.add(
                            CatalogFunctions.function(
                                    "has_column_privilege",
                                    BOOL,
                                    (view, row) -> ofColumn(view, row, 1),
                                    role,
                                    table,
                                    column,
                                    TEXT));
                }
            }
        }
    }

    private static @Nullable Boolean ofColumn(CatalogView view, Row row, int table) {
        Role role = table == 0 ? current(view) : role(view, row);
        Long found = relation().find(view, row, table);
        if (found == null) {
            return null;
        }
        boolean there =
                row.type(table + 1).id() == TypeId.VARCHAR
                        ? hasColumn(view, found, row.text(table + 1))
                        : hasColumn(view, found, row.number(table + 1));
        List<String> asked = privileges(row.text(table + 2), OF_COLUMNS);
        return there ? (Boolean) asked.stream().anyMatch(p -> ofTable(view, role, found, p)) : null;
    }

    private static boolean hasColumn(CatalogView view, long table, String column) {
        boolean there =
                view.snapshot().relation(table) == null
                        ? SystemColumns.names(table).contains(column)
                        : view.snapshot().columnsOf(table).containsKey(column);
        if (!there) {
            throw new FunctionError(
                    "42703",
                    "column \"%s\" of relation \"%s\" does not exist"
                            .formatted(column, bareName(view, table)));
        }
        return true;
    }

    private static boolean hasColumn(CatalogView view, long table, long number) {
        return view.snapshot().relation(table) == null
                ? number > 0 && number <= SystemColumns.names(table).size()
                : view.snapshot().columnsOf(table).values().stream()
                        .anyMatch(each -> each.column().position() == number);
    }

    private static String bareName(CatalogView view, long table) {
        CatalogNames.Named named = view.names().relations().ofOid(table);
        return named == null ? Long.toString(table) : named.name();
    }

    static Role current(CatalogView view) {
        return new Role(view.owner().oid(), false);
    }

    private static Role role(CatalogView view, Row row) {
        if (row.type(0).id() != TypeId.VARCHAR) {
            return new Role(row.number(0), row.number(0) == 0);
        }
        String name = row.text(0);
        // Tools ask for PostgreSQL's own superuser by the name that it usually has.
        long oid =
                name.equals("public")
                        ? 0
                        : name.equals("postgres") ? CatalogOwner.SYSTEM : view.roleOid(name);
        if (oid == 0 && !name.equals("public")) {
            throw new FunctionError("42704", "role \"" + name + "\" does not exist");
        }
        return new Role(oid, oid == 0);
    }

    /** {@code select, insert with grant option}. */
    private static List<String> privileges(String text, Set<String> words) {
        List<String> privileges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            String upper = word.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
            String bare =
                    upper.endsWith(GRANT_OPTION)
                            ? upper.substring(0, upper.length() - GRANT_OPTION.length())
                            : upper;
            if (!words.contains(bare)) {
                throw new FunctionError("22023", "unrecognized privilege type: \"" + word + "\"");
            }
            privileges.add(upper);
        }
        return privileges;
    }

    private static Finder relation() {
        return (view, row, argument) ->
                row.type(argument).id() == TypeId.VARCHAR
                        ? (Long) Reference.REGCLASS.read(view, row.text(argument))
                        : known(view.names().relations(), row.number(argument));
    }

    private static @Nullable Long known(CatalogNames.Kind kind, long oid) {
        return kind.ofOid(oid) == null ? null : (Long) oid;
    }

    private static @Nullable Long sequence(CatalogView view, Row row, int argument) {
        Long found = relation().find(view, row, argument);
        RelationEntry entry = found == null ? null : view.snapshot().relation(found);
        if (found != null && (entry == null || entry.kind() != 'S')) {
            throw new FunctionError("42809", "\"" + bareName(view, found) + "\" is not a sequence");
        }
        return found;
    }

    private static @Nullable Long routine(CatalogView view, Row row, int argument) {
        return row.type(argument).id() == TypeId.VARCHAR
                ? (Long) Reference.REGPROCEDURE.read(view, row.text(argument))
                : known(view.names().routines(), row.number(argument));
    }

    /** By a name that is not quoted in any way, as schemas and roles are given. */
    private static Finder named(Reference reference) {
        return (view, row, argument) -> {
            if (row.type(argument).id() != TypeId.VARCHAR) {
                long oid = row.number(argument);
                return reference.text(view, oid).equals(Long.toString(oid)) ? null : (Long) oid;
            }
            String name = row.text(argument);
            return (Long)
                    (reference == Reference.REGTYPE
                            ? reference.read(view, name)
                            : reference.read(view, SqlNames.quoted(name)));
        };
    }

    private static @Nullable Long database(CatalogView view, Row row, int argument) {
        long mine = ObjectIds.hash("database " + view.database());
        if (row.type(argument).id() != TypeId.VARCHAR) {
            return row.number(argument) == mine ? (Long) mine : null;
        }
        if (!row.text(argument).equals(view.database())) {
            throw new FunctionError(
                    "3D000", "database \"" + row.text(argument) + "\" does not exist");
        }
        return mine;
    }

    private static Finder fixed(String relation, String noun) {
        return (view, row, argument) -> {
            boolean byName = row.type(argument).id() == TypeId.VARCHAR;
            for (@Nullable Object[] each : FixedRows.of(CatalogRelation.named(relation))) {
                if (byName
                        ? row.text(argument).equals(each[1])
                        : Long.valueOf(row.number(argument)).equals(each[0])) {
                    return (Long) each[0];
                }
            }
            if (byName) {
                throw new FunctionError(
                        "42704", noun + " \"" + row.text(argument) + "\" does not exist");
            }
            return null;
        };
    }

    private static @Nullable Object value(String relation, long oid, String column) {
        CatalogRelation made = CatalogRelation.named(relation);
        int place = made.place(column);
        for (@Nullable Object[] row : FixedRows.of(made)) {
            if (Long.valueOf(oid).equals(row[0])) {
                return row[place];
            }
        }
        return null;
    }

    private static boolean ofTable(CatalogView view, Role role, long table, String privilege) {
        RelationEntry entry = view.snapshot().relation(table);
        if (entry == null) {
            return role.isSuperuser()
                    || (privilege.equals("SELECT")
                            && everyoneMay(value("pg_class", table, "relacl"), 'r'));
        }
        return role.owns(view, entry.project())
                || (entry.project()
                        && privilege.equals("SELECT")
                        && !role.everyone()
                        && role.oid() == view.owner().oid());
    }

    private static boolean ofSchema(CatalogView view, Role role, long schema, String privilege) {
        CatalogNames.Named named = view.names().schemas().ofOid(schema);
        String name = named == null ? "" : named.name();
        boolean usage = privilege.equals("USAGE");
        if (name.equals(SYSTEM_SCHEMA) || name.equals("information_schema")) {
            return role.isSuperuser() || usage;
        }
        if (name.startsWith("pg_toast")) {
            return role.isSuperuser();
        }
        boolean project = view.snapshot().projectSchemas().contains(name);
        return role.owns(view, project)
                || (usage
                        && (name.equals("public")
                                || (!role.everyone() && role.oid() == view.owner().oid())));
    }

    private static boolean ofRoutine(CatalogView view, Role role, long routine, String privilege) {
        Object acl = value("pg_proc", routine, "proacl");
        return role.owns(view, routine < 16384)
                || (privilege.equals("EXECUTE") && (acl == null || everyoneMay(acl, 'X')));
    }

    /** Whether a list of {@code grantee=privileges/grantor} has one for everyone. */
    private static boolean everyoneMay(@Nullable Object list, char privilege) {
        return list instanceof List<?> items
                && items.stream()
                        .map(String::valueOf)
                        .filter(item -> item.startsWith("="))
                        .anyMatch(
                                item ->
                                        item.substring(1, item.lastIndexOf('/')).indexOf(privilege)
                                                >= 0);
    }
}
