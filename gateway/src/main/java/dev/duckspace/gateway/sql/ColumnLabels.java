package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that PostgreSQL 15 gives to a statement's result columns where the text gives none, as
 * {@code count} for {@code count(*)} and {@code ?column?} for {@code 1 + 1}.
 *
 * @param items of the list that decides the columns, in order; none when the statement has no such
 *     list or one of DuckDB's own making
 */
public record ColumnLabels(List<Item> items) {
    /** The engine's column for a list without items, which the client does not see. */
    public static final String NO_COLUMN = "pg_no_column";

    /** Longest label, in bytes of UTF-8: one less than PostgreSQL's NAMEDATALEN. */
    private static final int MAX_BYTES = 63;

    private static final ColumnLabels NONE = new ColumnLabels(List.of());
    private static final Item ENGINE_NAMED = new EngineNamed();
    private static final Item STAR = new Star();
    private static final Item UNNEST = new Unnest();

    /** One item of the list. */
    public sealed interface Item {}

    /** One column, by PostgreSQL's name for it. */
    public record Named(String label) implements Item {}

    /** One column that keeps the engine's name: an alias, a plain column, DuckDB's own dialect. */
    public record EngineNamed() implements Item {}

    /** Any number of columns under the engine's names. */
    public record Star() implements Item {}

    /** One column for a list, one for each field for a struct; only the engine's names tell. */
    public record Unnest() implements Item {
        private static final String LABEL = "unnest";
        private static final String ENGINE_NAME = "unnest(";
    }

    public ColumnLabels {
        items = List.copyOf(items);
    }

    /** Reads any text without an error; what it does not understand keeps the engine's names. */
    public static ColumnLabels of(SqlText text) {
        try {
            LabelSource source = new LabelSource(text);
            Keyword list = QueryStart.moveToList(source);
            if (list == null) {
                return NONE;
            }
            List<Item> items = list == Keyword.VALUES ? columnsOfRow(source) : itemsOfList(source);
            return new ColumnLabels(items);
        } catch (PgException e) {
            return NONE; // a wrong Unicode escape, which the statement itself answers for
        }
    }

    private static List<Item> itemsOfList(LabelSource source) {
        TokenCursor cursor = source.cursor();
        ExpressionLabels expressions = new ExpressionLabels(source);
        List<Item> items = new ArrayList<>();
        do {
            if (!cursor.at(TokenKind.COMMA) && source.atItemEnd()) {
                break; // an empty list, or DuckDB's comma after the last item
            }
            int from = cursor.index();
            ColumnLabel label = expressions.item();
            items.add(item(source.text().part(from, cursor.index()), label));
        } while (cursor.accept(TokenKind.COMMA));
        return items;
    }

    private static Item item(SqlText text, ColumnLabel label) {
        if (label.kind() == ColumnLabel.Kind.STAR || namesColumns(text)) {
            return STAR;
        }
        return switch (label.kind()) {
            case OWN, UNKNOWN, STAR -> ENGINE_NAMED;
            case UNNAMED, WEAK, STRONG ->
                    callsUnnest(text) && label.text().equals(Unnest.LABEL)
                            ? UNNEST
                            : new Named(truncated(label.text()));
        };
    }

    private static boolean callsUnnest(SqlText text) {
        return text.tokens().isWord(text.from(), Unnest.LABEL)
                && text.tokens().is(text.from() + 1, TokenKind.LEFT_PAREN);
    }

    /** DuckDB's COLUMNS(...), which repeats the whole item for each column it finds. */
    private static boolean namesColumns(SqlText text) {
        for (int i = text.from(); i < text.to(); i++) {
            if (text.tokens().is(i, Keyword.COLUMNS)
                    && text.tokens().is(i + 1, TokenKind.LEFT_PAREN)) {
                return true;
            }
        }
        return false;
    }

    private static List<Item> columnsOfRow(LabelSource source) {
        int open = source.cursor().index();
        source.skipGroup();
        SqlText row = source.text().part(open + 1, source.cursor().index() - 1);
        int count = row.isEmpty() ? 0 : row.splitAtCommas().size();
        List<Item> items = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            items.add(new Named("column" + i));
        }
        return items;
    }

    private static String truncated(String label) {
        if (label.length() * 3 <= MAX_BYTES) {
            return label;
        }
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return label;
        }
        int end = MAX_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--; // not within a character
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /**
     * The engine's names with PostgreSQL's in their places: from the front up to the first item of
     * unknown width, and from the back down to the last. Unchanged when the counts do not fit.
     */
    public List<String> apply(List<String> engineNames) {
        int front = matching(engineNames);
        if (front == items.size()) {
            return front == engineNames.size() ? labelled(engineNames, front, 0) : engineNames;
        }
        int back = matchingFromBack(engineNames, items.size() - 1 - front);
        return isOpen(items.get(front))
                        && isOpen(items.get(items.size() - 1 - back))
                        && front + back <= engineNames.size()
                ? labelled(engineNames, front, back)
                : engineNames;
    }

    private int matching(List<String> engineNames) {
        int limit = Math.min(items.size(), engineNames.size());
        int front = 0;
        while (front < limit && isOneColumn(items.get(front), engineNames.get(front))) {
            front++;
        }
        return front;
    }

    private int matchingFromBack(List<String> engineNames, int most) {
        int limit = Math.min(most, engineNames.size());
        int back = 0;
        while (back < limit
                && isOneColumn(
                        items.get(items.size() - 1 - back),
                        engineNames.get(engineNames.size() - 1 - back))) {
            back++;
        }
        return back;
    }

    private static boolean isOneColumn(Item item, String engineName) {
        return switch (item) {
            case Named named -> true;
            case EngineNamed engineNamed -> true;
            case Star star -> false;
            case Unnest unnest -> engineName.startsWith(Unnest.ENGINE_NAME);
        };
    }

    private static boolean isOpen(Item item) {
        return item instanceof Star || item instanceof Unnest;
    }

    private List<String> labelled(List<String> engineNames, int front, int back) {
        List<String> names = new ArrayList<>(engineNames);
        for (int i = 0; i < front; i++) {
            names.set(i, name(items.get(i), names.get(i)));
        }
        for (int i = 1; i <= back; i++) {
            int at = names.size() - i;
            names.set(at, name(items.get(items.size() - i), names.get(at)));
        }
        return names;
    }

    private static String name(Item item, String engineName) {
        return switch (item) {
            case Named named -> named.label();
            case Unnest unnest -> Unnest.LABEL;
            case EngineNamed engineNamed -> EngineText.shown(engineName);
            case Star star -> engineName;
        };
    }
}
