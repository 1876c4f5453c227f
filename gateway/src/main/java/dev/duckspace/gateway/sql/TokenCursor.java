package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a statement token by token; what does not fit is PostgreSQL's syntax error. */
final class TokenCursor {
    private final SqlText text;
    private final Tokens tokens;
    private int at;

    TokenCursor(SqlText text) {
        this.text = text;
        this.tokens = text.tokens();
        this.at = text.from();
    }

    int index() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    String tokenText() {
        return atEnd() ? "" : tokens.text(at);
    }

    void skip() {
        at++;
    }

    boolean atEnd() {
        return at >= text.to();
    }

    TokenKind kind() {
        return atEnd() ? TokenKind.END : tokens.kind(at);
    }

    boolean at(TokenKind kind) {
        return kind() == kind;
    }

    boolean at(Keyword keyword) {
        return !atEnd() && tokens.is(at, keyword);
    }

    boolean at(Keyword first, Keyword second) {
        return at(first) && at + 1 < text.to() && tokens.is(at + 1, second);
    }

    /** Whether the token after the next one is this. */
    boolean followedBy(TokenKind kind) {
        return (at + 1 < text.to() ? tokens.kind(at + 1) : TokenKind.END) == kind;
    }

    boolean followedBy(Keyword keyword) {
        return at + 1 < text.to() && tokens.is(at + 1, keyword);
    }

    boolean followedByWord(String word) {
        return at + 1 < text.to() && tokens.isWord(at + 1, word);
    }

    boolean followedByOperator(String operator) {
        return at + 1 < text.to() && tokens.isOperator(at + 1, operator);
    }

    @Nullable Keyword keyword() {
        return atEnd() ? null : tokens.keyword(at);
    }

    boolean accept(Keyword keyword) {
        boolean found = at(keyword);
        if (found) {
            at++;
        }
        return found;
    }

    boolean accept(Keyword first, Keyword second) {
        boolean found = at(first, second);
        if (found) {
            at += 2;
        }
        return found;
    }

    /** Takes one of the keywords; null when none stands here. */
    @Nullable Keyword acceptAny(Keyword... keywords) {
        for (Keyword keyword : keywords) {
            if (accept(keyword)) {
                return keyword;
            }
        }
        return null;
    }

    boolean accept(TokenKind kind) {
        boolean found = at(kind);
        if (found) {
            at++;
        }
        return found;
    }

    boolean atOperator(String operator) {
        return !atEnd() && tokens.isOperator(at, operator);
    }

    boolean acceptOperator(String operator) {
        boolean found = atOperator(operator);
        if (found) {
            at++;
        }
        return found;
    }

    void expect(Keyword keyword) {
        if (!accept(keyword)) {
            throw syntaxError();
        }
    }

    void expect(TokenKind kind) {
        if (!accept(kind)) {
            throw syntaxError();
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw syntaxError();
        }
    }

    boolean atName() {
        Keyword keyword = keyword();
        boolean word = keyword == null || keyword.canNameColumn();
        return (word && at(TokenKind.IDENTIFIER)) || atQuotedName();
    }

    private boolean atQuotedName() {
        return at(TokenKind.QUOTED_IDENTIFIER) || at(TokenKind.UNICODE_IDENTIFIER);
    }

    /** A name as PostgreSQL's grammar takes it (ColId), folded. */
    String name() {
        if (!atName()) {
            throw syntaxError();
        }
        return Literals.identifier(tokens, at++);
    }

    /** Any word, reserved or not, or a quoted name (ColLabel), folded. */
    String label() {
        if (!at(TokenKind.IDENTIFIER) && !atQuotedName()) {
            throw syntaxError();
        }
        return Literals.identifier(tokens, at++);
    }

    /** A word that is not reserved, or a quoted name, folded. */
    String nonReservedWord() {
        Keyword keyword = keyword();
        if (keyword != null && keyword.reserved()) {
            throw syntaxError();
        }
        return label();
    }

    /** {@code a.b.c} as its parts; parts after the first may be any word. */
    List<String> dottedName() {
        List<String> parts = new ArrayList<>(2);
        parts.add(name());
        while (accept(TokenKind.DOT)) {
            parts.add(label());
        }
        return parts;
    }

    boolean atString() {
        return Literals.isString(kind());
    }

    /** The value of a string literal of any spelling. */
    String string() {
        if (!atString()) {
            throw syntaxError();
        }
        int index = at++;
        if (tokens.is(index, TokenKind.UNICODE_STRING) && accept(Keyword.UESCAPE)) {
            return Literals.unicode(tokens, index, escapeCharacter());
        }
        return Literals.string(tokens, index);
    }

    private char escapeCharacter() {
        return UnicodeEscapes.escapeCharacter(tokens, at++, text.to());
    }

    /** An integer literal with an optional sign. */
    long signedInteger() {
        boolean negative = acceptOperator("-");
        if (!negative) {
            acceptOperator("+");
        }
        if (!at(TokenKind.INTEGER)) {
            throw syntaxError();
        }
        try {
            int value = Integer.parseInt(tokens.text(at).replace("_", ""));
            at++;
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw syntaxError();
        }
    }

    /** The tokens of the bracket group that begins here, brackets excluded. */
    SqlText group() {
        if (!at(TokenKind.LEFT_PAREN)) {
            throw syntaxError();
        }
        int open = at;
        int past = tokens.pastGroup(open, text.to());
        at = past < 0 ? text.to() : past - 1;
        if (past < 0 || at == open + 1) {
            throw syntaxError();
        }
        at = past;
        return text.part(open + 1, past - 1);
    }

    /** The parts of a bracket group between its commas, none of them empty. */
    List<SqlText> groupParts() {
        List<SqlText> parts = group().splitAtCommas();
        for (SqlText part : parts) {
            if (part.isEmpty()) {
                throw SqlErrors.syntaxError(tokens, part.from());
            }
        }
        return parts;
    }

    /** Everything from here to the end. */
    SqlText rest() {
        SqlText rest = text.part(at, text.to());
        at = text.to();
        return rest;
    }

    /** {@code syntax error at or near "x"}, or at end of input. */
    PgException syntaxError() {
        return SqlErrors.syntaxError(tokens, at);
    }
}
