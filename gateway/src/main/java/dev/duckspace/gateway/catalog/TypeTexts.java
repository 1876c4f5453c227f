package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import org.jspecify.annotations.Nullable;

/** Types as PostgreSQL's format_type prints them. */
final class TypeTexts {
    private static final int HEADER = 4;

    private TypeTexts() {}

    /**
     * @param modifier null for the type's bare name
     * @return {@code ???} for what is no type
     */
    static String text(CatalogView view, long type, @Nullable Integer modifier) {
        if (type == 0) {
            return "-";
        }
        Named named = view.names().types().ofOid(type);
        if (named == null) {
            return "???";
        }
        if (!BuiltInTypes.has(type)) {
            return view.text(view.names().types(), named);
        }
        BuiltInTypes.Facts facts = BuiltInTypes.ofOid(type);
        String text = named.text();
        boolean array = text.endsWith("[]");
        long element = array ? facts.element() : type;
        String bare = array ? text.substring(0, text.length() - 2) : text;
        String schema =
                named.schema().equals(CatalogNames.SYSTEM_SCHEMA) || view.searches(named.schema())
                        ? ""
                        : SqlNames.quoted(named.schema()) + '.';
        return schema + modified(element, bare, modifier) + (array ? "[]" : "");
    }

    private static String modified(long type, String bare, @Nullable Integer modifier) {
        if (modifier == null || modifier < 0) {
            return type == 1042 && modifier != null ? "bpchar" : type == 1560 && modifier != null ? "\"bit\"" : bare;
        }
        return switch ((int) type) {
            case 1042, 1043 -> modifier > HEADER ? bare + '(' + (modifier - HEADER) + ')' : bare;
            case 1700 -> {
                int packed = modifier - HEADER;
                int scale = ((packed & 0x7FF) ^ 1024) - 1024;
                yield bare + '(' + (packed >> 16 & 0xFFFF) + ',' + scale + ')';
            }
            case 1560, 1562 -> bare + '(' + modifier + ')';
            case 1083, 1114, 1184, 1266 ->
                    bare.replaceFirst("^(time|timestamp)", "$1(" + modifier + ")");
            case 1186 ->
                    (modifier & 0xFFFF) == 0xFFFF ? bare : bare + '(' + (modifier & 0xFFFF) + ')';
            default -> bare;
        };
    }
}
