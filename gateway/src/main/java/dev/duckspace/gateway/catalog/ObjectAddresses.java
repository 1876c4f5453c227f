package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Kind;
import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.FunctionError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects by the OID of their catalog and their own, as messages name them. */
final class ObjectAddresses {
    private static final String UNIT = "\u001F";

    /**
     * An object as {@code pg_identify_object} tells of it.
     *
     * @param schema null where there is none
     * @param name null where it alone does not tell the object apart from others of its kind
     * @param names what {@code pg_get_object_address} takes
     */
    record Identity(
            String type,
            @Nullable String schema,
            @Nullable String name,
            String identity,
            String description,
            List<String> names,
            List<String> arguments) {}

    private final CatalogView view;
    private final CatalogNames names;

    private ObjectAddresses(CatalogView view) {
        this.view = view;
        this.names = view.names();
    }

    static @Nullable String describe(CatalogView view, long catalog, long object, int part) {
        if (catalog == 0 && object == 0) {
            return null;
        }
        Identity found = new ObjectAddresses(view).find(catalog, object, part);
        return found == null ? null : found.description();
    }

    /** Type, schema, name and identity. */
    static List<@Nullable String> identify(CatalogView view, long catalog, long object, int part) {
        Identity found = new ObjectAddresses(view).find(catalog, object, part);
        List<@Nullable String> row = new ArrayList<>();
        row.add(found == null ? kindOf(catalog) : found.type());
        row.add(found == null ? null : found.schema());
        row.add(found == null ? null : found.name());
        row.add(found == null ? null : found.identity());
        return row;
    }

    /** Type, names and arguments, these two joined by unit separators. */
    static List<@Nullable String> address(CatalogView view, long catalog, long object, int part) {
        Identity found = new ObjectAddresses(view).find(catalog, object, part);
        List<@Nullable String> row = new ArrayList<>();
        row.add(found == null ? kindOf(catalog) : found.type());
        row.add(found == null ? null : String.join(UNIT, found.names()));
        row.add(found == null ? null : String.join(UNIT, found.arguments()));
        return row;
    }

    private static String kindOf(long catalog) {
        return switch ((int) catalog) {
            case 1259 -> "relation";
            case 1247 -> "type";
            case 1255 -> "routine";
            case 2615 -> "schema";
            case 2606 -> "constraint";
            case 2604 -> "default value";
            case 1260 -> "role";
            case 1262 -> "database";
            case 2612 -> "language";
            case 2617 -> "operator";
            case 3456 -> "collation";
            case 2601 -> "access method";
            case 1213 -> "tablespace";
            case 3602 -> "text search configuration";
            case 3600 -> "text search dictionary";
            default -> throw new FunctionError("XX000", "unrecognized object class: " + catalog);
        };
    }

    private @Nullable Identity find(long catalog, long object, int part) {
        String kind = kindOf(catalog);
        return switch (kind) {
            case "relation" -> relation(object, part);
            case "type" -> type(object);
            case "routine" -> routine(object);
            case "schema" -> schema(names.schemas().ofOid(object));
            case "constraint" -> constraint(object);
            case "default value" -> initial(object);
            case "role" -> global(kind, roleName(object));
            case "database" ->
                    global(
                            kind,
                            object == ObjectIds.hash("database " + view.database())
                                    ? view.database()
                                    : null);
            case "operator" -> operator(object);
            case "collation" -> named(kind, CatalogNames.COLLATIONS, object);
            case "text search configuration" ->
                    named(kind, CatalogNames.TEXT_SEARCH_CONFIGURATIONS, object);
            case "text search dictionary" -> named(kind, CatalogNames.DICTIONARIES, object);
            case "language" -> global(kind, fixedName("pg_language", object));
            case "access method" -> global(kind, fixedName("pg_am", object));
            default -> global(kind, fixedName("pg_tablespace", object));
        };
    }

    private @Nullable String roleName(long role) {
        String name = view.userName(role);
        return name.startsWith("unknown (") ? null : name;
    }

