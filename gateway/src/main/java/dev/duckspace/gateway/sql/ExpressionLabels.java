package dev.duckspace.gateway.sql;

/**
 * Labels of expressions and of items of a select list, by PostgreSQL's rule: the outermost part
 * that has a name gives it, and an operator has none.
 */
final class ExpressionLabels {
    /** Deepest nesting that is followed for a label; beyond it the engine's name stays. */
    private static final int MAX_DEPTH = 64;

    private enum Prefix {
        NONE,
        /** Binds tighter than AT TIME ZONE. */
        SIGN,
        OPERATOR
    }

    private enum Operator {
        NONE,
        /** Takes no operand on its right. */
        POSTFIX,
        INFIX
    }

    private final LabelSource source;
    private final TokenCursor cursor;
    private final OperandLabels operands;
    private int depth;

    ExpressionLabels(LabelSource source) {
        this.source = source;
        this.cursor = source.cursor();
        this.operands = new OperandLabels(source, this);
    }

    /** Moves past one item of a select list, its alias included, to what ends it. */
    ColumnLabel item() {
        ColumnLabel label = prefixedAlias() ? ColumnLabel.own(source.name()) : aliasOrLabel();
        source.moveToItemEnd();
        return label;
    }

    /** DuckDB's {@code alias: expression}. */
    private boolean prefixedAlias() {
        return source.atName() && cursor.followedBy(TokenKind.COLON);
    }

    private ColumnLabel aliasOrLabel() {
        ColumnLabel label = expression();
        if (label.kind() == ColumnLabel.Kind.STAR || source.atItemEnd()) {
            return label;
        }
        cursor.accept(Keyword.AS);
        if (!source.atName()) {
            return ColumnLabel.UNKNOWN;
        }
        String name = source.name();
        return source.atItemEnd() ? ColumnLabel.own(name) : ColumnLabel.UNKNOWN;
    }

    /** At SELECT, WITH or VALUES inside brackets; the label of the query's first column. */
    ColumnLabel subquery() {
        if (depth >= MAX_DEPTH) {
            return ColumnLabel.UNKNOWN;
        }
        Keyword list = QueryStart.moveToList(source);
        if (list == Keyword.VALUES) {
            return ColumnLabel.strong("column1");
        }
        return list == Keyword.SELECT ? item().ofSubquery() : ColumnLabel.UNKNOWN;
    }

    /** Moves past one expression, or as far as it is understood. */
    ColumnLabel expression() {
        if (depth >= MAX_DEPTH) {
            return ColumnLabel.UNKNOWN;
        }
        depth++;
        try {
            return operatorChain();
        } finally {
            depth--;
        }
    }

    private ColumnLabel operatorChain() {
        if (cursor.acceptOperator("*")) {
            return ColumnLabel.STAR;
        }
        if (cursor.atOperator("#") && cursor.followedBy(TokenKind.INTEGER)) {
            cursor.moveTo(cursor.index() + 2); // DuckDB's column by position
            return ColumnLabel.UNKNOWN;
        }
        Prefix prefix = prefix();
        ColumnLabel label = operands.operand();
        if (label == null) {
            return ColumnLabel.UNKNOWN;
        }
        if (label.kind() == ColumnLabel.Kind.STAR) {
            return label;
        }
        return afterOperand(prefix == Prefix.NONE ? label : ColumnLabel.UNNAMED, prefix);
    }

    private ColumnLabel afterOperand(ColumnLabel first, Prefix prefix) {
        ColumnLabel label = first;
        boolean tight = prefix != Prefix.OPERATOR;
        while (true) {
            ColumnLabel named = label;
            Operator operator = Operator.INFIX;
            if (acceptTimeZone()) {
                named = tight ? ColumnLabel.strong("timezone") : named;
            } else if (cursor.accept(Keyword.OVERLAPS)) {
                named = tight ? ColumnLabel.strong("overlaps") : named;
                tight = false;
            } else if (cursor.accept(Keyword.COLLATE)) {
                operator = passCollation();
            } else {
                operator = operator();
                if (operator == Operator.NONE) {
                    return label;
                }
                named = ColumnLabel.UNNAMED;
                tight = false;
            }
            if (operator == Operator.INFIX && !passOperand()) {
                return ColumnLabel.UNKNOWN;
            }
            label = named;
        }
    }

