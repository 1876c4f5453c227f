package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogObjects.UserType;
import java.util.ArrayList;
import java.util.List;

/** The attributes of composite types, from what the engine says of a column of the type. */
final class Composites {
    private static final String STRUCT = "STRUCT(";

    private Composites() {}

    record Attribute(String name, ColumnTypes.ColumnType type) {}

    static boolean is(UserType type) {
        return type.column().startsWith(STRUCT) && type.column().endsWith(")");
    }

    static List<Attribute> attributes(UserType type, ColumnTypes types) {
        String text = type.column().substring(STRUCT.length(), type.column().length() - 1);
        List<Attribute> attributes = new ArrayList<>();
        for (String field : fields(text)) {
            int end = nameEnd(field);
            attributes.add(
                    new Attribute(
                            SqlNames.unquoted(field.substring(0, end)),
                            types.of(field.substring(end).strip())));
        }
        return attributes;
    }

    /** Between commas outside brackets and quotes. */
    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (c == ',' && depth == 0) {
                fields.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        fields.add(text.substring(from).strip());
        return fields;
    }

    private static int nameEnd(String field) {
        if (!field.startsWith("\"")) {
            return Math.max(0, field.indexOf(' '));
        }
        int end = 1;
        while (end < field.length()
                && (field.charAt(end) != '"'
                        || (end + 1 < field.length() && field.charAt(end + 1) == '"'))) {
            end += field.charAt(end) == '"' ? 2 : 1;
        }
        return Math.min(field.length(), end + 1);
    }
}