    private static @Nullable String fixedName(String relation, long oid) {
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named(relation))) {
            if (Long.valueOf(oid).equals(row[0])) {
                return String.valueOf(row[1]);
            }
        }
        return null;
    }

    private @Nullable Identity global(String kind, @Nullable String name) {
        return name == null
                ? null
                : new Identity(
                        kind,
                        null,
                        SqlNames.quoted(name),
                        SqlNames.quoted(name),
                        kind + ' ' + name,
                        List.of(name),
                        List.of());
    }

    private @Nullable Identity schema(@Nullable Named schema) {
        return schema == null ? null : global("schema", schema.name());
    }

    private @Nullable Identity named(String kind, Kind all, long oid) {
        Named found = all.ofOid(oid);
        if (found == null) {
            return null;
        }
        String schema = SqlNames.quoted(found.schema());
        return new Identity(
                kind,
                schema,
                found.text(),
                schema + '.' + found.text(),
                kind + ' ' + view.text(all, found),
                List.of(found.schema(), found.name()),
                List.of());
    }

    private @Nullable Identity relation(long oid, int part) {
        Identity table = named(relationKind(oid), names.relations(), oid);
        if (table == null || part == 0) {
            return table;
        }
        String column = column(oid, part);
        if (column == null) {
            return null;
        }
        List<String> all = new ArrayList<>(table.names());
        all.add(column);
        return new Identity(
                table.type() + " column",
                table.schema(),
                table.name(),
                table.identity() + '.' + SqlNames.quoted(column),
                "column " + column + " of " + table.description(),
                all,
                List.of());
    }

    private String relationKind(long oid) {
        RelationEntry entry = view.snapshot().relation(oid);
        String kind = entry == null ? systemKind(oid) : String.valueOf(entry.kind());
        return switch (kind) {
            case "v" -> "view";
            case "i" -> "index";
            case "S" -> "sequence";
            case "t" -> "toast table";
            default -> "table";
        };
    }

    private static String systemKind(long oid) {
        CatalogRelation classes = CatalogRelation.named("pg_class");
        for (@Nullable Object[] row : FixedRows.of(classes)) {
            if (Long.valueOf(oid).equals(row[0])) {
                return String.valueOf(row[classes.place("relkind")]);
            }
        }
        return "r";
    }

    private @Nullable String column(long relation, int number) {
        List<String> system = SystemColumns.names(relation);
        if (!system.isEmpty()) {
            return number > 0 && number <= system.size() ? system.get(number - 1) : null;
        }
        return view.snapshot().columnsOf(relation).values().stream()
                .filter(each -> each.column().position() == number)
                .map(each -> each.column().name())
                .findFirst()
                .orElse(null);
    }

    private @Nullable Identity type(long oid) {
        Named found = names.types().ofOid(oid);
        if (found == null) {
            return null;
        }
        String identity = qualifiedType(found);
        return new Identity(
                "type",
                SqlNames.quoted(found.schema()),
                SqlNames.quoted(found.name()),
                identity,
                "type " + TypeTexts.text(view, oid, null),
                List.of(identity),
                List.of());
    }

    /** Types with a name of the standard's stand without their schema. */
    private static String qualifiedType(Named type) {
        String bare = type.text().replace("[]", "");
        boolean standard =
                type.schema().equals(CatalogNames.SYSTEM_SCHEMA)
                        && !bare.equals(
                                type.name().startsWith("_") && type.text().endsWith("[]")
                                        ? type.name().substring(1)
                                        : type.name());
        return standard ? type.text() : SqlNames.quoted(type.schema()) + '.' + type.text();
    }

    private String qualifiedType(long oid) {
        Named found = names.types().ofOid(oid);
        return found == null ? "-" : qualifiedType(found);
    }

    private @Nullable Identity routine(long oid) {
        Named found = names.routines().ofOid(oid);
        RoutineFacts facts = names.routine(oid);
        if (found == null || facts == null) {
            return null;
        }
        List<String> types =
                facts.arguments().stream()
                        .filter(RoutineFacts.Argument::isInput)
                        .map(each -> qualifiedType(each.type()))
                        .toList();
        String kind =
                facts.kind() == 'a' ? "aggregate" : facts.kind() == 'p' ? "procedure" : "function";
        return new Identity(
                kind,
                SqlNames.quoted(found.schema()),
                null,
                SqlNames.quoted(found.schema())
                        + '.'
                        + found.text()
                        + '('
                        + String.join(",", types)
                        + ')',
                kind.replace("aggregate", "function") + ' ' + Signatures.routineText(view, oid),
                List.of(found.schema(), found.name()),
                types);
    }

    private @Nullable Identity operator(long oid) {
        String text = Signatures.operatorText(view, oid);
        if (text == null) {
            return null;
        }
        int open = text.indexOf('(');
        List<String> types = new ArrayList<>();
        Signatures.operatorTypes(oid)
                .forEach(type -> types.add(type == 0 ? "NONE" : qualifiedType(type)));
        String name = text.substring(0, open);
        return new Identity(
                "operator",
                CatalogNames.SYSTEM_SCHEMA,
                null,
                CatalogNames.SYSTEM_SCHEMA + '.' + name + '(' + String.join(",", types) + ')',
                "operator " + text,
                List.of(CatalogNames.SYSTEM_SCHEMA, name),
                types);
    }

    private @Nullable Identity constraint(long oid) {
        Constraint found = view.snapshot().constraint(oid);
        Identity table = found == null ? null : relation(found.relation(), 0);
        if (found == null || table == null) {
            return null;
        }
        List<String> all = new ArrayList<>(table.names());
        all.add(found.name());
        return new Identity(
                "table constraint",
                table.schema(),
                null,
                SqlNames.quoted(found.name()) + " on " + table.identity(),
                "constraint " + found.name() + " on " + table.description(),
                all,
                List.of());
    }

    private @Nullable Identity initial(long oid) {
        for (CatalogSnapshot.ColumnEntry entry : view.snapshot().columns()) {
            if (entry.defaultOid() == oid && entry.column().defaultText() != null) {
                Identity column = relation(entry.relation(), entry.column().position());
                return column == null
                        ? null
                        : new Identity(
                                "default value",
                                null,
                                null,
                                "for " + column.identity(),
                                "default value for " + column.description(),
                                column.names(),
                                List.of());
            }
        }
        return null;
    }
}
