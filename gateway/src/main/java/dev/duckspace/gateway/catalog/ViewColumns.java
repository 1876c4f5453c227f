package dev.duckspace.gateway.catalog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which columns of a view are columns of what it reads. */
final class ViewColumns {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
    private static final Pattern COLUMN =
            Pattern.compile(NAME + "(?:\\." + NAME + "){0,3}(?: AS " + NAME + ")?");
    private static final Pattern CAST =
            Pattern.compile("CAST\\(.*\\)(?: AS " + NAME + ")?", Pattern.DOTALL);
    private static final Pattern SELECT =
            Pattern.compile("SELECT (?:DISTINCT )?(?!ON )(.+)", Pattern.DOTALL);

    /** What the engine gives sums: no user's column is that wide but one that says so. */
    private static final int WIDEST = 38;

    private ViewColumns() {}

    /**
     * Whether a numeric column has its digits from the engine's computing.
     *
     * @param definition the engine's CREATE VIEW
     * @param position from 1
     */
    static boolean isComputed(String definition, int position, int modifier) {
        Matcher select = SELECT.matcher(ViewText.of(definition).strip());
        if (select.matches()) {
            List<String> items = ExpressionText.split(upToFrom(select.group(1)));
            boolean listed = items.stream().noneMatch(item -> item.contains("*"));
            if (listed && position <= items.size()) {
                String item = items.get(position - 1);
                return !COLUMN.matcher(item).matches() && !CAST.matcher(item).matches();
            }
        }
        return (modifier - 4) >> 16 == WIDEST;
    }

    /** The select list: up to FROM outside of brackets and quotes. */
    private static String upToFrom(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0 && text.startsWith(" FROM ", i)) {
                    return text.substring(0, i);
                }
            }
        }
        return text;
    }
}
