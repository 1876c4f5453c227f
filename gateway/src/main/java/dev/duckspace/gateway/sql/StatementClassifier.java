package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Statement.ExplainOption;
import java.util.ArrayList;
import java.util.List;

/** Tells what the gateway answers itself from what the engine runs. */
public final class StatementClassifier {
    private final SqlText text;
    private final TokenCursor cursor;

    private StatementClassifier(SqlText text) {
        this.text = text;
        this.cursor = new TokenCursor(text);
    }

    /**
     * @throws PgException 42601 when a statement that the gateway answers breaks its grammar; the
     *     engine's own statements are not checked
     */
    public static Statement classify(SqlText text) {
        return new StatementClassifier(text).statement();
    }

    private Statement statement() {
        Keyword verb = cursor.keyword();
        if (verb == null) {
            return engine();
        }
        return switch (verb) {
            case BEGIN -> transaction().begin();
            case START -> transaction().start();
            case COMMIT, END -> transaction().commit();
            case ROLLBACK, ABORT -> transaction().rollback();
            case SAVEPOINT -> transaction().savepoint();
            case RELEASE -> transaction().release();
            case SET -> session().set();
            case RESET -> session().reset();
            case SHOW -> session().show();
            case DISCARD -> session().discard();
            case LISTEN -> session().listen();
            case UNLISTEN -> session().unlisten();
            case NOTIFY -> session().notification();
            case PREPARE -> prepare();
            case EXECUTE -> execute();
            case DEALLOCATE -> deallocate();
            case DECLARE -> new CursorParser(cursor).declare();
            case FETCH, MOVE -> new CursorParser(cursor).fetch();
            case CLOSE -> new CursorParser(cursor).close();
            case COPY -> new CopyParser(text).copy();
            case LOCK -> lock();
            case EXPLAIN -> explain();
            case CREATE -> new DefinitionParser(text).create();
            case DROP -> new DefinitionParser(text).drop();
            case ALTER -> new DefinitionParser(text).alter();
            case UPDATE, DELETE ->
                    namesCursor()
                            ? Refusals.of(
                                    "WHERE CURRENT OF is not supported", "Name the row by its key.")
                            : engine();
            default -> refusedOrEngine(verb);
        };
    }

    private Statement refusedOrEngine(Keyword verb) {
        Statement refused = DefinitionParser.refusedVerb(verb);
        return refused == null ? engine() : refused;
    }

    private boolean namesCursor() {
        Tokens tokens = text.tokens();
        for (int i = text.from(); i + 3 < text.to(); i++) {
            if (tokens.is(i, Keyword.WHERE)
                    && tokens.isWord(i + 1, "current")
                    && tokens.isWord(i + 2, "of")) {
                return true;
            }
        }
        return false;
    }

    private Statement engine() {
        return new Statement.Engine(new EngineClassifier(text).leading());
    }

    private TransactionParser transaction() {
        return new TransactionParser(cursor);
    }

    private SessionParser session() {
        return new SessionParser(cursor);
    }

