package dev.duckspace.gateway.sql;

/** What a token is, by PostgreSQL's lexical rules; comments and white space are no tokens. */
public enum TokenKind {
    /** Unquoted: a keyword or a name. */
    IDENTIFIER,
    /** {@code "name"}. */
    QUOTED_IDENTIFIER,
    /** {@code U&"name"}; a UESCAPE clause follows as tokens of its own. */
    UNICODE_IDENTIFIER,
    /** {@code 'text'}, with all its continuations on later lines. */
    STRING,
    /** {@code E'text'}. */
    ESCAPE_STRING,
    /** {@code U&'text'}; a UESCAPE clause follows as tokens of its own. */
    UNICODE_STRING,
    /** {@code $tag$text$tag$}. */
    DOLLAR_STRING,
    /** {@code B'01'}. */
    BIT_STRING,
    /** {@code X'1f'}. */
    HEX_STRING,
    INTEGER,
    /** With a point or an exponent. */
    NUMERIC,
    /** {@code $1}. */
    PARAMETER,
    OPERATOR,
    /** {@code ::}. */
    CAST,
    /** {@code :=}. */
    COLON_EQUALS,
    /** {@code =>}. */
    EQUALS_GREATER,
    DOT_DOT,
    DOT,
    COMMA,
    COLON,
    SEMICOLON,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    LEFT_BRACE,
    RIGHT_BRACE,
    /** A character that begins nothing; the engine's parser says so. */
    OTHER,
    /** Past the last token. */
    END
}
