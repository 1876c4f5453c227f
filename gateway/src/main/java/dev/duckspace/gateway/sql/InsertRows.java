package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code INSERT INTO t (a, b) VALUES (1, 'x'), ($1, $2)}: rows of literals and parameters, and
 * nothing else in the statement.
 *
 * @param table its name's parts
 * @param columns those named; none for all
 * @param values what each column is given
 * @param first the bracket that opens the first row
 */
public record InsertRows(
        SqlText text,
        List<String> table,
        List<String> columns,
        List<Values> values,
        int rows,
        int first) {
    /** What stands in one column. */
    public static final class Values {
        private final Set<InsertCells.Kind> kinds = EnumSet.noneOf(InsertCells.Kind.class);
        private final Set<String> casts = new LinkedHashSet<>();
        private boolean words;

        private void add(InsertCells cells) {
            kinds.add(cells.kind());
            String cast = cells.cast();
            if (cast != null) {
                casts.add(cast);
            }
            words |= !words && cells.kind() == InsertCells.Kind.STRING && cells.mayHaveWords();
        }

        public boolean has(InsertCells.Kind kind) {
            return kinds.contains(kind);
        }

        /** The types that values are cast to, as written. */
        public Set<String> casts() {
            return Collections.unmodifiableSet(casts);
        }

        /** Whether a string may have letters; {@link InsertCells#mentionsAny} tells which. */
        public boolean mayHaveWords() {
            return words;
        }
    }

    /** Goes over the values from the first on. */
    public InsertCells cells() {
        return new InsertCells(text, first);
    }

    /** How many values a row has. */
    public int width() {
        return values.size();
    }

    public boolean hasParameters() {
        return values.stream().anyMatch(each -> each.has(InsertCells.Kind.PARAMETER));
    }

    /** Empty for every other statement. */
    public static Optional<InsertRows> of(SqlText text) {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final SqlText text;
        private final TokenCursor cursor;

        Reader(SqlText text) {
            this.text = text;
            this.cursor = new TokenCursor(text);
        }

        Optional<InsertRows> read() {
            if (!cursor.accept(Keyword.INSERT, Keyword.INTO) || !atPlainName()) {
                return Optional.empty();
            }
            List<String> table = new ArrayList<>();
            table.add(cursor.name());
            if (cursor.accept(TokenKind.DOT)) {
                if (!atPlainName()) {
                    return Optional.empty();
                }
                table.add(cursor.name());
            }
            List<String> columns = new ArrayList<>();
            boolean named = cursor.accept(TokenKind.LEFT_PAREN);
            if ((named && !columns(columns)) || !cursor.accept(Keyword.VALUES)) {
                return Optional.empty();
            }
            return values(table, columns);
        }

        private boolean atPlainName() {
            return cursor.atName() && !cursor.at(TokenKind.UNICODE_IDENTIFIER);
        }

        private boolean columns(List<String> columns) {
            do {
                if (!atPlainName()) {
                    return false;
                }
                columns.add(cursor.name());
            } while (cursor.accept(TokenKind.COMMA));
            return cursor.accept(TokenKind.RIGHT_PAREN);
        }

        private Optional<InsertRows> values(List<String> table, List<String> columns) {
            int first = cursor.index();
            InsertCells cells = new InsertCells(text, first);
            List<Values> values = new ArrayList<>();
            int rows = 0;
            int column = 0;
            while (!cells.atEnd()) {
                if (!cells.next() || (rows > 0 && column >= values.size())) {
                    return Optional.empty();
                }
                if (rows == 0) {
                    values.add(new Values());
                }
                values.get(column++).add(cells);
                if (cells.rowEnded()) {
                    if (column != values.size()) {
                        return Optional.empty();
                    }
                    rows++;
                    column = 0;
                }
            }
            boolean whole =
                    rows > 0
                            && column == 0
                            && (columns.isEmpty() || columns.size() == values.size());
            return whole
                    ? Optional.of(new InsertRows(text, table, columns, values, rows, first))
                    : Optional.empty();
        }
    }
}
