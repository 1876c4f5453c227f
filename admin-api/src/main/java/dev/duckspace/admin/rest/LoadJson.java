package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.gateway.workspace.TableLoad;
import java.util.List;

/** Reads what is to be loaded. */
final class LoadJson {
    private static final List<String> BODY = List.of("tables");
    private static final List<String> TABLE =
            List.of("source", "destination", "columns", "where", "mode");

    private LoadJson() {}

    /** The body of a load. */
    static List<TableLoad> tables(byte[] body) {
        return JsonBody.parse(body, BODY).elements("tables", TABLE, LoadJson::table, null);
    }

    /** Of a create: names, or the objects of a load. */
    static List<TableLoad> preloads(JsonBody create) {
        return create.elements("preload_tables", TABLE, LoadJson::table, TableLoad::of);
    }

    private static TableLoad table(JsonBody fields) {
        return new TableLoad(
                fields.text("source"),
                fields.textOrNull("destination"),
                fields.has("columns") ? fields.texts("columns") : null,
                fields.textOrNull("where"),
                mode(fields.text("mode", "fail")));
    }

    private static TableLoad.Mode mode(String text) {
        return switch (text) {
            case "fail" -> TableLoad.Mode.FAIL;
            case "overwrite" -> TableLoad.Mode.OVERWRITE;
            case "append" -> TableLoad.Mode.APPEND;
            default -> throw ProblemException.invalid("mode is fail, overwrite or append");
        };
    }
}
