package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** A statement under its cursor, with the moves that finding column labels takes. */
record LabelSource(SqlText text, TokenCursor cursor) {
    LabelSource(SqlText text) {
        this(text, new TokenCursor(text));
    }

    Tokens tokens() {
        return text.tokens();
    }

    /** Past the bracket group that begins at {@code open}; to the end when nothing closes it. */
    void moveToGroupEnd(int open) {
        int past = tokens().pastGroup(open, text.to());
        cursor.moveTo(past < 0 ? text.to() : past);
    }

    void skipGroup() {
        moveToGroupEnd(cursor.index());
    }

    boolean acceptGroup() {
        boolean found = cursor.at(TokenKind.LEFT_PAREN);
        if (found) {
            skipGroup();
        }
        return found;
    }

    boolean atWord(String word) {
        return !cursor.atEnd() && tokens().isWord(cursor.index(), word);
    }

    /** Any word, reserved or not, or a quoted name. */
    boolean isName(int index) {
        return index < text.to()
                && switch (tokens().kind(index)) {
                    case IDENTIFIER, QUOTED_IDENTIFIER, UNICODE_IDENTIFIER -> true;
                    default -> false;
                };
    }

    boolean atName() {
        return isName(cursor.index());
    }

    /** The name that stands here, folded; the cursor moves past it and its UESCAPE clause. */
    String name() {
        int index = cursor.index();
        cursor.skip();
        if (tokens().is(index, TokenKind.UNICODE_IDENTIFIER) && cursor.accept(Keyword.UESCAPE)) {
            int escape = cursor.index();
            cursor.skip();
            return Literals.unicode(
                    tokens(), index, UnicodeEscapes.escapeCharacter(tokens(), escape, text.to()));
        }
        return Literals.identifier(tokens(), index);
    }

    /** Past a dotted name; its last part, folded. */
    String lastOfDottedName() {
        String name = name();
        while (cursor.at(TokenKind.DOT) && isName(cursor.index() + 1)) {
            cursor.skip();
            name = name();
        }
        return name;
    }

    boolean acceptString() {
        boolean found = cursor.atString();
        if (found) {
            cursor.skip();
            if (cursor.accept(Keyword.UESCAPE)) {
                cursor.skip();
            }
        }
        return found;
    }

    /** Whether an item of a select list cannot go on here. */
    boolean endsItem(int index) {
        if (index >= text.to()) {
            return true;
        }
        TokenKind kind = tokens().kind(index);
        if (kind != TokenKind.IDENTIFIER) {
            return kind == TokenKind.COMMA
                    || kind == TokenKind.RIGHT_PAREN
                    || kind == TokenKind.SEMICOLON;
        }
        return beginsClause(tokens().keyword(index));
    }

    boolean atItemEnd() {
        return endsItem(cursor.index());
    }

    private static boolean beginsClause(@Nullable Keyword keyword) {
        return keyword != null
                && switch (keyword) {
                    case FROM,
                            INTO,
                            WHERE,
                            GROUP,
                            HAVING,
                            WINDOW,
                            QUALIFY,
                            UNION,
                            INTERSECT,
                            EXCEPT,
                            ORDER,
                            LIMIT,
                            OFFSET,
                            FETCH,
                            FOR,
                            USING ->
                            true;
                    default -> false;
                };
    }

    /** To where the item must end: past all that the cursor's owner did not understand. */
    void moveToItemEnd() {
        while (!atItemEnd() || partOfExpression()) {
            switch (cursor.kind()) {
                case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> skipGroup();
                default -> cursor.skip();
            }
        }
    }

    /** A clause's word that is none: the FROM of IS DISTINCT FROM, or a name after a dot. */
    private boolean partOfExpression() {
        int before = cursor.index() - 1;
        if (cursor.atEnd() || before < text.from() || !cursor.at(TokenKind.IDENTIFIER)) {
            return false;
        }
        return tokens().is(before, TokenKind.DOT)
                || (cursor.at(Keyword.FROM)
                        && tokens().is(before, Keyword.DISTINCT)
                        && !tokens().is(before - 1, Keyword.SELECT));
    }
}
