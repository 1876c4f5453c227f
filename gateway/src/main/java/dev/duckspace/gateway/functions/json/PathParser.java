package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the SQL/JSON path language. */
final class PathParser {
    private static final Set<String> METHODS =
            Set.of("abs", "size", "type", "floor", "double", "ceiling", "keyvalue");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final int MAX_DEPTH = 500;

    private final List<PathTokens.Token> tokens;
    private int at;
    private int depth;
    private int subscripts;
    private int filters;

    private PathParser(List<PathTokens.Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * @throws PgException 22P02 for an empty text, 42601 for what is no path, 0A000 for what is not
     *     supported
     */
    static JsonPath parse(String text) {
        PathParser parser = new PathParser(PathTokens.of(text));
        if (parser.peek().kind() == PathTokens.Kind.END) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid input syntax for type jsonpath: \"%s\"".formatted(text));
        }
        boolean strict = parser.acceptWord("strict");
        if (!strict) {
            parser.acceptWord("lax");
        }
        PathNode node = parser.or();
        if (parser.peek().kind() != PathTokens.Kind.END) {
            throw parser.unexpected();
        }
        return new JsonPath(!strict, node);
    }

    private PathTokens.Token peek() {
        return tokens.get(at);
    }

    private PathTokens.Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private PathTokens.Token take() {
        PathTokens.Token token = peek();
        if (token.kind() != PathTokens.Kind.END) {
            at++;
        }
        return token;
    }

    private boolean accept(String sign) {
        boolean found = peek().is(sign);
        if (found) {
            at++;
        }
        return found;
    }

    private boolean acceptWord(String word) {
        boolean found = peek().isWord(word);
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected();
        }
    }

    private void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected();
        }
    }

    private PgException unexpected() {
        PathTokens.Token token = peek();
        return new PgException(
                SqlState.SYNTAX_ERROR,
                token.kind() == PathTokens.Kind.END
                        ? "syntax error at end of jsonpath input"
                        : "syntax error at or near \"%s\" of jsonpath input"
                                .formatted(token.text()));
    }

    private PathNode.Predicate predicate(PathNode node) {
        if (node instanceof PathNode.Predicate predicate) {
            return predicate;
        }
        throw unexpected();
    }

    private PathNode operand(PathNode node) {
        if (node instanceof PathNode.Predicate) {
            throw unexpected();
        }
        return node;
    }

    private PathNode or() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw new PgException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
        }
        PathNode left = and();
        while (accept("||")) {
            left = new PathNode.Or(predicate(left), predicate(and()));
        }
        depth--;
        return left;
    }

    private PathNode and() {
        PathNode left = not();
        while (accept("&&")) {
            left = new PathNode.And(predicate(left), predicate(not()));
        }
        return left;
    }

    private PathNode not() {
        if (accept("!")) {
            if (!peek().is("(") && !peek().isWord("exists")) {
                throw unexpected();
            }
            return new PathNode.Not(predicate(primary()));
        }
        return comparison();
    }

    private PathNode comparison() {
        PathNode left = sum();
        if (left instanceof PathNode.Predicate) {
            return left;
        }
        PathTokens.Token token = peek();
        if (token.kind() == PathTokens.Kind.SIGN && COMPARISONS.contains(token.text())) {
            take();
            return new PathNode.Comparison(token.text(), left, operand(sum()));
        }
        if (token.isWord("starts")) {
            take();
            expectWord("with");
            return new PathNode.StartsWith(left, beginning());
        }
        if (acceptWord("like_regex")) {
            return new PathNode.LikeRegex(left, pattern());
        }
        return left;
    }

    private PathNode beginning() {
        PathTokens.Token token = take();
        return switch (token.kind()) {
            case STRING -> new PathNode.Literal(new Jsonb.Str(token.text()));
            case VARIABLE -> new PathNode.Variable(token.text());
            case WORD, NUMBER, SIGN, END -> {
                at--;
                throw unexpected();
            }
        };
    }

    private Pattern pattern() {
        PathTokens.Token regex = take();
        if (regex.kind() != PathTokens.Kind.STRING) {
            throw unexpected();
        }
        String flags = "";
        if (acceptWord("flag")) {
            if (peek().kind() != PathTokens.Kind.STRING) {
                throw unexpected();
            }
            flags = take().text();
        }
        return pattern(regex.text(), flags);
    }

    private static Pattern pattern(String regex, String flags) {
        int options = 0;
        for (int i = 0; i < flags.length(); i++) {
            char flag = flags.charAt(i);
            options |=
                    switch (flag) {
                        case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                        case 's' -> Pattern.DOTALL;
                        case 'm' -> Pattern.MULTILINE;
                        case 'q' -> Pattern.LITERAL;
                        case 'x' ->
                                throw new PgException(
                                        SqlState.FEATURE_NOT_SUPPORTED,
                                        "XQuery \"x\" flag (expanded regular expressions) is not"
                                                + " implemented");
                        default ->
                                throw new PgException(
                                        SqlState.SYNTAX_ERROR,
                                        "invalid input syntax for type jsonpath");
                    };
        }
        if ((options & Pattern.LITERAL) != 0) {
            options &= ~(Pattern.DOTALL | Pattern.MULTILINE);
        }
        try {
            return Pattern.compile(regex, options);
        } catch (PatternSyntaxException e) {
            throw new PgException(
                    SqlState.INVALID_REGULAR_EXPRESSION,
                    "invalid regular expression: " + e.getDescription());
        }
    }

    private PathNode sum() {
        PathNode left = product();
        while (peek().is("+") || peek().is("-")) {
            char operator = take().text().charAt(0);
            left = new PathNode.Arithmetic(operator, operand(left), operand(product()));
        }
        return left;
    }

    private PathNode product() {
        PathNode left = sign();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            char operator = take().text().charAt(0);
            left = new PathNode.Arithmetic(operator, operand(left), operand(sign()));
        }
        return left;
    }

    private PathNode sign() {
        if (peek().is("+") || peek().is("-")) {
            boolean minus = take().is("-");
            return new PathNode.Sign(minus, operand(sign()));
        }
        return steps(primary());
    }

    private PathNode primary() {
        PathTokens.Token token = take();
        return switch (token.kind()) {
            case STRING -> new PathNode.Literal(new Jsonb.Str(token.text()));
            case NUMBER -> new PathNode.Literal(Jsonb.number(token.text()));
            case VARIABLE ->
                    token.text().isEmpty()
                            ? new PathNode.Root()
                            : new PathNode.Variable(token.text());
            case WORD -> word(token.text().toLowerCase(Locale.ROOT));
            case SIGN -> bracketed(token);
            case END -> throw unexpected();
        };
    }

    private PathNode word(String word) {
        return switch (word) {
            case "true" -> new PathNode.Literal(JsonbValues.TRUE);
            case "false" -> new PathNode.Literal(JsonbValues.FALSE);
            case "null" -> new PathNode.Literal(JsonbValues.NULL);
            case "last" -> {
                if (subscripts == 0) {
                    throw new PgException(
                            SqlState.SYNTAX_ERROR, "LAST is allowed only in array subscripts");
                }
                yield new PathNode.Last();
            }
            case "exists" -> {
                expect("(");
                PathNode operand = operand(sum());
                expect(")");
                yield new PathNode.Exists(operand);
            }
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private PathNode bracketed(PathTokens.Token token) {
        if (token.is("@")) {
            if (filters == 0) {
                throw new PgException(
                        SqlState.SYNTAX_ERROR, "@ is not allowed in root expressions");
            }
            return new PathNode.Current();
        }
        if (!token.is("(")) {
            at--;
            throw unexpected();
        }
        PathNode inner = or();
        expect(")");
        if (inner instanceof PathNode.Predicate predicate
                && peek().isWord("is")
                && peek(1).isWord("unknown")) {
            at += 2;
            return new PathNode.IsUnknown(predicate);
        }
        return inner;
    }

    private PathNode steps(PathNode base) {
        List<PathNode.PathStep> steps = new ArrayList<>();
        for (PathNode.PathStep step = step(); step != null; step = step()) {
            steps.add(step);
        }
        return steps.isEmpty() ? base : new PathNode.Steps(base, steps);
    }

    private PathNode.@Nullable PathStep step() {
        if (accept("[")) {
            return elements();
        }
        if (accept("?")) {
            expect("(");
            filters++;
            PathNode.Predicate predicate = predicate(or());
            filters--;
            expect(")");
            return new PathNode.Filter(predicate);
        }
        return accept(".") ? afterPoint() : null;
    }

    private PathNode.PathStep afterPoint() {
        if (accept("*")) {
            return new PathNode.AnyKey();
        }
        if (accept("**")) {
            return descendants();
        }
        PathTokens.Token token = take();
        if (token.kind() == PathTokens.Kind.STRING) {
            return new PathNode.Key(token.text());
        }
        if (token.kind() != PathTokens.Kind.WORD) {
            at--;
            throw unexpected();
        }
        if (peek().is("(")) {
            return method(token.text());
        }
        return new PathNode.Key(token.text());
    }

    private PathNode.PathStep method(String name) {
        if (name.equals("datetime")) {
            throw PgException.notSupported(
                    "jsonpath item method .datetime() is not supported",
                    "Compare the values in SQL, after a cast.");
        }
        if (!METHODS.contains(name)) {
            throw unexpected();
        }
        expect("(");
        expect(")");
        return new PathNode.Method(name);
    }

    private PathNode.PathStep descendants() {
        if (!accept("{")) {
            return new PathNode.Descendants(0, Integer.MAX_VALUE);
        }
        int first = level();
        int last = acceptWord("to") ? level() : first;
        expect("}");
        return new PathNode.Descendants(first, last);
    }

    private int level() {
        if (acceptWord("last")) {
            return Integer.MAX_VALUE;
        }
        PathTokens.Token token = take();
        if (token.kind() != PathTokens.Kind.NUMBER
                || token.text().length() > 9
                || !token.text().chars().allMatch(Character::isDigit)) {
            at--;
            throw unexpected();
        }
        return Integer.parseInt(token.text());
    }

    private PathNode.PathStep elements() {
        if (accept("*")) {
            expect("]");
            return new PathNode.AnyElement();
        }
        List<PathNode.Range> ranges = new ArrayList<>();
        subscripts++;
        do {
            PathNode from = operand(sum());
            ranges.add(new PathNode.Range(from, acceptWord("to") ? operand(sum()) : null));
        } while (accept(","));
        subscripts--;
        expect("]");
        return new PathNode.Subscripts(ranges);
    }
}
