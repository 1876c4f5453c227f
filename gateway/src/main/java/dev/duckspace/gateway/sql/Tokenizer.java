package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/**
 * Cuts a text into tokens by PostgreSQL's lexical rules, letting through what DuckDB adds (braces,
 * {@code 1_000}, {@code ?}). Strings are read as with standard_conforming_strings on.
 */
public final class Tokenizer {
    /** Longest text taken when the caller names no limit, in UTF-16 units. */
    public static final int MAX_LENGTH = 64 * 1024 * 1024;

    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

    /** Only an operator with one of these may end in + or -. */
    private static final String SIGN_KEEPERS = "~!@#^&|`?%";

    /** The engine reads each sign of a run with all that follow it. */
    private static final int RUN_MAX = 5_000;

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte SPACE = 3;
    private static final byte SYMBOL = 4;
    private static final byte[] CLASSES = classes();
    private static final boolean[] NAME_PARTS = nameParts();

    private final String text;
    private final int length;
    private final Tokens tokens;
    private final Run run = new Run();
    private int at;

    /** Symbols that follow each other, and where in them the last of two kinds stand. */
    private static final class Run {
        private int end;
        private int lastKeeper;
        private int lastOther;
    }

    private Tokenizer(String text) {
        this.text = text;
        this.length = text.length();
        this.tokens = new Tokens(text);
    }

    /**
     * @throws PgException 42601 for what is unterminated or no literal, 22025 for a wrong escape,
     *     54000 for a text longer than {@link #MAX_LENGTH}
     */
    public static Tokens tokenize(String text) {
        return tokenize(text, MAX_LENGTH);
    }