    private Statement prepare() {
        cursor.skip();
        if (cursor.at(Keyword.TRANSACTION) && !cursor.followedBy(Keyword.AS)) {
            return transaction().prepareTransaction();
        }
        String name = cursor.name();
        List<String> types = new ArrayList<>();
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            for (SqlText type : cursor.groupParts()) {
                types.add(type.text());
            }
        }
        cursor.expect(Keyword.AS);
        if (cursor.atEnd()) {
            throw cursor.syntaxError();
        }
        SqlText inner = cursor.rest();
        if (!(classify(inner) instanceof Statement.Engine)) {
            throw SqlErrors.syntaxError(inner.tokens(), inner.from());
        }
        return new Statement.Prepare(name, List.copyOf(types), inner);
    }

    private Statement execute() {
        cursor.skip();
        String name = cursor.name();
        List<SqlText> arguments = cursor.at(TokenKind.LEFT_PAREN) ? cursor.groupParts() : List.of();
        cursor.expectEnd();
        return new Statement.Execute(name, arguments);
    }

    private Statement deallocate() {
        cursor.skip();
        if (cursor.at(Keyword.PREPARE) && !cursor.followedBy(TokenKind.END)) {
            cursor.skip();
        }
        String name = cursor.accept(Keyword.ALL) ? null : cursor.name();
        cursor.expectEnd();
        return new Statement.Deallocate(name);
    }

    private Statement lock() {
        cursor.skip();
        cursor.accept(Keyword.TABLE);
        List<String> tables = new ArrayList<>();
        do {
            boolean bracketed = cursor.accept(Keyword.ONLY) && cursor.accept(TokenKind.LEFT_PAREN);
            tables.add(String.join(".", cursor.dottedName()));
            if (bracketed) {
                cursor.expect(TokenKind.RIGHT_PAREN);
            }
            cursor.acceptOperator("*");
        } while (cursor.accept(TokenKind.COMMA));
        String mode = cursor.accept(Keyword.IN) ? lockMode() : "ACCESS EXCLUSIVE";
        boolean nowait = cursor.accept(Keyword.NOWAIT);
        cursor.expectEnd();
        return new Statement.Lock(List.copyOf(tables), mode, nowait);
    }

    private String lockMode() {
        String mode;
        if (cursor.accept(Keyword.SHARE)) {
            mode = "SHARE" + then(Keyword.UPDATE, Keyword.ROW);
        } else if (cursor.accept(Keyword.ACCESS)) {
            mode = "ACCESS" + required(Keyword.SHARE, Keyword.EXCLUSIVE);
        } else if (cursor.accept(Keyword.ROW)) {
            mode = "ROW" + required(Keyword.SHARE, Keyword.EXCLUSIVE);
        } else {
            cursor.expect(Keyword.EXCLUSIVE);
            mode = "EXCLUSIVE";
        }
        cursor.expect(Keyword.MODE);
        return mode;
    }

    private String then(Keyword... next) {
        Keyword found = cursor.acceptAny(next);
        if (found == null) {
            return "";
        }
        cursor.expect(Keyword.EXCLUSIVE);
        return ' ' + found.name() + " EXCLUSIVE";
    }

    private String required(Keyword... next) {
        Keyword found = cursor.acceptAny(next);
        if (found == null) {
            throw cursor.syntaxError();
        }
        return ' ' + found.name();
    }

    private Statement explain() {
        cursor.skip();
        List<ExplainOption> options = new ArrayList<>();
        if (cursor.at(TokenKind.LEFT_PAREN) && !bracketedQuery()) {
            for (SqlText option : cursor.groupParts()) {
                options.add(explainOption(new TokenCursor(option)));
            }
        } else {
            if (cursor.accept(Keyword.ANALYZE) || cursor.accept(Keyword.ANALYSE)) {
                options.add(new ExplainOption("analyze", ""));
            }
            if (cursor.accept(Keyword.VERBOSE)) {
                options.add(new ExplainOption("verbose", ""));
            }
        }
        if (cursor.atEnd()) {
            throw cursor.syntaxError();
        }
        return new Statement.Explain(List.copyOf(options), cursor.rest());
    }

    private boolean bracketedQuery() {
        return cursor.followedBy(TokenKind.LEFT_PAREN)
                || cursor.followedBy(Keyword.SELECT)
                || cursor.followedBy(Keyword.WITH)
                || cursor.followedBy(Keyword.VALUES)
                || cursor.followedBy(Keyword.TABLE)
                || cursor.followedBy(Keyword.FROM);
    }

    private static ExplainOption explainOption(TokenCursor option) {
        boolean analyse = option.at(Keyword.ANALYSE);
        String label = option.label();
        String name = analyse ? "analyze" : label;
        String value = option.atEnd() ? "" : explainValue(option);
        option.expectEnd();
        return new ExplainOption(name, value);
    }

    private static String explainValue(TokenCursor option) {
        if (option.atString()) {
            return option.string();
        }
        if (option.at(TokenKind.INTEGER)) {
            return Long.toString(option.signedInteger());
        }
        return option.label();
    }
}
