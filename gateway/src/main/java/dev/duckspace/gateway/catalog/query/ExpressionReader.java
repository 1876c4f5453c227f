package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Lexer.Kind;
import dev.duckspace.gateway.catalog.query.Lexer.Token;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions, by PostgreSQL's precedence. */
class ExpressionReader extends TokenReader {
    private static final Set<String> COMPARISONS = Set.of("<", ">", "=", "<=", ">=", "<>", "!=");
    private static final Map<String, String> PATTERNS =
            Map.of("like", "~~", "ilike", "~~*", "not like", "!~~", "not ilike", "!~~*");
    private static final Set<String> MOMENTS =
            Set.of(
                    "current_date",
                    "current_time",
                    "current_timestamp",
                    "localtime",
                    "localtimestamp",
                    "current_user",
                    "session_user",
                    "user",
                    "current_role",
                    "current_catalog",
                    "current_schema");
    private static final Set<String> WORDED = Set.of("coalesce", "greatest", "least", "nullif");

    ExpressionReader(List<Token> tokens) {
        super(tokens);
    }

    Expr expression() {
        return disjunction();
    }

    private Expr disjunction() {
        List<Expr> all = new ArrayList<>(List.of(conjunction()));
        while (takes("or")) {
            all.add(conjunction());
        }
        return all.size() == 1 ? all.getFirst() : new Syntax.Logic("OR", flat("OR", all));
    }

    private Expr conjunction() {
        List<Expr> all = new ArrayList<>(List.of(negation()));
        while (takes("and")) {
            all.add(negation());
        }
        return all.size() == 1 ? all.getFirst() : new Syntax.Logic("AND", flat("AND", all));
    }

    /** PostgreSQL flattens what stands first. */
    private static List<Expr> flat(String word, List<Expr> all) {
        List<Expr> flat = new ArrayList<>();
        if (all.getFirst() instanceof Syntax.Logic logic && logic.word().equals(word)) {
            flat.addAll(logic.operands());
        } else {
            flat.add(all.getFirst());
        }
        flat.addAll(all.subList(1, all.size()));
        return flat;
    }

    private Expr negation() {
        return takes("not") ? new Syntax.Logic("NOT", List.of(negation())) : test();
    }

    private Expr test() {
        Expr operand = comparison();
        while (true) {
            if (takes("isnull")) {
                operand = new Syntax.Test(operand, "IS NULL");
            } else if (takes("notnull")) {
                operand = new Syntax.Test(operand, "IS NOT NULL");
            } else if (takes("is")) {
                operand = is(operand);
            } else {
                return operand;
            }
        }
    }

    private Expr is(Expr operand) {
        boolean not = takes("not");
        if (takes("distinct from")) {
            return new Syntax.Distinct(operand, comparison(), not);
        }
        for (String word : List.of("null", "true", "false", "unknown")) {
            if (takes(word)) {
                return new Syntax.Test(
                        operand, (not ? "IS NOT " : "IS ") + word.toUpperCase(Locale.ROOT));
            }
        }
        throw unreadable();
    }

