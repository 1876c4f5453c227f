package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.UserTypes.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of one table that are of a type. */
record TypedColumns(Relation table, List<Use> columns) {
    /** By table; views follow what they read. */
    static List<TypedColumns> of(List<Use> uses) {
        Map<Relation, List<Use>> byTable = new LinkedHashMap<>();
        for (Use use : uses) {
            if (use.relation().kind() == Relations.Kind.TABLE) {
                byTable.computeIfAbsent(use.relation(), table -> new ArrayList<>()).add(use);
            }
        }
        return byTable.entrySet().stream()
                .map(entry -> new TypedColumns(entry.getKey(), entry.getValue()))
                .toList();
    }

    void retype(Rewrite rewrite, String type, Optional<String> text) {
        alter(
                rewrite,
                column -> "ALTER COLUMN " + name(column) + " TYPE " + retyped(column, type, text));
    }

    void drop(Rewrite rewrite) {
        if (rewrite.context().relations().columns(table).size() == columns.size()) {
            throw PgException.notSupported(
                    "a table without columns is not supported",
                    "Drop table \"" + table.name() + "\" first.");
        }
        alter(rewrite, column -> "DROP COLUMN " + name(column));
    }

    private void alter(Rewrite rewrite, java.util.function.Function<Use, String> action) {
        rewrite.include(
                columns.stream()
                        .map(action)
                        .collect(
                                Collectors.joining(
                                        ", ", "ALTER TABLE " + table.quoted() + ' ', "")));
    }

    private static String name(Use column) {
        return Literals.quoteIdentifier(column.column());
    }

    private static String retyped(Use use, String type, Optional<String> text) {
        String marks = use.array() ? "[]" : "";
        String value =
                text.map(
                                each ->
                                        use.array()
                                                ? "list_transform(%s, lambda pg_label: %s)"
                                                        .formatted(
                                                                name(use),
                                                                each.formatted("pg_label"))
                                                : each.formatted(name(use)))
                        .map(each -> " USING (" + each + ")::" + type + marks)
                        .orElse("");
        return type + marks + value;
    }
}
