package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings taken apart at other strings. */
final class Splitting {
    private Splitting() {}

    /** The place of a string in another in characters from 1, or 0. */
    static int position(String text, String wanted) {
        int at = text.indexOf(wanted);
        return at < 0 ? 0 : text.codePointCount(0, at) + 1;
    }

    /**
     * A piece by its number, from the end when that is negative.
     *
     * @throws PgException 22023 for the number 0
     */
    static String part(String text, String separator, long number) {
        if (number == 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "field position must not be zero");
        }
        if (text.isEmpty()) {
            return "";
        }
        List<String> pieces = separator.isEmpty() ? List.of(text) : split(text, separator);
        long at = number > 0 ? number - 1 : pieces.size() + number;
        return at >= 0 && at < pieces.size() ? pieces.get((int) at) : "";
    }

    private static List<String> split(String text, String separator) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, at));
            from = at + separator.length();
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** Arguments are the text, the separator (NULL: every character) and what becomes NULL. */
    static @Nullable List<@Nullable String> pieces(Row row, boolean withNull) {
        if (row.isNull(0)) {
            return null;
        }
        String text = row.text(0);
        List<@Nullable String> pieces = new ArrayList<>();
        if (text.isEmpty()) {
            return pieces;
        }
        if (row.isNull(1)) {
            text.codePoints().mapToObj(Character::toString).forEach(pieces::add);
        } else if (row.text(1).isEmpty()) {
            pieces.add(text);
        } else {
            pieces.addAll(split(text, row.text(1)));
        }
        if (withNull && !row.isNull(2)) {
            String empty = row.text(2);
            pieces.replaceAll(piece -> empty.equals(piece) ? null : piece);
        }
        return pieces;
    }
}
