package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Statement.DiscardTarget;
import dev.duckspace.gateway.sql.Statement.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of SET, RESET, SHOW, DISCARD, LISTEN, NOTIFY and UNLISTEN. */
final class SessionParser {
    private final TokenCursor cursor;

    SessionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement set() {
        cursor.expect(Keyword.SET);
        if (engineSet()) {
            return new Statement.Engine(Leading.SET);
        }
        if (cursor.accept(Keyword.CONSTRAINTS)) {
            return new TransactionParser(cursor).constraints();
        }
        Scope scope = Scope.SESSION;
        if (cursor.accept(Keyword.LOCAL)) {
            scope = Scope.LOCAL;
        } else if (cursor.at(Keyword.SESSION) && !assigns() && !authorization()) {
            cursor.skip();
            if (cursor.accept(Keyword.CHARACTERISTICS)) {
                cursor.expect(Keyword.AS);
                cursor.expect(Keyword.TRANSACTION);
                return new Statement.SetSessionCharacteristics(
                        new TransactionParser(cursor).requiredModes());
            }
        }
        if (cursor.at(Keyword.TRANSACTION) && !assigns()) {
            cursor.skip();
            return transaction();
        }
        Statement statement = parameter(scope);
        cursor.expectEnd();
        return statement;
    }

    /** DuckDB's SET VARIABLE and SET GLOBAL. */
    private boolean engineSet() {
        return (cursor.at(Keyword.VARIABLE) || cursor.at(Keyword.GLOBAL)) && !assigns();
    }

    /** Whether the next token is the name of a parameter that is being set. */
    private boolean assigns() {
        return cursor.followedBy(Keyword.TO)
                || cursor.followedByOperator("=")
                || cursor.followedBy(TokenKind.DOT);
    }

    private boolean authorization() {
        return cursor.followedBy(Keyword.AUTHORIZATION);
    }

    private Statement transaction() {
        if (cursor.accept(Keyword.SNAPSHOT)) {
            String snapshot = cursor.string();
            cursor.expectEnd();
            return new Statement.SetTransaction(new TransactionModes(null, null, null, snapshot));
        }
        return new Statement.SetTransaction(new TransactionParser(cursor).requiredModes());
    }

    private Statement.Set parameter(Scope scope) {
        if (!assigns()) {
            Statement.Set special = special(scope);
            if (special != null) {
                return special;
            }
        }
        String name = String.join(".", cursor.dottedName());
        if (!cursor.accept(Keyword.TO) && !cursor.acceptOperator("=")) {
            throw cursor.syntaxError();
        }
        return new Statement.Set(scope, name, values());
    }

    private Statement.@Nullable Set special(Scope scope) {
        if (cursor.accept(Keyword.TIME, Keyword.ZONE)) {
            return new Statement.Set(scope, "timezone", zone());
        }
        if (cursor.accept(Keyword.NAMES)) {
            return new Statement.Set(scope, "client_encoding", encoding());
        }
        if (cursor.accept(Keyword.SCHEMA)) {
            return new Statement.Set(scope, "search_path", List.of(cursor.string()));
        }
        if (cursor.accept(Keyword.ROLE)) {
            return new Statement.Set(scope, "role", List.of(wordOrString()));
        }
        if (cursor.accept(Keyword.SESSION, Keyword.AUTHORIZATION)) {
            List<String> user =
                    cursor.accept(Keyword.DEFAULT) ? List.of() : List.of(wordOrString());
            return new Statement.Set(scope, "session_authorization", user);
        }
        if (cursor.accept(Keyword.XML)) {
            cursor.expect(Keyword.OPTION);
            Keyword option = cursor.acceptAny(Keyword.DOCUMENT, Keyword.CONTENT);
            if (option == null) {
                throw cursor.syntaxError();
            }
            return new Statement.Set(scope, "xmloption", List.of(option.word()));
        }
        return null;
    }

    private List<String> encoding() {
        if (cursor.atEnd() || cursor.accept(Keyword.DEFAULT)) {
            return List.of();
        }
        return List.of(cursor.string());
    }