    private boolean passOperand() {
        prefix();
        return operands.operand() != null;
    }

    private Operator passCollation() {
        if (source.atName()) {
            source.lastOfDottedName();
        }
        return Operator.POSTFIX;
    }

    private boolean acceptTimeZone() {
        boolean found = source.atWord("at") && cursor.followedBy(Keyword.TIME);
        cursor.moveTo(found ? cursor.index() + 3 : cursor.index());
        return found;
    }

    private Prefix prefix() {
        Prefix prefix = Prefix.NONE;
        while (true) {
            if (cursor.acceptOperator("-") || cursor.acceptOperator("+")) {
                prefix = prefix == Prefix.NONE ? Prefix.SIGN : prefix;
            } else if (cursor.accept(TokenKind.OPERATOR)
                    || cursor.accept(Keyword.NOT)
                    || acceptQualified()) {
                prefix = Prefix.OPERATOR;
            } else {
                return prefix;
            }
        }
    }

    /** Moves past an operator that follows an operand, in whatever spelling. */
    private Operator operator() {
        if (cursor.accept(TokenKind.OPERATOR)) {
            return Operator.INFIX;
        }
        Keyword keyword = cursor.keyword();
        if (keyword == null) {
            return acceptNamedOperator() ? Operator.INFIX : Operator.NONE;
        }
        return switch (keyword) {
            case AND, OR, IN, LIKE, ILIKE -> {
                cursor.skip();
                yield Operator.INFIX;
            }
            case SIMILAR -> {
                cursor.moveTo(cursor.index() + 2);
                yield Operator.INFIX;
            }
            case ISNULL, NOTNULL -> {
                cursor.skip();
                yield Operator.POSTFIX;
            }
            case NOT -> negated();
            case IS -> is();
            case ESCAPE -> escape();
            case OPERATOR -> acceptQualified() ? Operator.INFIX : Operator.NONE;
            default -> Operator.NONE;
        };
    }

    private Operator negated() {
        cursor.skip();
        if (cursor.accept(Keyword.SIMILAR)) {
            cursor.skip();
            return Operator.INFIX;
        }
        boolean known =
                cursor.acceptAny(Keyword.IN, Keyword.LIKE, Keyword.ILIKE) != null
                        || acceptNamedOperator();
        return known ? Operator.INFIX : Operator.NONE;
    }

    /** BETWEEN, whose AND then counts as any other, and DuckDB's GLOB. */
    private boolean acceptNamedOperator() {
        int index = cursor.index();
        if (source.endsItem(index) || source.endsItem(index + 1)) {
            return false;
        }
        if (source.atWord("between")) {
            cursor.skip();
            cursor.acceptAny(Keyword.SYMMETRIC, Keyword.ASYMMETRIC);
            return true;
        }
        boolean glob = source.atWord("glob");
        cursor.moveTo(glob ? index + 1 : index);
        return glob;
    }

    private Operator is() {
        cursor.skip();
        cursor.accept(Keyword.NOT);
        if (cursor.accept(Keyword.DISTINCT, Keyword.FROM)) {
            return Operator.INFIX;
        }
        cursor.skip();
        return Operator.POSTFIX;
    }

    private Operator escape() {
        if (source.endsItem(cursor.index() + 1)) {
            return Operator.NONE;
        }
        cursor.skip();
        return Operator.INFIX;
    }

    /** {@code OPERATOR(pg_catalog.+)}. */
    private boolean acceptQualified() {
        boolean found = cursor.at(Keyword.OPERATOR) && cursor.followedBy(TokenKind.LEFT_PAREN);
        if (found) {
            cursor.skip();
            source.skipGroup();
        }
        return found;
    }
}
