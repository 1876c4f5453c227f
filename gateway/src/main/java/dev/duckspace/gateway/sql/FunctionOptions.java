package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Locale;

/**
 * What stands behind the result of CREATE FUNCTION, in any order.
 *
 * @param volatility i, s or v
 * @param parallel s, r or u
 * @param expression whether it is RETURN with an expression
 * @param source the body as written, without its quotes
 */
record FunctionOptions(
        String volatility, boolean strict, String parallel, boolean expression, String source) {
    static final String CODE_HINT =
            "Functions are queries in SQL here: LANGUAGE sql, with one SELECT.";

    String query() {
        return expression ? "SELECT " + source : source;
    }

    static FunctionOptions read(Rewrite rewrite, int from) {
        Tokens tokens = rewrite.tokens();
        String volatility = "v";
        String parallel = "u";
        boolean strict = false;
        int at = from;
        while (at < rewrite.to()) {
            String word = tokens.text(at).toLowerCase(Locale.ROOT);
            switch (word) {
                case "language" -> {
                    requireSql(name(tokens, at + 1));
                    at += 2;
                }
                case "immutable", "stable", "volatile" -> {
                    volatility = word.substring(0, 1);
                    at++;
                }
                case "strict" -> {
                    strict = true;
                    at++;
                }
                case "returns" -> {
                    strict = true;
                    at += 5;
                }
                case "called" -> at += 4;
                case "parallel" -> {
                    parallel = tokens.text(at + 1).substring(0, 1).toLowerCase(Locale.ROOT);
                    at += 2;
                }
                case "cost", "rows", "security" -> at += 2;
                case "external" -> at += 3;
                case "not" -> at += 2;
                case "leakproof", "window" -> at++;
                case "as" -> {
                    if (!Literals.isString(tokens.kind(at + 1))) {
                        throw SqlErrors.syntaxError(tokens, at + 1);
                    }
                    String body = Literals.string(tokens, at + 1);
                    FunctionOptions rest =
                            at + 2 < rewrite.to() ? read(rewrite, at + 2, body) : null;
                    return new FunctionOptions(
                            rest == null || rest.volatility().equals("v")
                                    ? volatility
                                    : rest.volatility(),
                            strict || (rest != null && rest.strict()),
                            rest == null || rest.parallel().equals("u")
                                    ? parallel
                                    : rest.parallel(),
                            false,
                            body);
                }
                case "return" -> {
                    return new FunctionOptions(
                            volatility,
                            strict,
                            parallel,
                            true,
                            rewrite.source(at + 1, rewrite.to()));
                }
                case "begin" ->
                        throw PgException.notSupported(
                                "BEGIN ATOMIC is not supported",
                                "Use RETURN, or the body as a string.");
                default -> throw SqlErrors.syntaxError(tokens, at);
            }
        }
        throw new PgException(SqlState.INVALID_FUNCTION_DEFINITION, "no function body specified");
    }

    /** Options behind the body. */
    private static FunctionOptions read(Rewrite rewrite, int from, String body) {
        Tokens tokens = rewrite.tokens();
        String volatility = "v";
        String parallel = "u";
        boolean strict = false;
        for (int at = from; at < rewrite.to(); at++) {
            String word = tokens.text(at).toLowerCase(Locale.ROOT);
            switch (word) {
                case "language" -> requireSql(name(tokens, at + 1));
                case "immutable", "stable", "volatile" -> volatility = word.substring(0, 1);
                case "strict", "returns" -> strict = true;
                case "parallel" ->
                        parallel = tokens.text(at + 1).substring(0, 1).toLowerCase(Locale.ROOT);
                default -> {}
            }
        }
        return new FunctionOptions(volatility, strict, parallel, false, body);
    }

    private static String name(Tokens tokens, int at) {
        return Literals.isString(tokens.kind(at))
                ? Literals.string(tokens, at)
                : Literals.identifier(tokens, at);
    }

    private static void requireSql(String language) {
        if (!language.equalsIgnoreCase("sql")) {
            throw PgException.notSupported(
                    "functions in language \"" + language + "\" are not supported", CODE_HINT);
        }
    }
}
