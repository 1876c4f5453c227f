package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** The text that a client would be sent for values of a type. For one thread at a time. */
public final class ValueText {
    private static final int INITIAL_BYTES = 64;

    private final ValueWriter writer;

    public ValueText(EngineType type, TextSettings settings) {
        writer = ValueWriters.text(type, settings);
    }

    /** Of a row that is not NULL. */
    public String of(ColumnVector vector, int row) {
        ByteBuf out = UnpooledByteBufAllocator.DEFAULT.directBuffer(INITIAL_BYTES);
        try {
            NestedWriter.append(writer, vector, row, out);
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            out.release();
        }
    }
}
