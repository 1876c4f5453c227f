package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/**
 * Reads one entry of a select list as far as its name depends on it: operands and what joins them,
 * without precedence. What it does not understand keeps the engine's name.
 */
final class TargetScanner {
    private final SqlText text;
    private final Tokens tokens;
    private final int to;
    private final boolean nested;
    private int at;
    private boolean joined;
    private boolean unknown;

    /**
     * @param nested inside another expression: a column then gives its written name
     */
    TargetScanner(SqlText text, boolean nested) {
        this.text = text;
        this.nested = nested;
        this.tokens = text.tokens();
        this.to = text.to();
        this.at = text.from();
    }

    /** With its alias, if it has one. */
    TargetName target() {
        TargetName name = expression();
        if (is(Keyword.AS) && at + 2 == to) {
            return alias(at + 1);
        }
        if (at + 1 == to && !unknown) {
            return alias(at);
        }
        if (at < to || unknown) {
            int as = to - 2;
            return as > text.from() && tokens.is(as, Keyword.AS)
                    ? alias(to - 1)
                    : TargetName.UNKNOWN;
        }
        return name;
    }

    private TargetName alias(int label) {
        TokenKind kind = tokens.kind(label);
        boolean name =
                kind == TokenKind.IDENTIFIER
                        || kind == TokenKind.QUOTED_IDENTIFIER
                        || kind == TokenKind.UNICODE_IDENTIFIER;
        return name ? TargetName.of(Literals.identifier(tokens, label)) : TargetName.UNKNOWN;
    }

    private TargetName expression() {
        TargetName name = operand();
        while (!unknown && at < to && join()) {
            if (!unknown) {
                operand();
            }
        }
        return joined ? TargetName.NONE : name;
    }

    /** Takes what joins two operands, or follows one: false when the expression ends here. */
    private boolean join() {
        if (tokens.is(at, TokenKind.OPERATOR)) {
            joined = true;
            at++;
            return true;
        }
        Keyword keyword = tokens.keyword(at);
        if (keyword == null) {
            return false;
        }
        return switch (keyword) {
            case AND, OR, IN, LIKE, ILIKE, BETWEEN, ESCAPE, OVERLAPS -> joining(1);
            case ISNULL, NOTNULL -> joinedEnd();
            case NOT -> at + 1 < to && tokens.keyword(at + 1) != null && joining(2);
            case SIMILAR -> joining(2);
            case OPERATOR -> operatorCall();
            case IS -> is();
            default -> false;
        };
    }

    private boolean joining(int tokenCount) {
        joined = true;
        at += tokenCount;
        if (is(Keyword.SYMMETRIC) || is(Keyword.ASYMMETRIC)) {
            at++;
        }
        return true;
    }

    private boolean joinedEnd() {
        joined = true;
        at++;
        return at < to && join();
    }

    private boolean operatorCall() {
        joined = true;
        at = past(at + 1);
        return true;
    }

    /** {@code IS [NOT] NULL}, {@code IS DISTINCT FROM x} and their like. */
    private boolean is() {
        joined = true;
        at++;
        if (is(Keyword.NOT)) {
            at++;
        }
        if (is(Keyword.DISTINCT)) {
            at += 2;
            return true;
        }
        at++;
        return at < to && join();
    }

    private boolean is(Keyword keyword) {
        return at < to && tokens.is(at, keyword);
    }

    private boolean is(TokenKind kind) {
        return at < to && tokens.is(at, kind);
    }

    private int past(int from) {
        if (from >= to || tokens.depthChange(from) <= 0) {
            return from + 1;
        }
        int past = tokens.pastGroup(from, to);
        return past < 0 ? to : past;
    }

    private TargetName operand() {
        while (is(TokenKind.OPERATOR) || is(Keyword.NOT)) {
            if (tokens.isOperator(at, "*")) {
                at = to;
                return TargetName.STAR;
            }
            joined = true;
            unknown |= tokens.isOperator(at, "#");
            at++;
        }
        return suffixes(primary());
    }

    private TargetName suffixes(TargetName primary) {
        TargetName name = primary;
        while (!unknown && at < to) {
            if (is(TokenKind.CAST)) {
                name = cast(name, at + 1);
            } else if (is(TokenKind.LEFT_BRACKET)) {
                at = past(at);
            } else if (is(TokenKind.DOT)) {
                name = field();
            } else if (is(Keyword.COLLATE)) {
                at += 2;
                while (is(TokenKind.DOT)) {
                    at += 2;
                }
            } else if (is(Keyword.AT)) {
                at += 3;
                suffixes(primary());
                name = TargetName.of("timezone");
            } else {
                return name;
            }
        }
        return name;
    }

    private TargetName field() {
        at++;
        if (at < to && tokens.isOperator(at, "*")) {
            at = to;
            return TargetName.STAR;
        }
        return at < to ? alias(at++) : unknown();
    }

    private TargetName cast(TargetName operand, int type) {
        PgTypeName name = PgTypeName.read(text, type);
        at = name.past();
        boolean strong = operand.strength() >= TargetName.STRONG;
        return strong ? operand : TargetName.weak(name.name());
    }

    private TargetName unknown() {
        unknown = true;
        return TargetName.UNKNOWN;
    }

