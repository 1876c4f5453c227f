package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Lexer.Kind;
import dev.duckspace.gateway.catalog.query.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/** Steps through tokens. */
class TokenReader {
    private final List<Token> tokens;
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    Token token(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = token(0);
        at++;
        return token;
    }

    boolean isWord(int ahead, String word) {
        return token(ahead).kind() == Kind.WORD && token(ahead).text().equals(word);
    }

    boolean is(String words) {
        String[] all = words.split(" ");
        for (int i = 0; i < all.length; i++) {
            if (!isWord(i, all[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isMark(int ahead, String mark) {
        Token token = token(ahead);
        return (token.kind() == Kind.MARK || token.kind() == Kind.OPERATOR)
                && token.text().equals(mark);
    }

    /** Some words, one after the other. */
    boolean takes(String words) {
        boolean found = is(words);
        if (found) {
            at += words.split(" ").length;
        }
        return found;
    }

    boolean takesMark(String mark) {
        boolean found = isMark(0, mark);
        if (found) {
            at++;
        }
        return found;
    }

    void expect(String words) {
        if (!takes(words)) {
            throw unreadable();
        }
    }

    void expectMark(String mark) {
        if (!takesMark(mark)) {
            throw unreadable();
        }
    }

    UnreadableQuery unreadable() {
        return new UnreadableQuery(token(0).text());
    }

    boolean isName() {
        Kind kind = token(0).kind();
        return kind == Kind.NAME || kind == Kind.WORD;
    }

    String name() {
        if (!isName()) {
            throw unreadable();
        }
        return next().text();
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (takesMark(","));
        return names;
    }

    List<String> qualifiedName() {
        List<String> parts = new ArrayList<>(List.of(name()));
        while (isMark(0, ".") && !isMark(1, "*")) {
            next();
            parts.add(name());
        }
        return parts;
    }
}
