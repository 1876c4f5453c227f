package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of functions of the newer API, and what a call's arguments are when it is bound. */
final class Signatures {
    private static final long POSITIONAL = 0;
    private static final long VARARGS = 2;
    private static final int CONSTANT_BYTES = 256;

    private Signatures() {}

    static void add(
            Arena arena,
            long signature,
            List<EngineType> parameters,
            @Nullable EngineType varargs) {
        for (int i = 0; i < parameters.size(); i++) {
            add(arena, signature, "p" + i, parameters.get(i), POSITIONAL);
        }
        if (varargs != null) {
            add(arena, signature, "rest", varargs, VARARGS);
        }
        long any = LogicalTypes.createNamed(new EngineType.Scalar(TypeId.ANY));
        try {
            V2.check(FunctionSymbols.V2_RESULT.asLong(signature, V2.type(any), 0L));
        } finally {
            LogicalTypes.destroy(any);
        }
    }

    private static void add(Arena arena, long signature, String name, EngineType type, long kind) {
        long handle = LogicalTypes.createNamed(type);
        try {
            V2.check(
                    FunctionSymbols.V2_PARAMETER.asLong(
                            signature, V2.text(arena, name), V2.type(handle), 0L, kind, 0L));
        } finally {
            LogicalTypes.destroy(handle);
        }
    }

    /**
     * @throws V2.ParameterNotResolved when one is a parameter without a type
     */
    static BoundArguments arguments(long info) {
        long counts = V2.scratch();
        V2.check(
                FunctionSymbols.V2_BIND_COUNT.asLong(
                        info, counts, counts + 8, counts + 16, counts + 24, 0L));
        int count = (int) (NativeMemory.longAt(counts) + NativeMemory.longAt(counts + 8));
        List<EngineType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(type(info, i));
        }
        return new BoundArguments(types, i -> constant(info, i));
    }

    private static EngineType type(long info, int index) {
        try (Arena arena = Arena.ofConfined()) {
            long slot =
                    arena.allocateFrom(
                                    ValueLayout.JAVA_LONG,
                                    V2.answer(FunctionSymbols.V2_BIND_TYPE, info, index))
                            .address();
            try {
                EngineType type = LogicalTypes.view(slot);
                if (type.id() == TypeId.UNKNOWN) {
                    throw new V2.ParameterNotResolved();
                }
                return type;
            } finally {
                FunctionSymbols.V2_DESTROY_TYPE.asLong(slot);
            }
        }
    }

    private static @Nullable String constant(long info, int index) {
        long out = V2.scratch();
        int code = (int) FunctionSymbols.V2_BIND_VALUE.asLong(info, index, out, 0L);
        if (code == V2.PARAMETER_NOT_RESOLVED) {
            throw new V2.ParameterNotResolved();
        }
        if (code != 0) {
            return null; // not a constant
        }
        long value = NativeMemory.longAt(out);
        try (Arena arena = Arena.ofConfined()) {
            try {
                return isNull(value) ? null : text(arena, value, CONSTANT_BYTES);
            } finally {
                FunctionSymbols.V2_VALUE_DESTROY.asLong(
                        arena.allocateFrom(ValueLayout.JAVA_LONG, value).address());
            }
        }
    }

    private static boolean isNull(long value) {
        long out = V2.scratch();
        NativeMemory.putLong(out, 0);
        V2.check(FunctionSymbols.V2_VALUE_IS_NULL.asLong(value, out, 0L));
        return NativeMemory.byteAt(out) != 0;
    }

    private static String text(Arena arena, long value, int room) {
        long out = V2.scratch();
        NativeMemory.putLong(out, 0);
        long buffer = arena.allocate(room).address();
        long code = FunctionSymbols.V2_VALUE_TEXT.asLong(value, buffer, room, out, 0L);
        int length = (int) NativeMemory.longAt(out);
        if (length > room) {
            return text(arena, value, length);
        }
        V2.check(code);
        return NativeMemory.utf8(buffer, length);
    }
}
