package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/**
 * Labels of what stands between operators: names, calls, literals, brackets, CASE, casts, with the
 * fields, subscripts and casts that follow them.
 */
final class OperandLabels {
    private final LabelSource source;
    private final Tokens tokens;
    private final TokenCursor cursor;
    private final ExpressionLabels expressions;
    private final TypeReader types;

    OperandLabels(LabelSource source, ExpressionLabels expressions) {
        this.source = source;
        this.tokens = source.tokens();
        this.cursor = source.cursor();
        this.expressions = expressions;
        this.types = new TypeReader(source);
    }

    /** Moves past one operand; null, anywhere, when none stands here. */
    @Nullable ColumnLabel operand() {
        ColumnLabel label = primary();
        while (label != null) {
            if (cursor.at(TokenKind.DOT)) {
                if (cursor.followedByOperator("*")) {
                    cursor.moveTo(cursor.index() + 2);
                    return ColumnLabel.STAR;
                }
                label = field();
            } else if (cursor.at(TokenKind.LEFT_BRACKET)) {
                source.skipGroup();
                label = label.inherited();
            } else if (cursor.accept(TokenKind.CAST)) {
                String type = types.read();
                label = type == null ? null : label.orWeak(type);
            } else {
                return label;
            }
        }
        return null;
    }

    /** {@code .field}, or DuckDB's {@code .function(...)}. */
    private @Nullable ColumnLabel field() {
        cursor.skip();
        if (!source.atName()) {
            return null;
        }
        String name = source.name();
        return cursor.at(TokenKind.LEFT_PAREN) ? call(name) : ColumnLabel.strong(name);
    }

    private @Nullable ColumnLabel primary() {
        return switch (cursor.kind()) {
            case STRING, ESCAPE_STRING, UNICODE_STRING, DOLLAR_STRING -> {
                source.acceptString();
                yield ColumnLabel.UNNAMED;
            }
            case BIT_STRING, HEX_STRING, INTEGER, NUMERIC, PARAMETER -> {
                cursor.skip();
                yield ColumnLabel.UNNAMED;
            }
            case LEFT_PAREN -> inBrackets();
            case LEFT_BRACKET, LEFT_BRACE -> {
                source.skipGroup();
                yield ColumnLabel.UNKNOWN;
            }
            case IDENTIFIER -> word();
            case QUOTED_IDENTIFIER, UNICODE_IDENTIFIER -> named();
            default -> null;
        };
    }

    private @Nullable ColumnLabel word() {
        Keyword keyword = cursor.keyword();
        if (keyword == null) {
            return named();
        }
        return switch (keyword) {
            case NULL, TRUE, FALSE -> {
                cursor.skip();
                yield ColumnLabel.UNNAMED;
            }
            case CURRENT_CATALOG,
                    CURRENT_DATE,
                    CURRENT_ROLE,
                    CURRENT_SCHEMA,
                    CURRENT_TIME,
                    CURRENT_TIMESTAMP,
                    CURRENT_USER,
                    LOCALTIME,
                    LOCALTIMESTAMP,
                    SESSION_USER,
                    USER ->
                    wordAndGroup(keyword.word());
            case ARRAY -> array();
            case ANY, SOME, ALL -> {
                cursor.skip();
                yield source.acceptGroup() ? ColumnLabel.UNNAMED : null;
            }
            case CASE -> caseResult();
            case CAST, TRY_CAST -> cursor.followedBy(TokenKind.LEFT_PAREN) ? cast() : named();
            case TRIM -> cursor.followedBy(TokenKind.LEFT_PAREN) ? trim() : named();
            case COLLATION -> cursor.followedBy(Keyword.FOR) ? collationFor() : named();
            case INTERVAL -> interval();
            case TIMESTAMP, TIME, DOUBLE, BIT, CHAR, CHARACTER, NCHAR, NATIONAL -> {
                int start = cursor.index();
                ColumnLabel literal = typedLiteral(start);
                cursor.moveTo(literal == null ? start : cursor.index());
                yield literal == null ? named() : literal;
            }
            default -> keyword.reserved() ? null : named();
        };
    }

    private ColumnLabel wordAndGroup(String word) {
        cursor.skip();
        source.acceptGroup();
        return ColumnLabel.strong(word);
    }

    private @Nullable ColumnLabel array() {
        cursor.skip();
        if (!cursor.at(TokenKind.LEFT_BRACKET) && !cursor.at(TokenKind.LEFT_PAREN)) {
            return null;
        }
        source.skipGroup();
        return ColumnLabel.strong("array");
    }

