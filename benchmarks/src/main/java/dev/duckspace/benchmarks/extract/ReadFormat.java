package dev.duckspace.benchmarks.extract;

import dev.duckspace.gateway.wire.ClientMessages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** How rows are asked for: text by a simple Query, binary by Parse, Bind and Execute. */
enum ReadFormat {
    TEXT(2.5),
    BINARY(3);

    private static final int BODY_OFFSET = Byte.BYTES + Integer.BYTES;
    private static final int FIRST_LENGTH_OFFSET = BODY_OFFSET + Short.BYTES;
    private static final int FIRST_VALUE_OFFSET = FIRST_LENGTH_OFFSET + Integer.BYTES;
    private static final int SAMPLE_EVERY = 1_000;

    private final double target;

    ReadFormat(double target) {
        this.target = target;
    }

    /** How many times PostgreSQL's rate the gateway's is to be. */
    double target() {
        return target;
    }

    byte[] request(String sql) {
        return switch (this) {
            case TEXT -> ClientMessages.query(sql);
            case BINARY -> {
                ByteArrayOutputStream messages = new ByteArrayOutputStream();
                messages.writeBytes(ClientMessages.parse("", sql, List.of()));
                messages.writeBytes(ClientMessages.bind("", "", List.of(), List.of(), List.of(1)));
                messages.writeBytes(ClientMessages.execute("", 0));
                messages.writeBytes(ClientMessages.sync());
                yield messages.toByteArray();
            }
        };
    }

    /**
     * Whether the DataRow frame that starts here has an id, in its first column, that is a multiple
     * of 1,000 and not 0: the same rows in both formats and in whatever order they come.
     */
    boolean isSample(ByteBuffer buffer, int frame) {
        int length = buffer.getInt(frame + FIRST_LENGTH_OFFSET);
        int value = frame + FIRST_VALUE_OFFSET;
        return switch (this) {
            case TEXT ->
                    length > 3
                            && buffer.get(value + length - 1) == '0'
                            && buffer.get(value + length - 2) == '0'
                            && buffer.get(value + length - 3) == '0';
            case BINARY -> {
                long id = buffer.getLong(value);
                yield id != 0 && id % SAMPLE_EVERY == 0;
            }
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
