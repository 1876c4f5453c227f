package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The rows of PostgreSQL's own catalog that are the same everywhere, as values. */
final class FixedRows {
    private static final Map<String, List<@Nullable Object[]>> LOADED = new ConcurrentHashMap<>();

    private FixedRows() {}

    static boolean has(CatalogRelation relation) {
        return CatalogFile.class.getResource(CatalogFile.rowsResource(relation)) != null;
    }

    /** None for a relation that has no such rows. */
    static List<@Nullable Object[]> of(CatalogRelation relation) {
        return LOADED.computeIfAbsent(
                relation.name(),
                name ->
                        has(relation)
                                ? load(relation, CatalogFile.rowsResource(relation))
                                : List.of());
    }

    /** Of a relation whose rows also have something that is the session's own: that is null. */
    static List<@Nullable Object[]> facts(CatalogRelation relation) {
        return LOADED.computeIfAbsent(
                "facts/" + relation.name() + ".csv.gz", name -> load(relation, name));
    }

    private static List<@Nullable Object[]> load(CatalogRelation relation, String resource) {
        List<EngineType> types =
                relation.columns().stream()
                        .map(column -> CatalogTypes.engineType(column.type()))
                        .toList();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (List<@Nullable String> fields : csv(text(resource))) {
            @Nullable Object[] row = new @Nullable Object[types.size()];
            for (int i = 0; i < row.length; i++) {
                String field = fields.get(i);
                row[i] = field == null ? null : value(field, types.get(i));
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    private static String text(String resource) {
        try (GZIPInputStream rows = new GZIPInputStream(CatalogFile.stream(resource))) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + resource, e);
        }
    }

    private static @Nullable Object value(String field, EngineType type) {
        if (type instanceof EngineType.ListOf list) {
            return elements(field).stream().map(each -> value(each, list.element())).toList();
        }
        return switch (type.id()) {
            case BOOLEAN -> field.equals("true");
            case SMALLINT, INTEGER, BIGINT, HUGEINT -> Long.valueOf(field);
            case FLOAT, DOUBLE -> Double.valueOf(field);
            case VARCHAR -> field;
            default -> null;
        };
    }

    /** Of {@code [1, 2]} or {@code ['a', 'b']}, as the engine prints lists. */
    private static List<String> elements(String list) {
        String inner = list.substring(1, list.length() - 1).strip();
        if (inner.isEmpty()) {
            return List.of();
        }
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(element.toString().strip());
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
        elements.add(element.toString().strip());
        return elements;
    }

    private static List<List<@Nullable String>> csv(String text) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (c != ',' && c != '\n')) {
                field.append(c);
            } else {
                row.add(nullable(field));
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }

    private static @Nullable String nullable(StringBuilder field) {
        return field.length() == 2 && field.charAt(0) == '\\' && field.charAt(1) == 'N'
                ? null
                : field.toString();
    }
}
