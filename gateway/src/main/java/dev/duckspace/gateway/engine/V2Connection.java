package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A connection of the engine's newer API, which the older one takes for one of its own too. */
final class V2Connection implements AutoCloseable {
    private final long handle;
    private final long factory;

    /**
     * @param database a handle of the older API, which begins as one of the newer
     */
    V2Connection(long database) {
        handle = V2.answer(FunctionSymbols.V2_CONNECT, database);
        factory = V2.answer(FunctionSymbols.V2_FACTORY, handle);
    }

    long handle() {
        return handle;
    }

    long factory() {
        return factory;
    }

    void execute(String sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(Symbols.RESULT);
            try {
                if (Symbols.QUERY.asInt(handle, CStrings.in(arena, sql), result.address()) != 0) {
                    long error = Symbols.RESULT_ERROR.asLong(result.address());
                    throw ErrorReader.read(NativeMemory.cString(error), sql);
                }
            } finally {
                Symbols.DESTROY_RESULT.run(result.address());
            }
        }
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            FunctionSymbols.V2_DISCONNECT.asLong(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }
}