    /**
     * @param maxLength in UTF-16 units
     */
    public static Tokens tokenize(String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "query text of " + text.length() + " characters exceeds " + maxLength);
        }
        Tokenizer tokenizer = new Tokenizer(text);
        tokenizer.run();
        return tokenizer.tokens;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = LETTER;
            classes[c - 32] = LETTER;
        }
        classes['_'] = LETTER;
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT;
        }
        for (char c : new char[] {' ', '\t', '\n', '\r', '\f', '\u000b'}) {
            classes[c] = SPACE;
        }
        for (int i = 0; i < OPERATOR_CHARACTERS.length(); i++) {
            classes[OPERATOR_CHARACTERS.charAt(i)] = SYMBOL;
        }
        return classes;
    }

    private static boolean[] nameParts() {
        boolean[] parts = new boolean[128];
        for (int c = 0; c < parts.length; c++) {
            parts[c] = CLASSES[c] == LETTER || CLASSES[c] == DIGIT || c == '$';
        }
        return parts;
    }

    static boolean startsName(char c) {
        return c >= 128 || CLASSES[c] == LETTER;
    }

    static boolean continuesName(char c) {
        return c >= 128 || NAME_PARTS[c];
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c < 128 && CLASSES[c] == SPACE;
    }

    private void run() {
        while (at < length) {
            char c = text.charAt(at);
            switch (c < 128 ? CLASSES[c] : LETTER) {
                case LETTER -> word(c);
                case DIGIT -> number();
                case SPACE -> at++;
                case SYMBOL -> symbol(c);
                default -> punctuation(c);
            }
        }
    }

    private char peek(int ahead) {
        return at + ahead < length ? text.charAt(at + ahead) : '\0';
    }

    private void single(TokenKind kind) {
        fixed(kind, 1);
    }

    private void fixed(TokenKind kind, int width) {
        tokens.add(kind, at, at + width);
        at += width;
    }

    private void punctuation(char c) {
        switch (c) {
            case '\'' -> string(TokenKind.STRING, 0);
            case '"' -> quotedIdentifier(TokenKind.QUOTED_IDENTIFIER, 0);
            case '$' -> dollar();
            case '.' -> dot();
            case ':' -> colon();
            case ',' -> single(TokenKind.COMMA);
            case ';' -> single(TokenKind.SEMICOLON);
            case '(' -> single(TokenKind.LEFT_PAREN);
            case ')' -> single(TokenKind.RIGHT_PAREN);
            case '[' -> single(TokenKind.LEFT_BRACKET);
            case ']' -> single(TokenKind.RIGHT_BRACKET);
            case '{' -> single(TokenKind.LEFT_BRACE);
            case '}' -> single(TokenKind.RIGHT_BRACE);
            default -> single(TokenKind.OTHER);
        }
    }

    private void dot() {
        if (isDigit(peek(1))) {
            number();
        } else if (peek(1) == '.') {
            fixed(TokenKind.DOT_DOT, 2);
        } else {
            single(TokenKind.DOT);
        }
    }

    private void colon() {
        if (peek(1) == ':') {
            fixed(TokenKind.CAST, 2);
        } else if (peek(1) == '=') {
            fixed(TokenKind.COLON_EQUALS, 2);
        } else {
            single(TokenKind.COLON);
        }
    }

    private void word(char first) {
        if (quotePrefix(first)) {
            return;
        }
        int start = at;
        at = nameEnd(at + 1);
        tokens.add(TokenKind.IDENTIFIER, KeywordTable.find(text, start, at), start, at);
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < length && continuesName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean quotePrefix(char first) {
        char next = peek(1);
        if (next == '\'') {
            switch (first) {
                case 'e', 'E' -> string(TokenKind.ESCAPE_STRING, 1);
                case 'b', 'B' -> bitString(TokenKind.BIT_STRING, "bit string literal");
                case 'x', 'X' -> bitString(TokenKind.HEX_STRING, "hexadecimal string literal");
                default -> {
                    return false;
                }
            }
            return true;
        }
        if (next == '&' && (first == 'u' || first == 'U')) {
            if (peek(2) == '\'') {
                string(TokenKind.UNICODE_STRING, 2);
                return true;
            }
            if (peek(2) == '"') {
                quotedIdentifier(TokenKind.UNICODE_IDENTIFIER, 2);
                return true;
            }
        }
        return false;
    }

    private void string(TokenKind kind, int prefix) {
        int start = at;
        boolean backslashes = false;
        int i = at + prefix + 1;
        while (true) {
            if (i >= length) {
                throw unterminated("quoted string", start);
            }
            char c = text.charAt(i);
            if (c == '\\' && kind == TokenKind.ESCAPE_STRING) {
                backslashes = true;
                i += 2;
            } else if (c != '\'') {
                i++;
            } else if (i + 1 < length && text.charAt(i + 1) == '\'') {
                i += 2;
            } else {
                int next = Literals.continuation(text, i + 1);
                if (next < 0) {
                    break;
                }
                i = next + 1;
            }
        }
        at = i + 1;
        tokens.add(kind, start, at);
        if (backslashes) {
            Literals.string(tokens, tokens.count() - 1);
        }
    }

    private void bitString(TokenKind kind, String what) {
        int start = at;
        int end = text.indexOf('\'', at + 2);
        int next = end < 0 ? -1 : Literals.continuation(text, end + 1);
        while (next >= 0) {
            end = text.indexOf('\'', next + 1);
            next = end < 0 ? -1 : Literals.continuation(text, end + 1);
        }
        if (end < 0) {
            throw unterminated(what, start);
        }
        at = end + 1;
        tokens.add(kind, start, at);
    }

    private void quotedIdentifier(TokenKind kind, int prefix) {
        int start = at;
        int i = at + prefix + 1;
        while (true) {
            i = text.indexOf('"', i);
            if (i < 0) {
                throw unterminated("quoted identifier", start);
            }
            if (i + 1 >= length || text.charAt(i + 1) != '"') {
                break;
            }
            i += 2;
        }
        at = i + 1;
        if (at - start == prefix + 2) {
            throw SqlErrors.near("zero-length delimited identifier", text, start, at);
        }
        tokens.add(kind, start, at);
    }

    private void dollar() {
        if (isDigit(peek(1))) {
            parameter();
            return;
        }
        int tagEnd = at + 1;
        if (tagEnd < length && startsName(text.charAt(tagEnd))) {
            while (tagEnd < length
                    && text.charAt(tagEnd) != '$'
                    && continuesName(text.charAt(tagEnd))) {
                tagEnd++;
            }
        }
        if (tagEnd >= length || text.charAt(tagEnd) != '$') {
            single(TokenKind.OTHER);
            return;
        }
        String tag = text.substring(at, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            throw unterminated("dollar-quoted string", at);
        }
        fixed(TokenKind.DOLLAR_STRING, close + tag.length() - at);
    }

    private void parameter() {
        int end = at + 1;
        while (end < length && isDigit(text.charAt(end))) {
            end++;
        }
        refuseJunk("parameter", end);
        fixed(TokenKind.PARAMETER, end - at);
    }

    private void number() {
        int end = digits(at);
        TokenKind kind = TokenKind.INTEGER;
        if (end < length && text.charAt(end) == '.' && !(end + 1 < length && dotDot(end))) {
            kind = TokenKind.NUMERIC;
            end = digits(end + 1);
        }
        int exponent = exponentEnd(end);
        if (exponent > end) {
            kind = TokenKind.NUMERIC;
            end = exponent;
        }
        refuseJunk("numeric literal", end);
        fixed(kind, end - at);
    }

    private boolean dotDot(int dot) {
        return text.charAt(dot + 1) == '.';
    }

    /** DuckDB allows one underscore between digits. */
    private int digits(int from) {
        int end = from;
        while (end < length) {
            char c = text.charAt(end);
            boolean separator =
                    c == '_'
                            && end > from
                            && text.charAt(end - 1) != '_'
                            && end + 1 < length
                            && isDigit(text.charAt(end + 1));
            if (!isDigit(c) && !separator) {
                break;
            }
            end++;
        }
        return end;
    }

    private int exponentEnd(int from) {
        if (from >= length || (text.charAt(from) | 0x20) != 'e') {
            return from;
        }
        int digits = from + 1;
        if (digits < length && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int end = digits(digits);
        return end > digits ? end : from;
    }

    private void refuseJunk(String what, int end) {
        if (end < length && startsName(text.charAt(end))) {
            throw SqlErrors.near("trailing junk after " + what, text, at, nameEnd(end));
        }
    }

    private void symbol(char c) {
        if (c == '-' && peek(1) == '-') {
            lineComment();
        } else if (c == '/' && peek(1) == '*') {
            blockComment();
        } else {
            operator();
        }
    }

    private void lineComment() {
        at = Literals.lineEnd(text, at);
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (c == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (c == '*' && peek(1) == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
        throw unterminated("/* comment", start);
    }

    /** The longest run that holds no comment and, unless a keeper is in it, ends in no sign. */
    private void operator() {
        if (at >= run.end) {
            readRun();
        }
        boolean keepsSign = run.lastKeeper >= at;
        int end = keepsSign ? run.end : Math.max(at, run.lastOther) + 1;
        boolean arrow = end - at == 2 && text.charAt(at) == '=' && text.charAt(at + 1) == '>';
        fixed(arrow ? TokenKind.EQUALS_GREATER : TokenKind.OPERATOR, end - at);
    }

    /** Once for all operators in it. */
    private void readRun() {
        run.lastKeeper = -1;
        run.lastOther = -1;
        int end = at;
        while (end < length && isSymbol(text.charAt(end)) && !startsComment(end)) {
            char c = text.charAt(end);
            if (SIGN_KEEPERS.indexOf(c) >= 0) {
                run.lastKeeper = end;
            }
            if (!isSign(c)) {
                run.lastOther = end;
            }
            end++;
        }
        if (end - at > RUN_MAX) {
            throw PgException.refused(
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "stack depth limit exceeded",
                    "Write fewer signs behind each other.");
        }
        run.end = end;
    }

    private static boolean isSymbol(char c) {
        return c < 128 && CLASSES[c] == SYMBOL;
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    private boolean startsComment(int i) {
        if (i + 1 >= length) {
            return false;
        }
        char c = text.charAt(i);
        char next = text.charAt(i + 1);
        return (c == '-' && next == '-') || (c == '/' && next == '*');
    }

    private PgException unterminated(String what, int start) {
        return SqlErrors.near("unterminated " + what, text, start, length);
    }

    static boolean isWhiteSpace(char c) {
        return isSpace(c);
    }
}
