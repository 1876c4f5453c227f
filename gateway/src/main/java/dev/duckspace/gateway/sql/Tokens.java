package dev.duckspace.gateway.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one text, as parallel arrays: 11 bytes a token and no object for each. An index at
 * or past {@link #count()} is {@link TokenKind#END}.
 */
@SuppressWarnings("EnumOrdinal") // kinds and keywords are packed into arrays, never stored
public final class Tokens {
    private static final TokenKind[] KINDS = TokenKind.values();
    private static final Keyword[] KEYWORDS = Keyword.values();
    private static final short NO_KEYWORD = -1;

    private final String source;
    private byte[] kinds;
    private short[] keywords;
    private int[] starts;
    private int[] ends;
    private int count;

    Tokens(String source) {
        this.source = source;
        int capacity = 16 + source.length() / 4;
        kinds = new byte[capacity];
        keywords = new short[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    void add(TokenKind kind, int start, int end) {
        add(kind, NO_KEYWORD, start, end);
    }

    void add(TokenKind kind, int keyword, int start, int end) {
        if (count == starts.length) {
            int capacity = count * 2;
            kinds = Arrays.copyOf(kinds, capacity);
            keywords = Arrays.copyOf(keywords, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        kinds[count] = (byte) kind.ordinal();
        keywords[count] = (short) keyword;
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    public String source() {
        return source;
    }

    public int count() {
        return count;
    }

    public TokenKind kind(int index) {
        return index >= 0 && index < count ? KINDS[kinds[index]] : TokenKind.END;
    }

    public boolean is(int index, TokenKind kind) {
        return kind(index) == kind;
    }

    /** An unquoted identifier that spells this keyword, in any case. */
    public boolean is(int index, Keyword keyword) {
        return index >= 0 && index < count && keywords[index] == keyword.ordinal();
    }

    /** Null for all but keywords; quoted identifiers are none. */
    public @Nullable Keyword keyword(int index) {
        return index >= 0 && index < count && keywords[index] != NO_KEYWORD
                ? KEYWORDS[keywords[index]]
                : null;
    }

    /** The keyword's ordinal, -1 for none. */
    int keywordOrdinal(int index) {
        return keywords[index];
    }

    public boolean isOperator(int index, String operator) {
        return is(index, TokenKind.OPERATOR) && spells(index, operator);
    }

    /** An unquoted identifier that spells this lower-case word, in any case. */
    public boolean isWord(int index, String word) {
        return is(index, TokenKind.IDENTIFIER)
                && ends[index] - starts[index] == word.length()
                && source.regionMatches(true, starts[index], word, 0, word.length());
    }

    private boolean spells(int index, String text) {
        return ends[index] - starts[index] == text.length()
                && source.startsWith(text, starts[index]);
    }

    /** UTF-16 offset; the text's length for END. */
    public int start(int index) {
        return index < count ? starts[index] : source.length();
    }

    /** UTF-16 offset, exclusive; the text's length for END. */
    public int end(int index) {
        return index < count ? ends[index] : source.length();
    }

    public String text(int index) {
        return source.substring(start(index), end(index));
    }

    public Token token(int index) {
        return new Token(kind(index), start(index), end(index));
    }

    /**
     * The index just past the bracket that closes the one at {@code open}; -1 when none before
     * {@code limit} does. All three kinds of bracket count alike.
     */
    int pastGroup(int open, int limit) {
        int depth = 0;
        for (int i = open; i < limit; i++) {
            depth += depthChange(i);
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** +1 for an opening bracket, -1 for a closing one, else 0. */
    public int depthChange(int index) {
        TokenKind kind = kind(index);
        if (kind == TokenKind.LEFT_PAREN
                || kind == TokenKind.LEFT_BRACKET
                || kind == TokenKind.LEFT_BRACE) {
            return 1;
        }
        return kind == TokenKind.RIGHT_PAREN
                        || kind == TokenKind.RIGHT_BRACKET
                        || kind == TokenKind.RIGHT_BRACE
                ? -1
                : 0;
    }
}
