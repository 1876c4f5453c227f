package dev.duckspace.gateway.types.json;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;

/** Reads a text of JSON, and complains as PostgreSQL does. */
public final class JsonReader {
    static final int MAX_DEPTH = 5_000;

    private final String source;

    /** Whether strings are read for their characters, as jsonb needs them, or only passed. */
    private final boolean characters;

    private int at;
    private int tokenStart;
    private Token token = Token.END;
    private int depth;

    private enum Token {
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        OPEN_OBJECT,
        CLOSE_OBJECT,
        OPEN_ARRAY,
        CLOSE_ARRAY,
        COMMA,
        COLON,
        END
    }

    private JsonReader(String source, boolean characters) {
        this.source = source;
        this.characters = characters;
    }

    /**
     * The value that a text of type json holds.
     *
     * @throws PgException 22P02 for what is no JSON
     */
    public static JsonNode read(String text) {
        return new JsonReader(text, false).document();
    }

    /** As {@link #read}, and all strings can be stored as texts: 22P05 for a zero in one. */
    static JsonNode readCharacters(String text) {
        return new JsonReader(text, true).document();
    }

    private JsonNode document() {
        next();
        JsonNode node = value();
        if (token != Token.END) {
            throw unexpected("Expected end of input, but found \"%s\".");
        }
        return node;
    }

    private JsonNode value() {
        int start = tokenStart;
        return switch (token) {
            case STRING -> string(start);
            case NUMBER -> scalar(start, JsonKind.NUMBER);
            case TRUE, FALSE -> scalar(start, JsonKind.BOOLEAN);
            case NULL -> scalar(start, JsonKind.NULL);
            case OPEN_OBJECT -> object(start);
            case OPEN_ARRAY -> array(start);
            case CLOSE_OBJECT, CLOSE_ARRAY, COMMA, COLON, END ->
                    throw unexpected("Expected JSON value, but found \"%s\".");
        };
    }

    private JsonNode scalar(int start, JsonKind kind) {
        JsonNode node = new JsonNode.Scalar(source, start, at, kind);
        next();
        return node;
    }

    private JsonNode string(int start) {
        JsonNode.Scalar node = new JsonNode.Scalar(source, start, at, JsonKind.STRING);
        if (characters) {
            // Complains of characters that a text cannot hold.
            String ignored = node.string();
        }
        next();
        return node;
    }

    private JsonNode array(int start) {
        enter();
        List<JsonNode> elements = new ArrayList<>();
        next();
        if (token != Token.CLOSE_ARRAY) {
            elements.add(value());
            while (token == Token.COMMA) {
                next();
                elements.add(value());
            }
            if (token != Token.CLOSE_ARRAY) {
                throw unexpected("Expected \",\" or \"]\", but found \"%s\".");
            }
        }
        JsonNode node = new JsonNode.Array(source, start, at, List.copyOf(elements));
        leave();
        return node;
    }

    private JsonNode object(int start) {
        enter();
        List<String> keys = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        next();
        if (token != Token.CLOSE_OBJECT) {
            if (token != Token.STRING) {
                throw unexpected("Expected string or \"}\", but found \"%s\".");
            }
            member(keys, values);
            while (token == Token.COMMA) {
                next();
                member(keys, values);
            }
            if (token != Token.CLOSE_OBJECT) {
                throw unexpected("Expected \",\" or \"}\", but found \"%s\".");
            }
        }
        JsonNode node =
                new JsonNode.Members(source, start, at, List.copyOf(keys), List.copyOf(values));
        leave();
        return node;
    }

    private void member(List<String> keys, List<JsonNode> values) {
        if (token != Token.STRING) {
            throw unexpected("Expected string, but found \"%s\".");
        }
        keys.add(key());
        next();
        if (token != Token.COLON) {
            throw unexpected("Expected \":\", but found \"%s\".");
        }
        next();
        values.add(value());
    }

    /** Of json a key that is no text stays as it is written: only who asks for it complains. */
    private String key() {
        try {
            return JsonStrings.unescape(source, tokenStart + 1, at - 1);
        } catch (PgException e) {
            if (characters) {
                throw e;
            }
            return source.substring(tokenStart + 1, at - 1);
        }
    }

