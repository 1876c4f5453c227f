package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.query.QueryPrinter;
import dev.duckspace.gateway.catalog.query.UnreadableQuery;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a view, from the engine's CREATE VIEW statement: as PostgreSQL lays it out where it
 * can be read, else as the engine has it.
 */
final class ViewText {
    private static final Pattern CREATE =
            Pattern.compile(
                    "^CREATE (?:TEMP )?VIEW (?:\"(?:[^\"]|\"\")*\"|[^\" ])+(?:\\s?\\((?:\"(?:[^\"]|\"\")*\"|[^\")])*\\))? AS ");
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|\\w+)";
    private static final Pattern SIMPLE =
            Pattern.compile(
                    "SELECT (?!DISTINCT)(.+?) FROM ("
                            + NAME
                            + "(?:\\."
                            + NAME
                            + ")?)(?: WHERE (.+?))?;?",
                    Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("(.+) AS (" + NAME + ")", Pattern.DOTALL);

    /** Functions that the rewriter knows under a name of their own. */
    private static final Pattern RENAMED =
            Pattern.compile(
                    "\\bpg_((?:sum|avg|stddev|variance|var_|corr|covar_|regr_|array_|cardinality"
                            + "|trim_array|string_to_array|split_part|date_part|to_json|row_to_json"
                            + "|json_object|json_extract_path)\\w*)\\(");

    private ViewText() {}

    /** With a blank before it and a semicolon behind, as PostgreSQL has it. */
    static String of(String definition) {
        return ' '
                + RENAMED.matcher(CREATE.matcher(definition).replaceFirst(""))
                        .replaceAll("$1(")
                        .replace(HiddenNames.CATALOG_FILE + ".pg.", "pg_catalog.")
                        .replace(HiddenNames.CATALOG_FILE + ".info.", "information_schema.");
    }

    /** In PostgreSQL's form if it is read, else as the user wrote it where that is known. */
    static String of(CatalogSnapshot.RelationEntry entry, CatalogView view, boolean pretty) {
        KeptQuery query = entry.query();
        if (query == null) {
            String read = read(entry, view, pretty);
            return read == null ? of(entry.definition()) : read;
        }
        try {
            return QueryPrinter.print(
                    query.query(),
                    List.copyOf(view.snapshot().columnsOf(entry.oid()).keySet()),
                    new ViewMeanings(entry, view),
                    pretty);
        } catch (UnreadableQuery | FunctionError | PgException e) {
            return query.text();
        }
    }

    private static @Nullable String read(
            CatalogSnapshot.RelationEntry entry, CatalogView view, boolean pretty) {
        String text = of(entry.definition()).strip();
        Matcher simple = SIMPLE.matcher(text);
        CatalogNames.Named table = simple.matches() ? source(simple.group(2), entry, view) : null;
        String query = table == null ? null : query(simple, table, view, pretty);
        return query == null ? joined(text, entry, view, pretty) : query;
    }

    private static @Nullable String joined(
            String text, CatalogSnapshot.RelationEntry entry, CatalogView view, boolean pretty) {
        try {
            return new ViewQuery(entry, view, pretty).print(text);
        } catch (ExpressionParser.Unreadable e) {
            return null;
        }
    }

    /** A bare name was found in the view's own schema or in public, whatever is searched now. */
    static CatalogNames.@Nullable Named source(
            String name, CatalogSnapshot.RelationEntry entry, CatalogView view) {
        CatalogNames.Kind relations = view.names().relations();
        CatalogNames.Named found = view.find(relations, name);
        if (found == null && QualifiedName.parts(name).size() == 1) {
            found = view.find(relations, SqlNames.quoted(entry.schema()) + '.' + name);
            found = found == null ? view.find(relations, "public." + name) : found;
        }
        return found;
    }

    private static @Nullable String query(
            Matcher simple, CatalogNames.Named table, CatalogView view, boolean pretty) {
        Map<String, CatalogSnapshot.ColumnEntry> columns = view.snapshot().columnsOf(table.oid());
        try {
            List<String> items = new ArrayList<>();
            for (String item : ExpressionText.split(simple.group(1))) {
                if (item.equals("*")) {
                    columns.keySet()
                            .forEach(name -> items.add(table.text() + '.' + SqlNames.quoted(name)));
                    continue;
                }
                Matcher label = LABEL.matcher(item);
                boolean labelled = label.matches() && !item.startsWith("CAST(");
                String printed =
                        ExpressionText.qualified(
                                labelled ? label.group(1) : item,
                                table.text(),
                                columns,
                                view.snapshot(),
                                pretty);
                String name = labelled ? SqlNames.quoted(SqlNames.unquoted(label.group(2))) : null;
                items.add(
                        name == null || printed.endsWith('.' + name)
                                ? printed
                                : printed + " AS " + name);
            }
            String where =
                    simple.group(3) == null
                            ? ""
                            : "\n  WHERE "
                                    + ExpressionText.qualified(
                                            simple.group(3),
                                            table.text(),
                                            columns,
                                            view.snapshot(),
                                            pretty);
            return items.stream().collect(Collectors.joining(",\n    ", " SELECT ", ""))
                    + "\n   FROM "
                    + view.text(view.names().relations(), table)
                    + where
                    + ';';
        } catch (ExpressionParser.Unreadable e) {
            return null;
        }
    }
}