    private List<String> zone() {
        if (cursor.accept(Keyword.DEFAULT) || cursor.accept(Keyword.LOCAL)) {
            return List.of();
        }
        if (cursor.accept(Keyword.INTERVAL)) {
            if (cursor.at(TokenKind.LEFT_PAREN)) {
                cursor.group();
            }
            String zone = "INTERVAL " + Literals.quote(cursor.string());
            if (cursor.accept(Keyword.HOUR) && cursor.accept(Keyword.TO)) {
                cursor.expect(Keyword.MINUTE);
            }
            return List.of(zone);
        }
        if (cursor.atString()) {
            return List.of(cursor.string());
        }
        return List.of(atNumber() ? number() : cursor.name());
    }

    private List<String> values() {
        if (cursor.accept(Keyword.DEFAULT)) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        do {
            values.add(value());
        } while (cursor.accept(TokenKind.COMMA));
        return values;
    }

    private String value() {
        if (atNumber()) {
            return number();
        }
        Keyword flag = cursor.acceptAny(Keyword.TRUE, Keyword.FALSE, Keyword.ON);
        return flag != null ? flag.word() : wordOrString();
    }

    private String wordOrString() {
        return cursor.atString() ? cursor.string() : cursor.nonReservedWord();
    }

    private boolean atNumber() {
        return cursor.at(TokenKind.INTEGER)
                || cursor.at(TokenKind.NUMERIC)
                || cursor.atOperator("-")
                || cursor.atOperator("+");
    }

    private String number() {
        boolean negative = cursor.acceptOperator("-");
        if (!negative) {
            cursor.acceptOperator("+");
        }
        if (!cursor.at(TokenKind.INTEGER) && !cursor.at(TokenKind.NUMERIC)) {
            throw cursor.syntaxError();
        }
        String digits = cursor.tokenText();
        cursor.skip();
        return negative ? "-" + digits : digits;
    }

    Statement reset() {
        cursor.expect(Keyword.RESET);
        if (cursor.at(Keyword.ALL)) {
            cursor.skip();
            cursor.expectEnd();
            return new Statement.ResetAll();
        }
        String name = parameterName();
        cursor.expectEnd();
        return new Statement.Reset(name);
    }

    Statement show() {
        cursor.expect(Keyword.SHOW);
        if (engineShow()) {
            return new Statement.Engine(Leading.SHOW);
        }
        if (cursor.accept(Keyword.ALL)) {
            cursor.expectEnd();
            return new Statement.ShowAll();
        }
        String name = parameterName();
        cursor.expectEnd();
        return new Statement.Show(name);
    }

    /** DuckDB's SHOW TABLES and its like. */
    private boolean engineShow() {
        return cursor.at(Keyword.TABLES)
                || cursor.at(Keyword.ALL, Keyword.TABLES)
                || cursor.at(Keyword.DATABASES)
                || cursor.at(Keyword.SCHEMAS)
                || cursor.at(Keyword.VARIABLES);
    }

    private String parameterName() {
        if (cursor.accept(Keyword.TIME, Keyword.ZONE)) {
            return "timezone";
        }
        if (cursor.accept(Keyword.SESSION, Keyword.AUTHORIZATION)) {
            return "session_authorization";
        }
        if (cursor.at(Keyword.TRANSACTION, Keyword.ISOLATION)) {
            cursor.skip();
            cursor.skip();
            cursor.expect(Keyword.LEVEL);
            return "transaction_isolation";
        }
        return String.join(".", cursor.dottedName());
    }

    Statement discard() {
        cursor.expect(Keyword.DISCARD);
        Keyword target =
                cursor.acceptAny(
                        Keyword.ALL,
                        Keyword.PLANS,
                        Keyword.SEQUENCES,
                        Keyword.TEMP,
                        Keyword.TEMPORARY);
        if (target == null) {
            throw cursor.syntaxError();
        }
        cursor.expectEnd();
        return new Statement.Discard(
                target == Keyword.TEMPORARY
                        ? DiscardTarget.TEMP
                        : DiscardTarget.valueOf(target.name()));
    }

    Statement listen() {
        cursor.expect(Keyword.LISTEN);
        String channel = cursor.name();
        cursor.expectEnd();
        return new Statement.Listen(channel);
    }

    Statement unlisten() {
        cursor.expect(Keyword.UNLISTEN);
        String channel = cursor.acceptOperator("*") ? null : cursor.name();
        cursor.expectEnd();
        return new Statement.Unlisten(channel);
    }

    Statement notification() {
        cursor.expect(Keyword.NOTIFY);
        String channel = cursor.name();
        String payload = cursor.accept(TokenKind.COMMA) ? cursor.string() : null;
        cursor.expectEnd();
        return new Statement.Notify(channel, payload);
    }
}
