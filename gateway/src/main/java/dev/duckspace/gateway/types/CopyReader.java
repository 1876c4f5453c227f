package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;

/**
 * Takes the data of a COPY FROM in pieces that end anywhere, and makes rows of it. For one thread
 * at a time, an engine thread.
 */
public interface CopyReader {
    /**
     * @param bytes are not changed any more
     * @throws PgException with the line, column and value as its context: 22P04 for data that is no
     *     such format, 23502, and what {@link ParameterDecoder} throws
     */
    void feed(byte[] bytes);

    /** No more data comes. */
    void finish();

    /**
     * @throws PgException 0A000 for an encoding without conversion
     */
    static CopyReader of(CopyFormat format, CopyRows rows) {
        return switch (format.kind()) {
            case TEXT -> decoding(format, new CopyTextReader(format, rows));
            case CSV -> decoding(format, new CopyCsvReader(format, rows));
            case BINARY -> new CopyBinaryReader(rows);
        };
    }

    private static CopyReader decoding(CopyFormat format, CopyLineReader lines) {
        return format.encoding().isUtf8() ? lines : new DecodedCopyReader(format.encoding(), lines);
    }
}
