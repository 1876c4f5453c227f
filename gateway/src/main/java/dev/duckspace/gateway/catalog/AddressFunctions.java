package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.RelationEntry;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code pg_describe_object}, and what {@code pg_identify_object} and its like are made of. */
final class AddressFunctions {
    private static final EngineType OID = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType TEXTS = new EngineType.ListOf(TEXT);
    private static final EngineType NUMBERS = new EngineType.ListOf(OID);

    private AddressFunctions() {}

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        all.add(
                CatalogFunctions.function(
                        "pg_describe_object",
                        TEXT,
                        (view, row) ->
                                ObjectAddresses.describe(
                                        view, row.number(0), row.number(1), row.integer(2)),
                        OID,
                        OID,
                        INT));
        all.add(
                CatalogFunctions.function(
                        "__duckspace_identify",
                        TEXTS,
                        (view, row) ->
                                ObjectAddresses.identify(
                                        view, row.number(0), row.number(1), row.integer(2)),
                        OID,
                        OID,
                        INT));
        all.add(
                CatalogFunctions.function(
                        "__duckspace_identify_address",
                        TEXTS,
                        (view, row) ->
                                ObjectAddresses.address(
                                        view, row.number(0), row.number(1), row.integer(2)),
                        OID,
                        OID,
                        INT));
        for (EngineType list : List.of(TEXT, TEXTS)) {
            all.add(
                    CatalogFunctions.function(
                            "__duckspace_address",
                            NUMBERS,
                            AddressFunctions::find,
                            TEXT,
                            list,
                            list));
        }
        for (EngineType type : List.of(TEXT, OID)) {
            all.add(
                    CatalogFunctions.function(
                            "__duckspace_sequence", OID, AddressFunctions::sequence, type));
        }
        return all;
    }

    private static @Nullable Long sequence(CatalogView view, Row row) {
        long oid =
                row.type(0).id() == TypeId.VARCHAR
                        ? Reference.REGCLASS.read(view, row.text(0))
                        : row.number(0);
        RelationEntry entry = view.snapshot().relation(oid);
        CatalogNames.Named named = view.names().relations().ofOid(oid);
        if (named != null && (entry == null || entry.kind() != 'S')) {
            throw new FunctionError("42809", "\"" + named.name() + "\" is not a sequence");
        }
        return named == null ? null : (Long) oid;
    }

    private static List<String> texts(Row row, int argument) {
        if (row.type(argument).id() == TypeId.VARCHAR) {
            String inner = row.text(argument).strip();
            String body = inner.substring(1, inner.length() - 1);
            return body.isEmpty() ? List.of() : List.of(body.split(","));
        }
        return row.list(argument).stream()
                .map(each -> each instanceof EngineValue.Text(String text) ? text : "")
                .toList();
    }

    private static List<Long> find(CatalogView view, Row row) {
        String kind = row.text(0);
        List<String> names = texts(row, 1);
        List<String> arguments = texts(row, 2);
        return switch (kind) {
            case "table" -> relation(view, kind, "r", names);
            case "view" -> relation(view, kind, "v", names);
            case "index" -> relation(view, kind, "i", names);
            case "sequence" -> relation(view, kind, "S", names);
            case "table column", "view column" -> column(view, names);
            case "type" -> address(1247, Reference.REGTYPE.read(view, names.getFirst()));
            case "schema" -> address(2615, Reference.REGNAMESPACE.read(view, written(names)));
            case "role" -> address(1260, Reference.REGROLE.read(view, written(names)));
            case "function", "aggregate", "procedure", "routine" ->
                    address(
                            1255,
                            Reference.REGPROCEDURE.read(
                                    view,
                                    written(names) + '(' + String.join(",", arguments) + ')'));
            case "collation" -> address(3456, Reference.REGCOLLATION.read(view, written(names)));
            default ->
                    throw new FunctionError("22023", "unrecognized object type \"" + kind + "\"");
        };
    }

    private static List<Long> address(long catalog, long object) {
        return List.of(catalog, object, 0L);
    }

    private static String written(List<String> names) {
        return names.stream().map(SqlNames::quoted).collect(Collectors.joining("."));
    }

    private static List<Long> relation(
            CatalogView view, String kind, String letter, List<String> names) {
        long oid = existing(view, names);
        RelationEntry entry = view.snapshot().relation(oid);
        if (entry != null && !letter.equals(String.valueOf(entry.kind()))) {
            throw new FunctionError(
                    "42809",
                    "\"%s\" is not %s %s"
                            .formatted(names.getLast(), kind.equals("index") ? "an" : "a", kind));
        }
        return address(1259, oid);
    }

    private static long existing(CatalogView view, List<String> names) {
        CatalogNames.Named found = view.find(view.names().relations(), written(names));
        if (found == null) {
            throw new FunctionError(
                    "42P01", "relation \"" + String.join(".", names) + "\" does not exist");
        }
        return found.oid();
    }

    private static List<Long> column(CatalogView view, List<String> names) {
        List<String> table = names.subList(0, names.size() - 1);
        long oid = existing(view, table);
        String column = names.getLast();
        CatalogSnapshot.ColumnEntry entry = view.snapshot().columnsOf(oid).get(column);
        int system = SystemColumns.names(oid).indexOf(column);
        if (entry == null && system < 0) {
            throw new FunctionError(
                    "42703",
                    "column \"%s\" of relation \"%s\" does not exist"
                            .formatted(column, String.join(".", table)));
        }
        return List.of(1259L, oid, entry == null ? system + 1L : (long) entry.column().position());
    }
}
