package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement.CopyDirection;
import dev.duckspace.gateway.sql.Statement.CopyOption;
import dev.duckspace.gateway.sql.Statement.CopySource;
import dev.duckspace.gateway.sql.Statement.CopyTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of COPY: both spellings of its options. What an option means is not known here. */
final class CopyParser {
    private static final List<String> STAR = List.of("*");

    private final SqlText text;
    private final TokenCursor cursor;

    CopyParser(SqlText text) {
        this.text = text;
        this.cursor = new TokenCursor(text);
    }

    Statement copy() {
        cursor.expect(Keyword.COPY);
        if (cursor.at(Keyword.FROM, Keyword.DATABASE)) {
            return new Statement.Engine(Leading.COPY);
        }
        List<CopyOption> options = new ArrayList<>();
        int first = cursor.index();
        if (cursor.at(Keyword.BINARY)) {
            cursor.skip();
            options.add(option(first, "format", List.of("binary")));
        }
        CopySource source =
                cursor.at(TokenKind.LEFT_PAREN) ? new Statement.CopyQuery(cursor.group()) : table();
        CopyDirection direction = direction(source);
        CopyTarget target = target();
        if (cursor.accept(Keyword.USING)) {
            delimiters(options);
        } else if (cursor.at(Keyword.DELIMITERS)) {
            delimiters(options);
        }
        cursor.accept(Keyword.WITH);
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            newOptions(options);
        } else {
            oldOptions(options);
        }
        SqlText where = where(direction);
        cursor.expectEnd();
        return new Statement.Copy(source, direction, target, List.copyOf(options), where);
    }

    private @Nullable SqlText where(CopyDirection direction) {
        int index = cursor.index();
        if (!cursor.accept(Keyword.WHERE)) {
            return null;
        }
        if (cursor.atEnd()) {
            throw cursor.syntaxError();
        }
        if (direction == CopyDirection.TO) {
            throw SqlErrors.at(
                    SqlState.SYNTAX_ERROR,
                    "WHERE clause not allowed with COPY TO",
                    text.source(),
                    text.tokens().start(index));
        }
        return cursor.rest();
    }

    private CopySource table() {
        List<String> name = cursor.dottedName();
        List<String> columns = cursor.at(TokenKind.LEFT_PAREN) ? names() : List.of();
        return new Statement.CopyTable(name, columns);
    }

    private List<String> names() {
        cursor.expect(TokenKind.LEFT_PAREN);
        List<String> names = nameList();
        cursor.expect(TokenKind.RIGHT_PAREN);
        return names;
    }

    private List<String> nameList() {
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.name());
        } while (cursor.accept(TokenKind.COMMA));
        return List.copyOf(names);
    }

    private CopyDirection direction(CopySource source) {
        if (source instanceof Statement.CopyTable && cursor.accept(Keyword.FROM)) {
            return CopyDirection.FROM;
        }
        cursor.expect(Keyword.TO);
        return CopyDirection.TO;
    }

    private CopyTarget target() {
        if (cursor.accept(Keyword.STDIN) || cursor.accept(Keyword.STDOUT)) {
            return new Statement.CopyClient();
        }
        return cursor.accept(Keyword.PROGRAM)
                ? new Statement.CopyProgram(cursor.string())
                : new Statement.CopyFile(cursor.string());
    }

    private CopyOption option(int index, String name, List<String> values) {
        return option(index, name, values, false);
    }

    private CopyOption option(int index, String name, List<String> values, boolean list) {
        int position = SqlErrors.position(text.source(), text.tokens().start(index));
        return new CopyOption(name, values, list, position);
    }

    private void delimiters(List<CopyOption> options) {
        int index = cursor.index();
        cursor.expect(Keyword.DELIMITERS);
        options.add(option(index, "delimiter", List.of(cursor.string())));
    }

    private void newOptions(List<CopyOption> options) {
        cursor.expect(TokenKind.LEFT_PAREN);
        do {
            int index = cursor.index();
            String name = cursor.label();
            boolean list = cursor.at(TokenKind.LEFT_PAREN);
            options.add(option(index, name, optionValues(), list));
        } while (cursor.accept(TokenKind.COMMA));
        cursor.expect(TokenKind.RIGHT_PAREN);
    }

    private List<String> optionValues() {
        if (cursor.at(TokenKind.COMMA) || cursor.at(TokenKind.RIGHT_PAREN)) {
            return List.of();
        }
        if (cursor.acceptOperator("*")) {
            return STAR;
        }
        if (!cursor.accept(TokenKind.LEFT_PAREN)) {
            return List.of(optionValue());
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(optionValue());
        } while (cursor.accept(TokenKind.COMMA));
        cursor.expect(TokenKind.RIGHT_PAREN);
        return List.copyOf(values);
    }

    private String optionValue() {
        if (cursor.atString()) {
            return cursor.string();
        }
        String sign = cursor.acceptOperator("-") ? "-" : "";
        if (cursor.at(TokenKind.INTEGER) || cursor.at(TokenKind.NUMERIC)) {
            String digits = cursor.tokenText();
            cursor.skip();
            return sign + digits;
        }
        return cursor.at(Keyword.TRUE) || cursor.at(Keyword.FALSE) || cursor.at(Keyword.ON)
                ? cursor.label()
                : cursor.nonReservedWord();
    }

    private void oldOptions(List<CopyOption> options) {
        while (atOldOption()) {
            oldOption(options);
        }
    }

    private boolean atOldOption() {
        return !cursor.atEnd() && !cursor.at(Keyword.WHERE);
    }

    private void oldOption(List<CopyOption> options) {
        int index = cursor.index();
        if (cursor.accept(Keyword.BINARY)) {
            options.add(option(index, "format", List.of("binary")));
        } else if (cursor.accept(Keyword.CSV)) {
            options.add(option(index, "format", List.of("csv")));
        } else if (cursor.accept(Keyword.HEADER)) {
            options.add(option(index, "header", List.of()));
        } else if (cursor.accept(Keyword.FREEZE)) {
            options.add(option(index, "freeze", List.of()));
        } else if (cursor.accept(Keyword.ENCODING)) {
            options.add(option(index, "encoding", List.of(cursor.string())));
        } else if (cursor.accept(Keyword.FORCE)) {
            options.add(forced(index));
        } else {
            Keyword text =
                    cursor.acceptAny(
                            Keyword.DELIMITER, Keyword.NULL, Keyword.QUOTE, Keyword.ESCAPE);
            if (text == null) {
                throw cursor.syntaxError();
            }
            cursor.accept(Keyword.AS);
            options.add(option(index, text.word(), List.of(cursor.string())));
        }
    }

    private CopyOption forced(int index) {
        if (cursor.accept(Keyword.QUOTE)) {
            return option(
                    index, "force_quote", cursor.acceptOperator("*") ? STAR : nameList(), true);
        }
        String name = cursor.accept(Keyword.NOT) ? "force_not_null" : "force_null";
        cursor.expect(Keyword.NULL);
        return option(index, name, nameList(), true);
    }
}
