package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.ColumnOrigins.Column;
import dev.duckspace.gateway.sql.ColumnOrigins.Computed;
import dev.duckspace.gateway.sql.ColumnOrigins.Item;
import dev.duckspace.gateway.sql.ColumnOrigins.Star;
import java.util.Set;

/** The items of a select list, as {@link ColumnOrigins} tells them apart. */
final class OriginItems {
    /** Of no known number of columns. */
    private static final Item OPEN = new Star("");

    /** Whose result has the modifier that their arguments share. */
    private static final Set<String> PASSING = Set.of("coalesce", "nullif", "greatest", "least");

    private OriginItems() {}

    static boolean isOpen(Item item) {
        return item.equals(OPEN);
    }

    static Item item(SqlText text) {
        Tokens tokens = text.tokens();
        int at = text.from();
        if (tokens.isOperator(at, "*")) {
            return at + 1 == text.to() ? new Star(null) : OPEN;
        }
        String qualifier = null;
        if (!isName(text, at)) {
            return expression(text);
        }
        String name = Literals.identifier(tokens, at);
        at++;
        while (at + 1 < text.to() && tokens.is(at, TokenKind.DOT)) {
            qualifier = name;
            if (tokens.isOperator(at + 1, "*")) {
                return at + 2 == text.to() ? new Star(qualifier) : OPEN;
            }
            if (!isName(text, at + 1)) {
                return expression(text);
            }
            name = Literals.identifier(tokens, at + 1);
            at += 2;
        }
        if (at == text.to()) {
            return new Column(qualifier, name, name);
        }
        int label = tokens.is(at, Keyword.AS) ? at + 1 : at;
        return label + 1 == text.to() && isName(text, label)
                ? new Column(qualifier, name, Literals.identifier(tokens, label))
                : expression(text);
    }

    private static boolean isName(SqlText text, int at) {
        return at < text.to()
                && switch (text.tokens().kind(at)) {
                    case IDENTIFIER, QUOTED_IDENTIFIER, UNICODE_IDENTIFIER -> true;
                    default -> false;
                };
    }

    private static Item expression(SqlText text) {
        Tokens tokens = text.tokens();
        if (tokens.isWord(text.from(), "unnest") || tokens.is(text.from(), Keyword.COLUMNS)) {
            return OPEN;
        }
        boolean cast = false;
        boolean operator = false;
        int depth = 0;
        for (int i = text.from(); i < text.to(); i++) {
            depth += tokens.depthChange(i);
            if (depth == 0) {
                cast |= tokens.is(i, TokenKind.CAST);
                operator |= tokens.is(i, TokenKind.OPERATOR);
            }
        }
        Keyword first = tokens.keyword(text.from());
        boolean passing =
                tokens.is(text.from(), TokenKind.LEFT_PAREN)
                        || first == Keyword.CAST
                        || first == Keyword.CASE
                        || PASSING.stream().anyMatch(word -> tokens.isWord(text.from(), word));
        int last = text.to() - 1;
        String label =
                last > text.from() && tokens.is(last - 1, Keyword.AS) && isName(text, last)
                        ? Literals.identifier(tokens, last)
                        : null;
        return new Computed(label, !operator && (cast || passing));
    }
}