    private TargetName primary() {
        TokenKind kind = at < to ? tokens.kind(at) : TokenKind.END;
        if (Literals.isString(kind)) {
            at = tokens.is(at + 1, Keyword.UESCAPE) ? at + 3 : at + 1;
            return TargetName.NONE;
        }
        if (isConstant(kind)) {
            at++;
            return TargetName.NONE;
        }
        if (kind == TokenKind.LEFT_PAREN) {
            return bracketed();
        }
        Keyword keyword = at < to ? tokens.keyword(at) : null;
        TargetName special = keyword == null ? null : special(keyword);
        if (special != null) {
            return special;
        }
        boolean named =
                kind == TokenKind.IDENTIFIER
                        || kind == TokenKind.QUOTED_IDENTIFIER
                        || kind == TokenKind.UNICODE_IDENTIFIER;
        return named ? named() : unknown();
    }

    private static boolean isConstant(TokenKind kind) {
        return kind == TokenKind.INTEGER
                || kind == TokenKind.NUMERIC
                || kind == TokenKind.PARAMETER
                || kind == TokenKind.BIT_STRING
                || kind == TokenKind.HEX_STRING;
    }

    private TargetName bracketed() {
        int open = at;
        at = past(at);
        SqlText inner = text.part(open + 1, at - 1);
        if (inner.isEmpty()) {
            return unknown();
        }
        if (isQuery(open + 1)) {
            return OutputNames.ofSubquery(inner);
        }
        if (inner.splitAtCommas().size() > 1) {
            return TargetName.of("row");
        }
        return inner(inner);
    }

    private TargetName inner(SqlText inner) {
        TargetScanner scanner = new TargetScanner(inner, true);
        TargetName name = scanner.expression();
        return scanner.unknown || scanner.at < inner.to() ? unknown() : name;
    }

    private boolean isQuery(int first) {
        return tokens.is(first, Keyword.SELECT)
                || tokens.is(first, Keyword.WITH)
                || tokens.is(first, Keyword.VALUES);
    }

    private @Nullable TargetName special(Keyword keyword) {
        boolean call = at + 1 < to && tokens.is(at + 1, TokenKind.LEFT_PAREN);
        return switch (keyword) {
            case NULL, TRUE, FALSE, DEFAULT -> {
                at++;
                yield TargetName.NONE;
            }
            case CASE -> caseExpression();
            case CAST, TRY_CAST -> call ? castCall() : null;
            case TRIM -> call ? trim() : null;
            case ARRAY -> array();
            case CURRENT_DATE,
                    CURRENT_TIME,
                    CURRENT_TIMESTAMP,
                    LOCALTIME,
                    LOCALTIMESTAMP,
                    CURRENT_USER,
                    SESSION_USER,
                    USER,
                    CURRENT_ROLE,
                    CURRENT_CATALOG,
                    CURRENT_SCHEMA -> {
                at = call ? past(at + 1) : at + 1;
                yield TargetName.of(keyword.word());
            }
            default -> null;
        };
    }

    private TargetName array() {
        at = past(at + 1);
        return TargetName.of("array");
    }

    private TargetName trim() {
        int first = at + 2;
        at = past(at + 1);
        if (tokens.isWord(first, "leading")) {
            return TargetName.of("ltrim");
        }
        return TargetName.of(tokens.isWord(first, "trailing") ? "rtrim" : "btrim");
    }

    private TargetName castCall() {
        int open = at + 1;
        int close = past(open) - 1;
        int as = -1;
        for (int i = open + 1; i < close; i = past(i)) {
            if (tokens.is(i, Keyword.AS)) {
                as = i;
            }
        }
        if (as < 0) {
            return unknown();
        }
        TargetName name = cast(inner(text.part(open + 1, as)), as + 1);
        at = close + 1;
        return name;
    }

    /** The name of its ELSE if that is strong, else {@code case}. */
    private TargetName caseExpression() {
        int depth = 0;
        int otherwise = -1;
        for (int i = at; i < to; i = past(i)) {
            if (tokens.is(i, Keyword.CASE)) {
                depth++;
            } else if (tokens.is(i, Keyword.ELSE) && depth == 1) {
                otherwise = i;
            } else if (tokens.is(i, Keyword.END) && --depth == 0) {
                at = i + 1;
                TargetName name =
                        otherwise < 0 ? TargetName.NONE : elseName(text.part(otherwise + 1, i));
                return name.strength() >= TargetName.STRONG ? name : TargetName.weak("case");
            }
        }
        return unknown();
    }

    private static TargetName elseName(SqlText otherwise) {
        TargetScanner scanner = new TargetScanner(otherwise, true);
        TargetName name = scanner.expression();
        return scanner.unknown ? TargetName.NONE : name;
    }

    /** A column, a function's call, or a literal after its type's name. */
    private TargetName named() {
        PgTypeName type = PgTypeName.read(text, at);
        if (type.past() < to && Literals.isString(tokens.kind(type.past()))) {
            at = type.past() + 1;
            if (type.name().equals("interval")) {
                at = PgTypeName.pastFields(text, at);
            }
            return TargetName.weak(type.name());
        }
        int first = at;
        at++;
        while (is(TokenKind.DOT) && at + 1 < to) {
            if (tokens.isOperator(at + 1, "*")) {
                at = to;
                return TargetName.STAR;
            }
            at += 2;
        }
        int last = at - 1;
        if (is(TokenKind.LEFT_PAREN)) {
            return call(first, last);
        }
        boolean whole = !nested && first == text.from() && at >= to;
        return whole ? TargetName.UNKNOWN : alias(last);
    }

    private TargetName call(int first, int last) {
        at = past(at);
        boolean columns = first == last && tokens.isWord(first, "columns");
        if (columns) {
            at = to;
            return TargetName.STAR;
        }
        if (tokens.isWord(at, "within") && at < to) {
            at = past(at + 2);
        }
        if (is(Keyword.FILTER)) {
            at = past(at + 1);
        }
        if (is(Keyword.OVER)) {
            at = past(at + 1);
        }
        return alias(last);
    }
}
