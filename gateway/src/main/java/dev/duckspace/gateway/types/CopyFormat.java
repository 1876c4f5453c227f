package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.CharacterEncoding;

/**
 * How the rows of a COPY are spelled.
 *
 * @param delimiter between columns; of no meaning in binary, as all that follows
 * @param nullText what stands for NULL
 * @param quote of csv
 * @param escape of csv, what stands before a quote within quotes
 * @param encoding of the data
 */
public record CopyFormat(
        Kind kind,
        byte delimiter,
        String nullText,
        Header header,
        byte quote,
        byte escape,
        CharacterEncoding encoding) {

    /** The formats of PostgreSQL. */
    public enum Kind {
        TEXT,
        CSV,
        BINARY
    }

    /** Whether a first line names the columns, and whether the names must be those. */
    public enum Header {
        NONE,
        PRESENT,
        MATCH
    }

    public boolean isBinary() {
        return kind == Kind.BINARY;
    }
}
