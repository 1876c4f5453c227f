package dev.duckspace.gateway.types.json;

import java.util.List;

/** jsonb as text, on one line or indented. */
public final class JsonbText {
    private static final String INDENT = "    ";

    private JsonbText() {}

    static void append(StringBuilder to, Jsonb value) {
        switch (value) {
            case Jsonb.Array array -> {
                to.append('[');
                String comma = "";
                for (Jsonb element : array.elements()) {
                    append(to.append(comma), element);
                    comma = ", ";
                }
                to.append(']');
            }
            case Jsonb.Members members -> {
                to.append('{');
                String comma = "";
                for (Jsonb.Member member : members.members()) {
                    JsonStrings.quote(to.append(comma), member.key());
                    append(to.append(": "), member.value());
                    comma = ", ";
                }
                to.append('}');
            }
            case Jsonb.Null nothing -> scalar(to, value);
            case Jsonb.Bool bool -> scalar(to, value);
            case Jsonb.Num number -> scalar(to, value);
            case Jsonb.Str string -> scalar(to, value);
        }
    }

    private static void scalar(StringBuilder to, Jsonb value) {
        switch (value) {
            case Jsonb.Null nothing -> to.append("null");
            case Jsonb.Bool bool -> to.append(bool.value());
            case Jsonb.Num number -> to.append(number.value().toPlainString());
            case Jsonb.Str string -> JsonStrings.quote(to, string.value());
            case Jsonb.Array array -> throw new IllegalArgumentException("an array is no scalar");
            case Jsonb.Members members ->
                    throw new IllegalArgumentException("an object is no scalar");
        }
    }

    /** As jsonb_pretty writes it: a line an element, four blanks a level. */
    public static String pretty(Jsonb value) {
        StringBuilder text = new StringBuilder();
        pretty(text, value, 0);
        return text.toString();
    }

    private static void pretty(StringBuilder to, Jsonb value, int level) {
        switch (value) {
            case Jsonb.Array array -> {
                to.append('[');
                List<Jsonb> elements = array.elements();
                for (int i = 0; i < elements.size(); i++) {
                    line(to.append(i == 0 ? "" : ","), level + 1);
                    pretty(to, elements.get(i), level + 1);
                }
                line(to, level);
                to.append(']');
            }
            case Jsonb.Members object -> {
                to.append('{');
                List<Jsonb.Member> members = object.members();
                for (int i = 0; i < members.size(); i++) {
                    line(to.append(i == 0 ? "" : ","), level + 1);
                    JsonStrings.quote(to, members.get(i).key());
                    pretty(to.append(": "), members.get(i).value(), level + 1);
                }
                line(to, level);
                to.append('}');
            }
            case Jsonb.Null nothing -> scalar(to, value);
            case Jsonb.Bool bool -> scalar(to, value);
            case Jsonb.Num number -> scalar(to, value);
            case Jsonb.Str string -> scalar(to, value);
        }
    }

    private static void line(StringBuilder to, int level) {
        to.append('\n').append(INDENT.repeat(level));
    }
}
