package dev.duckspace.gateway.workspace;

import java.util.List;

/**
 * How a CSV file is to be read. It has a header line and is in UTF-8.
 *
 * @param columns with their types, those of the header in its order; empty: types are found out
 * @param delimiter one character
 * @param quote one character, which doubled stands for itself in a quoted value; empty for none
 * @param nullText what stands for NULL where it is not quoted
 */
public record CsvFormat(List<CsvColumn> columns, String delimiter, String quote, String nullText) {
    public static final CsvFormat STANDARD = new CsvFormat(List.of(), ",", "\"", "");

    private static final int NULL_TEXT_LENGTH_MAX = 40;

    public CsvFormat {
        columns = List.copyOf(columns);
        if (delimiter.length() != 1 || isBad(delimiter) || delimiter.equals(quote)) {
            throw new IllegalArgumentException(
                    "delimiter is one ASCII character that no value ends with, as , or ; or a tab");
        }
        if (quote.length() > 1 || (!quote.isEmpty() && isBad(quote))) {
            throw new IllegalArgumentException(
                    "quote is one ASCII character, or empty for values that are never quoted");
        }
        if (nullText.length() > NULL_TEXT_LENGTH_MAX
                || nullText.contains(delimiter)
                || nullText.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "null is a text of at most "
                            + NULL_TEXT_LENGTH_MAX
                            + " characters without the delimiter");
        }
    }

    private static boolean isBad(String character) {
        char c = character.charAt(0);
        return (c < ' ' && c != '\t') || c > '~' || Character.isLetterOrDigit(c);
    }
}
