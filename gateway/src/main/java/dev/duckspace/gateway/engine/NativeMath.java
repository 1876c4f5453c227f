package dev.duckspace.gateway.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** The C library's functions of doubles, whose last digits are PostgreSQL's and the engine's. */
public final class NativeMath {
    private static final MethodHandle CBRT = link("cbrt", 1);
    private static final MethodHandle EXP = link("exp", 1);
    private static final MethodHandle LOG = link("log", 1);
    private static final MethodHandle LOG10 = link("log10", 1);
    private static final MethodHandle POW = link("pow", 2);

    private NativeMath() {}

    private static MethodHandle link(String name, int arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments];
        Arrays.fill(layouts, ValueLayout.JAVA_DOUBLE);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, layouts),
                Linker.Option.critical(false));
    }

    public static double cbrt(double value) {
        return call(CBRT, value);
    }

    public static double exp(double value) {
        return call(EXP, value);
    }

    public static double log(double value) {
        return call(LOG, value);
    }

    public static double log10(double value) {
        return call(LOG10, value);
    }

    public static double pow(double base, double exponent) {
        try {
            return (double) POW.invokeExact(base, exponent);
        } catch (Throwable e) {
            throw new IllegalStateException("pow failed", e);
        }
    }

    private static double call(MethodHandle function, double value) {
        try {
            return (double) function.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library failed", e);
        }
    }
}
