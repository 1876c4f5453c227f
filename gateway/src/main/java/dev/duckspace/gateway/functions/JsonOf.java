package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.types.DateStyle;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.PgType;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.ValueText;
import dev.duckspace.gateway.types.json.JsonStrings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values of any type as JSON, as to_json gives them. For one call. */
final class JsonOf {
    private static final Pattern SHORT_OFFSET = Pattern.compile("([+-]\\d\\d)(?= BC$|$)");

    private final TextSettings settings;
    private final Map<EngineType, ValueText> texts = new HashMap<>();

    JsonOf(TextSettings settings) {
        this.settings =
                settings.withDateStyle(
                        new DateStyle(DateStyle.Format.ISO, settings.dateStyle().order()));
    }

    String text(ColumnVector vector, int row) {
        StringBuilder out = new StringBuilder();
        append(out, vector, row);
        return out.toString();
    }

    void append(StringBuilder out, ColumnVector vector, int row) {
        if (vector.isNull(row)) {
            out.append("null");
            return;
        }
        switch (vector.type()) {
            case EngineType.ListOf list -> elements(out, vector, row, ",");
            case EngineType.ArrayOf array -> elements(out, vector, row, ",");
            case EngineType.Struct struct -> fields(out, struct, vector, row, ",");
            case EngineType.MapOf map -> out.append(plain(vector, row));
            case EngineType.UnionOf union -> out.append(plain(vector, row));
            case EngineType.Decimal decimal -> out.append(plain(vector, row));
            case EngineType.EnumOf labels -> JsonStrings.quote(out, plain(vector, row));
            case EngineType.Scalar scalar -> scalar(out, vector, row);
        }
    }

    /**
     * @param separator between elements
     */
    void elements(StringBuilder out, ColumnVector vector, int row, String separator) {
        ColumnVector child = vector.child();
        int from = Math.toIntExact(vector.listOffset(row));
        int to = from + vector.listLength(row);
        out.append('[');
        for (int i = from; i < to; i++) {
            append(i == from ? out : out.append(separator), child, i);
        }
        out.append(']');
    }

    void fields(
            StringBuilder out,
            EngineType.Struct struct,
            ColumnVector vector,
            int row,
            String separator) {
        List<EngineField> fields = struct.fields();
        out.append('{');
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            JsonStrings.quote(
                    i == 0 ? out : out.append(separator), name.isEmpty() ? "f" + (i + 1) : name);
            append(out.append(':'), vector.field(i), row);
        }
        out.append('}');
    }

    private void scalar(StringBuilder out, ColumnVector vector, int row) {
        PgType type = PgColumnType.of(vector.type()).type();
        String text = plain(vector, row);
        switch (type.name()) {
            case "bool" -> out.append(text.equals("t"));
            case "int2", "int4", "int8", "numeric", "float4", "float8" -> {
                char last = text.charAt(text.length() - 1);
                if (last >= '0' && last <= '9') {
                    out.append(text);
                } else {
                    JsonStrings.quote(out, text);
                }
            }
            case "json", "jsonb" -> out.append(text);
            case "timestamp" -> JsonStrings.quote(out, text.replaceFirst(" (?=\\d)", "T"));
            case "timestamptz" -> JsonStrings.quote(out, zoned(text));
            default -> JsonStrings.quote(out, text);
        }
    }

    private static String zoned(String text) {
        return text.endsWith("infinity")
                ? text
                : SHORT_OFFSET.matcher(text.replaceFirst(" (?=\\d)", "T")).replaceFirst("$1:00");
    }

    /** As the value is printed. */
    String plain(ColumnVector vector, int row) {
        return texts.computeIfAbsent(vector.type(), type -> new ValueText(type, settings))
                .of(vector, row);
    }
}