    private Expr comparison() {
        Expr left = matched();
        Token token = token(0);
        if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
            next();
            String operator = token.text().equals("!=") ? "<>" : token.text();
            return quantifiedOr(left, operator, this::matched);
        }
        return left;
    }

    /** {@code BETWEEN}, {@code IN}, {@code LIKE} and their like. */
    private Expr matched() {
        Expr left = operators();
        boolean not = (isWord(1, "between") || isWord(1, "in")) && takes("not");
        if (takes("between")) {
            takes("asymmetric");
            Expr low = operators();
            expect("and");
            return new Syntax.Between(left, low, operators(), not);
        }
        if (takes("in")) {
            return in(left, not);
        }
        for (Map.Entry<String, String> pattern : PATTERNS.entrySet()) {
            if (takes(pattern.getKey())) {
                Expr right = operators();
                return new Syntax.Operation(
                        pattern.getValue(),
                        left,
                        takes("escape") ? call("like_escape", List.of(right, operators())) : right);
            }
        }
        boolean unlike = is("not similar") && takes("not");
        if (takes("similar to")) {
            Expr right = operators();
            List<Expr> arguments = takes("escape") ? List.of(right, operators()) : List.of(right);
            return new Syntax.Operation(
                    unlike ? "!~" : "~", left, call("similar_to_escape", arguments));
        }
        return left;
    }

    private Expr in(Expr left, boolean not) {
        expectMark("(");
        if (isQuery()) {
            Syntax.Query query = query();
            expectMark(")");
            return new Syntax.InQuery(left, query, not);
        }
        List<Expr> values = expressions();
        expectMark(")");
        return new Syntax.In(left, values, not);
    }

    private interface Operand {
        Expr read();
    }

    private Expr quantifiedOr(Expr left, String operator, Operand right) {
        boolean all = is("all");
        if (!(all || is("any") || is("some")) || !isMark(1, "(")) {
            return new Syntax.Operation(operator, left, right.read());
        }
        next();
        expectMark("(");
        Syntax.Query query = isQuery() ? query() : null;
        Expr array = query == null ? expression() : null;
        expectMark(")");
        return new Syntax.Quantified(left, operator, all, array, query);
    }

    /** Operators that are not PostgreSQL's arithmetic or comparisons. */
    Expr operators() {
        Expr left = prefixed();
        while (true) {
            Token token = token(0);
            String operator = token.text();
            if (token.kind() != Kind.OPERATOR
                    || COMPARISONS.contains(operator)
                    || "+-*/%^".contains(operator)) {
                return left;
            }
            next();
            left = quantifiedOr(left, operator, this::prefixed);
        }
    }

    private Expr prefixed() {
        Token token = token(0);
        boolean prefix =
                token.kind() == Kind.OPERATOR
                        && !COMPARISONS.contains(token.text())
                        && !"+-*/%^".contains(token.text());
        if (prefix) {
            next();
            return new Syntax.Operation(token.text(), null, prefixed());
        }
        return sum();
    }

    private Expr sum() {
        Expr left = product();
        while (isMark(0, "+") || isMark(0, "-")) {
            left = new Syntax.Operation(next().text(), left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = power();
        while (isMark(0, "*") || isMark(0, "/") || isMark(0, "%")) {
            left = new Syntax.Operation(next().text(), left, power());
        }
        return left;
    }

    private Expr power() {
        Expr left = zoned();
        while (isMark(0, "^")) {
            left = new Syntax.Operation(next().text(), left, zoned());
        }
        return left;
    }

    private Expr zoned() {
        Expr value = collated();
        while (takes("at time zone")) {
            Expr zone = collated();
            value = call("timezone", List.of(zone, value), "TIMEZONE");
        }
        return value;
    }

    private Expr collated() {
        Expr value = signed();
        while (takes("collate")) {
            value = new Syntax.Collated(value, qualifiedName());
        }
        return value;
    }

    private Expr signed() {
        if (takesMark("-")) {
            Expr operand = signed();
            return operand instanceof Syntax.Numeral number && !number.text().startsWith("-")
                    ? new Syntax.Numeral("-" + number.text())
                    : new Syntax.Operation("-", null, operand);
        }
        return takesMark("+") ? new Syntax.Operation("+", null, signed()) : postfixed();
    }

    private Expr postfixed() {
        Expr value = primary();
        while (true) {
            if (takesMark("::")) {
                value = new Syntax.Cast(value, type());
            } else if (takesMark("[")) {
                Expr index = expression();
                expectMark("]");
                value = new Syntax.Subscript(value, index);
            } else if (isMark(0, ".") && !isMark(1, "*")) {
                next();
                value = new Syntax.Field(value, name());
            } else {
                return value;
            }
        }
    }

    private Expr primary() {
        Token token = token(0);
        return switch (token.kind()) {
            case STRING -> new Syntax.Text(next().text());
            case NUMBER -> new Syntax.Numeral(next().text());
            case NAME -> named();
            case WORD -> word(token.text());
            case OPERATOR -> {
                if (token.text().equals("*")) {
                    next();
                    yield new Syntax.Star(List.of());
                }
                throw unreadable();
            }
            case MARK -> bracketed();
            case END -> throw unreadable();
        };
    }

    private Expr bracketed() {
        expectMark("(");
        if (isQuery()) {
            Syntax.Query query = query();
            expectMark(")");
            return new Syntax.Scalar(query);
        }
        List<Expr> all = expressions();
        expectMark(")");
        return all.size() == 1 ? all.getFirst() : new Syntax.Row(all);
    }

    private Expr word(String word) {
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            next();
            return new Syntax.Constant(word);
        }
        if (word.equals("case")) {
            return cases();
        }
        boolean call = word.equals("current_schema") && isMark(1, "(");
        if (MOMENTS.contains(word) && !isMark(1, ".") && !call) {
            return moment();
        }
        if (word.equals("exists") && isMark(1, "(")) {
            next();
            expectMark("(");
            Syntax.Query query = query();
            expectMark(")");
            return new Syntax.Exists(query);
        }
        if (word.equals("array") && (isMark(1, "[") || isMark(1, "("))) {
            next();
            return array();
        }
        if (word.equals("row") && isMark(1, "(")) {
            next();
            expectMark("(");
            List<Expr> fields = isMark(0, ")") ? List.of() : expressions();
            expectMark(")");
            return new Syntax.Row(fields);
        }
        if (word.equals("cast") && isMark(1, "(")) {
            next();
            expectMark("(");
            Expr value = expression();
            expect("as");
            String type = type();
            expectMark(")");
            return new Syntax.Cast(value, type);
        }
        if (WORDED.contains(word) && isMark(1, "(")) {
            next();
            expectMark("(");
            List<Expr> arguments = expressions();
            expectMark(")");
            return new Syntax.Worded(word.toUpperCase(Locale.ROOT), arguments);
        }
        Expr special = isMark(1, "(") ? special(word) : null;
        return special != null ? special : typedOrNamed();
    }

    private Expr array() {
        if (takesMark("(")) {
            Syntax.Query query = query();
            expectMark(")");
            return new Syntax.ArrayQuery(query);
        }
        expectMark("[");
        List<Expr> elements = isMark(0, "]") ? List.of() : expressionsOrArrays();
        expectMark("]");
        return new Syntax.Elements(elements);
    }

    private List<Expr> expressionsOrArrays() {
        if (isMark(0, "[")) {
            throw unreadable();
        }
        return expressions();
    }

    private Expr moment() {
        String word = next().text().toUpperCase(Locale.ROOT);
        if (takesMark("(")) {
            word += '(' + next().text() + ')';
            expectMark(")");
        }
        return new Syntax.Moment(word);
    }

    private Expr cases() {
        expect("case");
        Expr operand = is("when") ? null : expression();
        List<Syntax.When> whens = new ArrayList<>();
        while (takes("when")) {
            Expr condition = expression();
            expect("then");
            whens.add(new Syntax.When(condition, expression()));
        }
        Expr otherwise = takes("else") ? expression() : null;
        expect("end");
        return new Syntax.Case(operand, whens, otherwise);
    }

    /** {@code interval '1 day'}, {@code timestamp with time zone '..'}, a call, or a column. */
    private Expr typedOrNamed() {
        Expr literal = typedLiteral();
        return literal != null ? literal : named();
    }

    private @Nullable Expr typedLiteral() {
        String word = token(0).text();
        for (String zoned : List.of("timestamp", "time")) {
            for (String zone : List.of(" with time zone", " without time zone")) {
                if (is(zoned + zone)) {
                    takes(zoned + zone);
                    return new Syntax.Cast(new Syntax.Text(next().text()), zoned + zone);
                }
            }
        }
        if (token(1).kind() == Kind.STRING) {
            next();
            Expr literal = new Syntax.Text(next().text());
            if (word.equals("interval") && isIntervalField()) {
                throw unreadable();
            }
            return new Syntax.Cast(literal, word);
        }
        return null;
    }

    private boolean isIntervalField() {
        return Set.of("year", "month", "day", "hour", "minute", "second").contains(token(0).text());
    }

    private Expr named() {
        List<String> parts = qualifiedName();
        if (isMark(0, ".") && isMark(1, "*")) {
            next();
            next();
            return new Syntax.Star(parts);
        }
        return takesMark("(") ? new CallReader(this).call(parts) : new Syntax.Name(parts);
    }

    private @Nullable Expr special(String word) {
        return new CallReader(this).special(word);
    }

    static Syntax.Call call(String name, List<Expr> arguments) {
        return call(name, arguments, "");
    }

    static Syntax.Call call(String name, List<Expr> arguments, String form) {
        return new Syntax.Call(
                List.of(name), arguments, form, false, false, List.of(), List.of(), null, null);
    }

    List<Expr> expressions() {
        List<Expr> all = new ArrayList<>();
        do {
            all.add(expression());
        } while (takesMark(","));
        return all;
    }

    List<Syntax.Key> keys() {
        List<Syntax.Key> keys = new ArrayList<>();
        do {
            Expr value = expression();
            if (is("using")) {
                throw unreadable();
            }
            boolean descending = !takes("asc") && takes("desc");
            Boolean nullsFirst =
                    takes("nulls first") ? Boolean.TRUE : takes("nulls last") ? false : null;
            keys.add(new Syntax.Key(value, descending, nullsFirst));
        } while (takesMark(","));
        return keys;
    }

    /** A type's name as it is written, with its modifiers and brackets. */
    String type() {
        StringBuilder type = new StringBuilder(String.join(".", typeName()));
        if (takesMark("(")) {
            type.append('(');
            while (!isMark(0, ")")) {
                type.append(next().text());
            }
            expectMark(")");
            type.append(')');
        }
        for (String zone : List.of("with time zone", "without time zone")) {
            if (takes(zone)) {
                type.append(' ').append(zone);
            }
        }
        while (takesMark("[")) {
            if (token(0).kind() == Kind.NUMBER) {
                next();
            }
            expectMark("]");
            type.append("[]");
        }
        return type.toString();
    }

    private List<String> typeName() {
        for (String two : List.of("double precision", "character varying", "bit varying")) {
            if (takes(two)) {
                return List.of(two);
            }
        }
        return qualifiedName().stream()
                .map(part -> part.matches("[a-z_][a-z0-9_$]*") ? part : '"' + part + '"')
                .toList();
    }

    boolean isQuery() {
        int ahead = 0;
        while (isMark(ahead, "(")) {
            ahead++;
        }
        return isWord(ahead, "select") || isWord(ahead, "with") || isWord(ahead, "values");
    }

    /** Overridden by what reads whole queries. */
    Syntax.Query query() {
        throw unreadable();
    }
}