    private void enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            throw JsonErrors.tooDeep();
        }
    }

    private void leave() {
        depth--;
        next();
    }

    private PgException unexpected(String detail) {
        return token == Token.END
                ? JsonErrors.invalid("The input string ended unexpectedly.")
                : JsonErrors.invalid(detail.formatted(source.substring(tokenStart, at)));
    }

    private void next() {
        while (at < source.length() && isBlank(source.charAt(at))) {
            at++;
        }
        tokenStart = at;
        if (at == source.length()) {
            token = Token.END;
            return;
        }
        char c = source.charAt(at);
        token =
                switch (c) {
                    case '{' -> punctuation(Token.OPEN_OBJECT);
                    case '}' -> punctuation(Token.CLOSE_OBJECT);
                    case '[' -> punctuation(Token.OPEN_ARRAY);
                    case ']' -> punctuation(Token.CLOSE_ARRAY);
                    case ',' -> punctuation(Token.COMMA);
                    case ':' -> punctuation(Token.COLON);
                    case '"' -> passString();
                    default -> c == '-' || isDigit(c) ? passNumber() : passWord();
                };
    }

    private Token punctuation(Token found) {
        at++;
        return found;
    }

    private Token passString() {
        at++;
        while (true) {
            if (at >= source.length()) {
                at = source.length();
                throw invalidToken();
            }
            char c = source.charAt(at);
            if (c == '"') {
                at++;
                return Token.STRING;
            }
            if (c < ' ') {
                throw JsonErrors.invalid(
                        "Character with value 0x%02x must be escaped.".formatted((int) c));
            }
            if (c == '\\') {
                passEscape();
            } else {
                at++;
            }
        }
    }

    private void passEscape() {
        at++;
        if (at >= source.length()) {
            throw invalidToken();
        }
        char escaped = source.charAt(at);
        if (escaped == 'u') {
            for (int i = 1; i <= 4; i++) {
                if (at + i >= source.length() || Character.digit(source.charAt(at + i), 16) < 0) {
                    throw JsonErrors.invalid(
                            "\"\\u\" must be followed by four hexadecimal digits.");
                }
            }
            at += 5;
        } else if ("\"\\/bfnrt".indexOf(escaped) >= 0) {
            at++;
        } else {
            throw JsonErrors.invalid(
                    "Escape sequence \"\\%s\" is invalid."
                            .formatted(Character.toString(source.codePointAt(at))));
        }
    }

    /** Whatever stands together is the token that the complaint shows. */
    private Token passNumber() {
        if (source.charAt(at) == '-') {
            at++;
        }
        boolean valid = true;
        if (at < source.length() && source.charAt(at) == '0') {
            at++;
        } else {
            valid = passDigits();
        }
        if (at < source.length() && source.charAt(at) == '.') {
            at++;
            valid &= passDigits();
        }
        if (at < source.length() && (source.charAt(at) == 'e' || source.charAt(at) == 'E')) {
            at++;
            if (at < source.length() && (source.charAt(at) == '+' || source.charAt(at) == '-')) {
                at++;
            }
            valid &= passDigits();
        }
        while (at < source.length() && isWordPart(source.charAt(at))) {
            at++;
            valid = false;
        }
        if (!valid) {
            throw invalidToken();
        }
        return Token.NUMBER;
    }

    private boolean passDigits() {
        int from = at;
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
        return at > from;
    }

    private Token passWord() {
        while (at < source.length() && isWordPart(source.charAt(at))) {
            at++;
        }
        if (at == tokenStart) {
            at += Character.charCount(source.codePointAt(at));
            throw invalidToken();
        }
        return switch (source.substring(tokenStart, at)) {
            case "true" -> Token.TRUE;
            case "false" -> Token.FALSE;
            case "null" -> Token.NULL;
            default -> throw invalidToken();
        };
    }

    private PgException invalidToken() {
        return JsonErrors.invalid(
                "Token \"%s\" is invalid.".formatted(source.substring(tokenStart, at)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c >= 128;
    }
}
