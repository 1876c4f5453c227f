package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import dev.duckspace.gateway.catalog.CatalogSnapshot.IndexEntry;
import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.FunctionError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the catalog's functions answer for one object. */
final class Lookups {
    private static final long CARDINAL_NUMBER_CHECK = 13222;
    private static final long YES_OR_NO_CHECK = 13235;

    private static final Pattern SEQUENCE =
            Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

    private static final Pattern OF_TYPE = Pattern.compile("('(?:[^']|'')*')::([^:]+)");

    private static final String AMBIGUOUS = "42725";

    private Lookups() {}

    /** What a text stands for; null for nothing, and for several. */
    static @Nullable Long orNull(Reference reference, CatalogView view, String text) {
        try {
            return reference.find(view, text.strip());
        } catch (FunctionError e) {
            if (e.sqlState().equals(AMBIGUOUS)) {
                return null;
            }
            throw e;
        }
    }

    static @Nullable String constraint(CatalogView view, long oid, boolean pretty) {
        Constraint constraint = view.snapshot().constraint(oid);
        if (constraint == null) {
            return view.snapshot().domainChecks().stream()
                    .filter(check -> check.oid() == oid)
                    .map(check -> check.check().definition())
                    .findFirst()
                    .orElseGet(() -> domainCheck(oid, pretty));
        }
        CatalogObjects.TableKey key = constraint.key();
        return switch (key.kind()) {
            case 'c' -> check(constraint, view, pretty);
            case 'p' -> "PRIMARY KEY (" + names(key.columns()) + ')';
            case 'u' -> "UNIQUE (" + names(key.columns()) + ')';
            default ->
                    "FOREIGN KEY (%s) REFERENCES %s(%s)"
                            .formatted(
                                    names(key.columns()),
                                    relation(view, constraint.referenced()),
                                    names(key.referencedColumns()));
        };
    }

    /** The checks of information_schema's own domains, cardinal_number and yes_or_no. */
    private static @Nullable String domainCheck(long oid, boolean pretty) {
        if (oid == CARDINAL_NUMBER_CHECK) {
            return pretty ? "CHECK (VALUE >= 0)" : "CHECK ((VALUE >= 0))";
        }
        if (oid != YES_OR_NO_CHECK) {
            return null;
        }
        return pretty
                ? "CHECK (VALUE::text = ANY (ARRAY['YES'::character varying,"
                        + " 'NO'::character varying]::text[]))"
                : "CHECK (((VALUE)::text = ANY ((ARRAY['YES'::character varying,"
                        + " 'NO'::character varying])::text[])))";
    }

    private static String check(Constraint constraint, CatalogView view, boolean pretty) {
        return "CHECK (" + ExpressionText.ofCheck(constraint, view.snapshot(), pretty) + ')';
    }

    private static String relation(CatalogView view, long oid) {
        return Reference.REGCLASS.text(view, oid);
    }

    private static String names(List<String> columns) {
        return columns.stream().map(SqlNames::quoted).collect(Collectors.joining(", "));
    }

    /**
     * @param column 0 for the whole definition
     */
    static @Nullable String index(CatalogView view, long oid, int column, boolean pretty) {
        IndexEntry entry = view.snapshot().index(oid);
        if (entry == null) {
            return SystemIndexes.definition(oid, column, pretty);
        }
        List<String> items =
                entry.index().items().stream()
                        .map(each -> item(each, entry.table(), view))
                        .toList();
        if (column > 0) {
            return column <= items.size() ? items.get(column - 1) : "";
        }
        String schema =
                pretty && view.searches(entry.index().schema())
                        ? ""
                        : SqlNames.quoted(entry.index().schema()) + '.';
        return "CREATE %sINDEX %s ON %s%s USING btree (%s)"
                .formatted(
                        entry.index().unique() ? "UNIQUE " : "",
                        SqlNames.quoted(entry.index().name()),
                        schema,
                        SqlNames.quoted(entry.index().table()),
                        String.join(", ", items));
    }

