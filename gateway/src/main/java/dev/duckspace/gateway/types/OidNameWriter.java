package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;
import java.nio.charset.StandardCharsets;

/** The text form of regclass and its like: the name of what the OID refers to. */
final class OidNameWriter extends ScalarWriter {
    private final String type;
    private final OidNames names;

    OidNameWriter(String type, OidNames names) {
        super(0);
        this.type = type;
        this.names = names;
    }

    @Override
    boolean isVariable() {
        return true;
    }

    @Override
    long variableBound(ColumnVector vector, int row) {
        return bytes(vector, row).length;
    }

    @Override
    long write(ColumnVector vector, int row, long at) {
        byte[] bytes = bytes(vector, row);
        for (int i = 0; i < bytes.length; i++) {
            NativeMemory.putByte(at + i, bytes[i]);
        }
        return at + bytes.length;
    }

    private byte[] bytes(ColumnVector vector, int row) {
        return names.name(type, vector.longAt(row)).getBytes(StandardCharsets.UTF_8);
    }
}
