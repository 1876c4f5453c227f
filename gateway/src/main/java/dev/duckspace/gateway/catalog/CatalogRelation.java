package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A relation of PostgreSQL's pg_catalog or information_schema.
 *
 * @param name as PostgreSQL has it, unique over both schemas
 */
record CatalogRelation(String schema, String name, List<Column> columns) {

    private static final Map<String, CatalogRelation> ALL =
            all(CatalogFile.resource("relations.csv"));

    /**
     * @param type as PostgreSQL's format_type prints it
     */
    record Column(String name, String type) {
        String quoted() {
            return '"' + name + '"';
        }

        String engineType() {
            return CatalogTypes.engineName(type);
        }
    }

    CatalogRelation {
        columns = List.copyOf(columns);
    }

    static CatalogRelation named(String name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("PostgreSQL has no relation " + name));
    }

    static Optional<CatalogRelation> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    List<EngineField> fields() {
        return columns.stream()
                .map(
                        column ->
                                new EngineField(
                                        column.name(), CatalogTypes.engineType(column.type())))
                .toList();
    }

    /** Where a column stands in a row, from 0. */
    int place(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }

    /** The schema of the catalog file that stands for the relation's own. */
    String fileSchema() {
        return schema.equals("pg_catalog") ? "pg" : "info";
    }

    /** All of them, by name, from lines of {@code schema,relation,oid,relkind,column,type}. */
    static Map<String, CatalogRelation> all(String csv) {
        Map<String, CatalogRelation> relations = new LinkedHashMap<>();
        csv.lines()
                .map(line -> line.split(",", 6))
                .forEach(
                        field ->
                                relations.merge(
                                        field[1],
                                        new CatalogRelation(
                                                field[0],
                                                field[1],
                                                List.of(new Column(field[4], unquoted(field[5])))),
                                        CatalogRelation::with));
        return relations;
    }

    private CatalogRelation with(CatalogRelation more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(more.columns);
        return new CatalogRelation(schema, name, all);
    }

    private static String unquoted(String field) {
        return field.startsWith("\"")
                ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                : field;
    }
}
