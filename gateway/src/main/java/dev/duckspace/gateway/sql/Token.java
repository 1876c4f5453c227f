package dev.duckspace.gateway.sql;

/** One token as UTF-16 offsets {@code [start, end)} in the client's text. */
public record Token(TokenKind kind, int start, int end) {}
