package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.gateway.workspace.CsvColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code id:BIGINT,amount:DECIMAL(12,2)}. A name with a comma, colon or quote in it stands in
 * double quotes, which doubled stand for themselves.
 */
final class ColumnsParameter {
    private static final int LENGTH_MAX = 100_000;

    private final String text;
    private int position;

    private ColumnsParameter(String text) {
        this.text = text;
    }

    static List<CsvColumn> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw wrong();
        }
        return new ColumnsParameter(text).columns();
    }

    private List<CsvColumn> columns() {
        List<CsvColumn> columns = new ArrayList<>();
        while (true) {
            String name = name();
            if (name.isBlank() || position >= text.length() || text.charAt(position) != ':') {
                throw wrong();
            }
            position++;
            columns.add(column(name, type()));
            if (position >= text.length()) {
                return columns;
            }
            position++;
        }
    }

    private static CsvColumn column(String name, String type) {
        try {
            return new CsvColumn(name, type);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("columns: " + e.getMessage());
        }
    }

    private String name() {
        if (position >= text.length() || text.charAt(position) != '"') {
            int end = position;
            while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ',') {
                end++;
            }
            String name = text.substring(position, end);
            position = end;
            return name;
        }
        StringBuilder name = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c != '"') {
                name.append(c);
            } else if (position + 1 < text.length() && text.charAt(position + 1) == '"') {
                name.append(c);
                position++;
            } else {
                position++;
                return name.toString();
            }
        }
        throw wrong();
    }

    /** Up to a comma outside of brackets, or the end. */
    private String type() {
        int start = position;
        int depth = 0;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == ',' && depth == 0) {
                break;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.substring(start, position);
    }

    private static ProblemException wrong() {
        return ProblemException.invalid(
                "columns names each column of the header line with its type:"
                        + " columns=id:BIGINT,amount:DECIMAL(12,2)");
    }
}
