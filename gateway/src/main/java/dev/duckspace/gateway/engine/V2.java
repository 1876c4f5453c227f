package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Calls of the engine's newer API: a code as result, out parameters, the error's place last. */
final class V2 {
    static final int INVALID_INPUT = 2001;
    static final int BINDER = 5003;

    /** The type or value of a parameter is not known yet: the engine asks again when it is. */
    static final int PARAMETER_NOT_RESOLVED = 5010;

    private static final int SCRATCH_LONGS = 8;

    /** Where calls leave what they answer; it is read before the next call of the thread. */
    private static final ThreadLocal<MemorySegment> SCRATCH =
            ThreadLocal.withInitial(
                    () -> Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, SCRATCH_LONGS));

    private V2() {}

    /** The thread's scratch memory, of eight longs. */
    static long scratch() {
        return SCRATCH.get().address();
    }

    /** The one answer of a call with one argument. */
    static long answer(NativeCall call, long a) {
        long out = scratch();
        check(call.asLong(a, out, 0L));
        return NativeMemory.longAt(out);
    }

    static long answer(NativeCall call, long a, long b) {
        long out = scratch();
        check(call.asLong(a, b, out, 0L));
        return NativeMemory.longAt(out);
    }

    static void check(long code) {
        int failed = (int) code;
        if (failed == PARAMETER_NOT_RESOLVED) {
            throw new ParameterNotResolved();
        }
        if (failed != 0) {
            throw new EngineException(
                    ErrorKind.INTERNAL, "The engine's newer API answers " + failed);
        }
    }

    /** Tells the engine, within a callback, of a failure. */
    static void fail(long error, int code, Throwable failure) {
        long info = NativeMemory.longAt(error);
        try (Arena arena = Arena.ofConfined()) {
            if (failure instanceof ParameterNotResolved) {
                FunctionSymbols.V2_ERROR_CODE.asLong(info, PARAMETER_NOT_RESOLVED);
                FunctionSymbols.V2_ERROR_TEXT.asLong(
                        info, text(arena, "could not determine data type of a parameter"));
            } else {
                FunctionSymbols.V2_ERROR_CODE.asLong(info, code);
                FunctionSymbols.V2_ERROR_TEXT.asLong(
                        info, text(arena, FunctionError.textOf(failure)));
            }
        }
    }

    /** {pointer, length}, as the newer API takes texts. */
    static long text(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment copy = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
        MemorySegment pair = arena.allocate(ValueLayout.JAVA_LONG, 2);
        pair.setAtIndex(ValueLayout.JAVA_LONG, 0, copy.address());
        pair.setAtIndex(ValueLayout.JAVA_LONG, 1, bytes.length);
        return pair.address();
    }

    /** {pointer, destroy, equals}: what the engine keeps for us and gives back. */
    static long opaque(Arena arena, long value, long destroy, long equals) {
        MemorySegment opaque = arena.allocate(ValueLayout.JAVA_LONG, 3);
        opaque.setAtIndex(ValueLayout.JAVA_LONG, 0, value);
        opaque.setAtIndex(ValueLayout.JAVA_LONG, 1, destroy);
        opaque.setAtIndex(ValueLayout.JAVA_LONG, 2, equals);
        return opaque.address();
    }

    /** A handle of the newer API for a type, valid while the older one's handle is. */
    static long type(long oldHandle) {
        return NativeMemory.longAt(oldHandle);
    }

    static final class ParameterNotResolved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ParameterNotResolved() {
            super("a parameter is not resolved", null, false, false);
        }
    }
}
