package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;

/** Memory for kernels that write at an address, and what they wrote. */
final class ScratchMemory implements AutoCloseable {
    private static final int BYTES = 256;

    private final Arena arena = Arena.ofConfined();
    private final long address = arena.allocate(BYTES).address();

    /**
     * @param kernel takes the address to write at, returns the address behind what it wrote
     */
    String text(LongUnaryOperator kernel) {
        return new String(bytes(kernel), StandardCharsets.UTF_8);
    }

    byte[] bytes(LongUnaryOperator kernel) {
        return NativeMemory.bytes(address, (int) (kernel.applyAsLong(address) - address));
    }

    @Override
    public void close() {
        arena.close();
    }
}
