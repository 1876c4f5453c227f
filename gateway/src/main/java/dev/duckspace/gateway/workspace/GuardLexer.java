package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a statement by the <em>engine's</em> lexical rules, which are not quite PostgreSQL's: what
 * the guard overlooks here, the engine would run. So where the two may differ (backticks, control
 * characters, a number that runs into a word) the statement is refused.
 */
final class GuardLexer {
    /** Each takes some 80 bytes: a tenth of the heap. */
    private static final int TOKENS_MAX =
            Math.clamp(Runtime.getRuntime().maxMemory() / 800, 100_000, 10_000_000);

    private final String sql;
    private final List<GuardToken> tokens = new ArrayList<>();
    private int at;

    private GuardLexer(String sql) {
        this.sql = sql;
    }

    /**
     * The tokens of one statement, without comments and without semicolons at its end.
     *
     * @throws PgException 42601 for what is unterminated, or more than one statement; 54000 for too
     *     many
     */
    static List<GuardToken> split(String sql) {
        GuardLexer lexer = new GuardLexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.single();
    }

    private List<GuardToken> single() {
        while (!tokens.isEmpty() && tokens.getLast().isSign(';')) {
            tokens.removeLast();
        }
        if (tokens.stream().anyMatch(token -> token.isSign(';'))) {
            throw syntax("cannot insert multiple commands into a prepared statement");
        }
        return tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (isBlank(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            skipLine();
        } else if (sql.startsWith("/*", at)) {
            skipComment();
        } else if (c == '\'') {
            string(false);
        } else if (c == '"') {
            quoted();
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if (isWordStart(c)) {
            word();
        } else if (c == '`' || c < ' ') {
            throw syntax("syntax error at or near \"" + c + "\"");
        } else {
            add(GuardToken.Kind.SIGN, String.valueOf(c));
            at++;
        }
    }

    private void add(GuardToken.Kind kind, String text) {
        if (tokens.size() >= TOKENS_MAX) {
            throw PgException.refused(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "a statement of more than %d words and signs".formatted(TOKENS_MAX),
                    "Copy the values into a table, and name that.");
        }
        tokens.add(new GuardToken(kind, text));
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at >= sql.length()) {
                throw syntax("unterminated /* comment");
            }
        } while (depth > 0);
    }

    private void string(boolean backslashes) {
        StringBuilder content = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (backslashes && c == '\\' && i + 1 < sql.length()) {
                content.append(c).append(sql.charAt(++i));
            } else if (c != '\'') {
                content.append(c);
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                content.append(c);
                i++;
            } else {
                at = i + 1;
                add(GuardToken.Kind.STRING, content.toString());
                return;
            }
        }
        throw syntax("unterminated quoted string");
    }

    private void quoted() {
        StringBuilder content = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c != '"') {
                content.append(c);
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '"') {
                content.append(c);
                i++;
            } else {
                at = i + 1;
                add(GuardToken.Kind.QUOTED, content.toString());
                return;
            }
        }
        throw syntax("unterminated quoted identifier");
    }

    /** {@code $1}, {@code $name}, or a string between two {@code $tag$}. */
    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean tag =
                end < sql.length()
                        && sql.charAt(end) == '$'
                        && (end == at + 1 || !isDigit(sql.charAt(at + 1)));
        if (!tag) {
            add(GuardToken.Kind.SIGN, "$");
            at++;
            return;
        }
        String delimiter = sql.substring(at, end + 1);
        int close = sql.indexOf(delimiter, end + 1);
        if (close < 0) {
            throw syntax("unterminated dollar-quoted string");
        }
        add(GuardToken.Kind.STRING, sql.substring(end + 1, close));
        at = close + delimiter.length();
    }

    private void number() {
        int start = at;
        boolean parameter = !tokens.isEmpty() && tokens.getLast().isSign('$');
        if (sql.charAt(at) == '0' && (peek(1) | 0x20) == 'x') {
            at += 2;
            skipWhile("0123456789abcdefABCDEF_");
        } else {
            skipWhile("0123456789_");
            if (peek(0) == '.' && !parameter && peek(1) != '.') {
                at++;
                skipWhile("0123456789_");
            }
            exponent();
        }
        add(GuardToken.Kind.NUMBER, sql.substring(start, at));
        if (at < sql.length() && isWordStart(sql.charAt(at))) {
            throw syntax(
                    "trailing junk after numeric literal at or near \""
                            + sql.substring(start, at + 1)
                            + "\"");
        }
    }

    private void exponent() {
        if ((peek(0) | 0x20) != 'e') {
            return;
        }
        int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if (isDigit(peek(1 + sign))) {
            at += 1 + sign;
            skipWhile("0123456789_");
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
        if (word.equals("e") && peek(0) == '\'') {
            string(true);
        } else {
            add(GuardToken.Kind.WORD, word);
        }
    }

    private void skipWhile(String characters) {
        while (at < sql.length() && characters.indexOf(sql.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c > 0x7F && !isBlank(c));
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    /** The engine takes every Unicode blank, and characters without width, for a blank. */
    private static boolean isBlank(char c) {
        if (c <= ' ') {
            return c != 0;
        }
        return c >= 0x7F
                && (Character.isSpaceChar(c)
                        || Character.isWhitespace(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static PgException syntax(String message) {
        return new PgException(SqlState.SYNTAX_ERROR, message);
    }
}
