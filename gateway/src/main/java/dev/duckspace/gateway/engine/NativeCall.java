package dev.duckspace.gateway.engine;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * One C function, called by the shape of its arguments. Pointers and {@code idx_t} are longs,
 * structs by value are segments. A record, so that the JIT takes the handle of a static final call
 * for a constant.
 */
record NativeCall(MethodHandle handle) {
    long asLong() {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(int a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(byte a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(short a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(float a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(double a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(byte a, byte b) {
        try {
            return (long) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, byte b) {
        try {
            return (long) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, long b) {
        try {
            return (long) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, long b, byte c) {
        try {
            return (long) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, long b, long c) {
        try {
            return (long) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, long b, long c, long d) {
        try {
            return (long) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long asLong(long a, long b, long c, long d, long e) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    long asLong(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e, f);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    long asLong(long a, long b, long c, long d, long e, long f, long g) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e, f, g);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    long asLong(MemorySegment struct) {
        try {
            return (long) handle.invokeExact(struct);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int asInt(long a) {
        try {
            return (int) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int asInt(long a, long b) {
        try {
            return (int) handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int asInt(long a, long b, long c) {
        try {
            return (int) handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int asInt(long a, long b, long c, long d) {
        try {
            return (int) handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int asInt(long a, long b, long c, long d, long e) {
        try {
            return (int) handle.invokeExact(a, b, c, d, e);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    int asInt(MemorySegment struct) {
        try {
            return (int) handle.invokeExact(struct);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    byte asByte(long a) {
        try {
            return (byte) handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a) {
        try {
            handle.invokeExact(a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a, long b) {
        try {
            handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a, long b, long c) {
        try {
            handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a, byte b) {
        try {
            handle.invokeExact(a, b);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a, long b, byte c) {
        try {
            handle.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void run(long a, long b, long c, long d) {
        try {
            handle.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Calls a function that returns a struct, laid into what {@code allocator} gives. */
    MemorySegment asStruct(java.lang.foreign.SegmentAllocator allocator, long a) {
        try {
            return (MemorySegment) handle.invokeExact(allocator, a);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException("A native call threw", e);
        };
    }
}