    private static String item(String item, long table, CatalogView view) {
        return item.startsWith("(")
                ? ExpressionText.ofItem(item, table, view.snapshot())
                : SqlNames.item(item);
    }

    /** A check of the relation's without the brackets that are not needed. */
    static String pretty(CatalogView view, String text, long relation) {
        for (Constraint constraint : view.snapshot().constraints()) {
            if (constraint.relation() == relation
                    && text.equals(ExpressionText.ofCheck(constraint, view.snapshot()))) {
                String pretty = ExpressionText.ofCheck(constraint, view.snapshot(), true);
                return pretty == null ? text : pretty;
            }
        }
        return text;
    }

    /** An expression of the catalog's as the session's search path lets it be written. */
    static String expression(CatalogView view, String text) {
        Matcher sequence = SEQUENCE.matcher(text);
        if (!sequence.find()) {
            return constant(view, text);
        }
        Long oid = orNull(Reference.REGCLASS, view, sequence.group(1).replace("''", "'"));
        return oid == null
                ? text
                : sequence.replaceFirst(
                        Matcher.quoteReplacement(
                                "nextval('"
                                        + Reference.REGCLASS.text(view, oid).replace("'", "''")
                                        + "'::regclass)"));
    }

    /**
     * A constant of a user's type, which is called with its schema where the path does not find it.
     */
    private static String constant(CatalogView view, String text) {
        Matcher constant = OF_TYPE.matcher(text);
        if (!constant.matches()) {
            return text;
        }
        CatalogSnapshot snapshot = view.snapshot();
        return snapshot.userTypes().stream()
                .filter(type -> SqlNames.quoted(type.name()).equals(constant.group(2)))
                .findFirst()
                .map(type -> Reference.REGTYPE.text(view, snapshot.typeOid(type)))
                .map(type -> constant.group(1) + "::" + type)
                .orElse(text);
    }

    static @Nullable String viewDefinition(CatalogView view, long oid, boolean pretty) {
        RelationEntry entry = view.snapshot().relation(oid);
        if (entry == null || (entry.kind() != 'v' && entry.kind() != 'm')) {
            return null;
        }
        return ViewText.of(entry, view, pretty);
    }

    /**
     * @param catalog the relation that the object is in, null for any
     */
    static @Nullable String comment(CatalogView view, long oid, @Nullable String catalog) {
        CatalogSnapshot snapshot = view.snapshot();
        if (catalog == null || catalog.equals("pg_class")) {
            RelationEntry entry = snapshot.relation(oid);
            if (entry != null && entry.comment() != null) {
                return entry.comment();
            }
        }
        if (catalog == null || catalog.equals("pg_namespace")) {
            Named schema = view.names().schemas().ofOid(oid);
            String comment = schema == null ? null : schemaComment(snapshot, schema.name());
            if (comment != null) {
                return comment;
            }
        }
        if (catalog == null || catalog.equals("pg_type")) {
            for (CatalogObjects.UserType type : snapshot.userTypes()) {
                if (snapshot.typeOid(type) == oid) {
                    return type.comment();
                }
            }
        }
        if (catalog == null || catalog.equals("pg_proc")) {
            for (CatalogObjects.Routine routine : snapshot.objects().routines()) {
                if (snapshot.routineOid(routine) == oid) {
                    return routine.remark();
                }
            }
        }
        return SystemDescriptions.of(oid, catalog);
    }

    private static @Nullable String schemaComment(CatalogSnapshot snapshot, String name) {
        return snapshot.objects().schemas().stream()
                .filter(each -> each.name().equals(name))
                .map(CatalogObjects.Schema::comment)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable String columnComment(CatalogView view, long relation, int column) {
        return view.snapshot().columnsOf(relation).values().stream()
                .filter(entry -> entry.column().position() == column)
                .map(entry -> entry.column().comment())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
