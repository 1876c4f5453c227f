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

    /** The fields that an interval is limited to, by PostgreSQL's bits for them. */
    private static String intervalFields(int range) {
        return switch (range) {
            case 4 -> " year";
            case 2 -> " month";
            case 8 -> " day";
            case 1024 -> " hour";
            case 2048 -> " minute";
            case 4096 -> " second";
            case 4 | 2 -> " year to month";
            case 8 | 1024 -> " day to hour";
            case 8 | 1024 | 2048 -> " day to minute";
            case 8 | 1024 | 2048 | 4096 -> " day to second";
            case 1024 | 2048 -> " hour to minute";
            case 1024 | 2048 | 4096 -> " hour to second";
            case 2048 | 4096 -> " minute to second";
            default -> "";
        };
    }

    /** The bare names of these two mean a length of one. */
    private static String unmodified(long type, String bare) {
        return type == 1042 ? "bpchar" : type == 1560 ? "\"bit\"" : bare;
    }

    private static String modified(long type, String bare, @Nullable Integer modifier) {
        if (modifier == null || modifier < 0) {
            return modifier == null ? bare : unmodified(type, bare);
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
                    bare.replaceFirst("^(timestamp|time)", "$1(" + modifier + ")");
            case 1186 ->
                    bare
                            + intervalFields(modifier >> 16 & 0x7FFF)
                            + ((modifier & 0xFFFF) == 0xFFFF
                                    ? ""
                                    : "(" + (modifier & 0xFFFF) + ')');
            default -> bare;
        };
    }
}