    private ColumnLabel named() {
        int start = cursor.index();
        String name = source.lastOfDottedName();
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            ColumnLabel call = call(name);
            return cursor.atString() ? literalOrUnknown(start) : call;
        }
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            source.skipGroup();
            return ColumnLabel.UNKNOWN;
        }
        return cursor.atString() ? literalOrUnknown(start) : ColumnLabel.own(name);
    }

    private ColumnLabel literalOrUnknown(int start) {
        ColumnLabel literal = typedLiteral(start);
        return literal == null ? ColumnLabel.UNKNOWN : literal;
    }

    /** {@code type 'text'}; null, anywhere, when this is none. */
    private @Nullable ColumnLabel typedLiteral(int start) {
        cursor.moveTo(start);
        boolean national = NationalStringRule.isPrefix(source.tokens(), start);
        String type = types.read();
        if (national && cursor.atString()) {
            type = "bpchar";
        }
        return type != null && source.acceptString() ? ColumnLabel.weak(type) : null;
    }

    /** At the arguments: past them and all that belongs to an aggregate or window call. */
    private ColumnLabel call(String name) {
        source.skipGroup();
        while (passCallClause()) {
            // they come in any number and change no label
        }
        return ColumnLabel.strong(name);
    }

    private boolean passCallClause() {
        if (source.atWord("within") && cursor.followedBy(Keyword.GROUP)) {
            cursor.moveTo(cursor.index() + 2);
            return source.acceptGroup();
        }
        if (source.atWord("filter") && cursor.followedBy(TokenKind.LEFT_PAREN)) {
            cursor.skip();
            return source.acceptGroup();
        }
        if (source.atWord("over") && !source.endsItem(cursor.index() + 1)) {
            cursor.skip();
            if (!source.acceptGroup() && source.atName()) {
                source.name();
            }
            return true;
        }
        boolean nulls =
                (source.atWord("ignore") || source.atWord("respect"))
                        && cursor.followedBy(Keyword.NULLS);
        cursor.moveTo(nulls ? cursor.index() + 2 : cursor.index());
        return nulls;
    }

    private ColumnLabel trim() {
        int side = cursor.index() + 2;
        if (tokens.is(side, Keyword.LEADING)) {
            return wordAndGroup("ltrim");
        }
        return wordAndGroup(tokens.is(side, Keyword.TRAILING) ? "rtrim" : "btrim");
    }

    private ColumnLabel collationFor() {
        cursor.skip();
        return wordAndGroup("pg_collation_for");
    }

    private ColumnLabel interval() {
        int start = cursor.index();
        cursor.skip();
        boolean group = source.acceptGroup();
        if (source.acceptString()) {
            types.passIntervalFields();
            return ColumnLabel.weak("interval");
        }
        boolean number = cursor.accept(TokenKind.INTEGER) || cursor.accept(TokenKind.NUMERIC);
        if ((group || number) && cursor.at(TokenKind.IDENTIFIER) && !source.atItemEnd()) {
            cursor.skip(); // DuckDB's INTERVAL 1 DAY and INTERVAL (x) DAY
            return ColumnLabel.weak("interval");
        }
        cursor.moveTo(start);
        return named();
    }

    private ColumnLabel cast() {
        int open = cursor.index() + 1;
        cursor.moveTo(open + 1);
        ColumnLabel inner = expressions.expression();
        String type = cursor.accept(Keyword.AS) ? types.read() : null;
        source.moveToGroupEnd(open);
        return type == null ? ColumnLabel.UNKNOWN : inner.orWeak(type);
    }

    /** The label of ELSE's result, when that has a strong one. */
    private @Nullable ColumnLabel caseResult() {
        int start = cursor.index();
        int elseAt = -1;
        int brackets = 0;
        int cases = 0;
        for (int i = start; i < source.text().to() && brackets >= 0; i++) {
            brackets += tokens.depthChange(i);
            if (brackets > 0 || tokens.is(i - 1, TokenKind.DOT)) {
                continue;
            }
            if (tokens.is(i, Keyword.CASE)) {
                cases++;
            } else if (tokens.is(i, Keyword.ELSE) && cases == 1) {
                elseAt = i;
            } else if (tokens.is(i, Keyword.END) && --cases == 0) {
                ColumnLabel result = elseAt < 0 ? ColumnLabel.UNNAMED : result(elseAt + 1, i);
                cursor.moveTo(i + 1);
                return result.orWeak("case");
            }
        }
        return null;
    }

    private ColumnLabel result(int from, int to) {
        cursor.moveTo(from);
        ColumnLabel label = expressions.expression();
        return cursor.index() == to ? label : ColumnLabel.UNKNOWN;
    }

    private ColumnLabel inBrackets() {
        int open = cursor.index();
        cursor.skip();
        if (cursor.at(Keyword.SELECT) || cursor.at(Keyword.WITH) || cursor.at(Keyword.VALUES)) {
            ColumnLabel subquery = expressions.subquery();
            source.moveToGroupEnd(open);
            return subquery;
        }
        ColumnLabel inner = expressions.expression();
        if (cursor.accept(TokenKind.RIGHT_PAREN)) {
            return inner;
        }
        boolean row = cursor.at(TokenKind.COMMA);
        boolean query = source.atItemEnd(); // a bracketed query of a set operation, say
        source.moveToGroupEnd(open);
        if (row) {
            return ColumnLabel.strong("row");
        }
        return query ? inner : ColumnLabel.UNKNOWN;
    }
}
