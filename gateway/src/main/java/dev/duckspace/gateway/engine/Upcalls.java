package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/** Entry points of the engine into Java, made once and kept. None of them may throw. */
final class Upcalls {
    private Upcalls() {}

    /** The address of a static method of longs without a result. */
    static long stub(MethodHandles.Lookup lookup, String method, int arguments) {
        return stub(lookup, method, arguments, void.class);
    }

    /**
     * @param result void, long or boolean
     */
    static long stub(MethodHandles.Lookup lookup, String method, int arguments, Class<?> result) {
        Class<?>[] parameters = new Class<?>[arguments];
        Arrays.fill(parameters, long.class);
        MemoryLayout[] layouts = new MemoryLayout[arguments];
        Arrays.fill(layouts, ValueLayout.JAVA_LONG);
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            lookup.findStatic(
                                    lookup.lookupClass(),
                                    method,
                                    MethodType.methodType(result, parameters)),
                            descriptor(result, layouts),
                            Arena.global())
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the callback " + method + " is missing", e);
        }
    }

    private static FunctionDescriptor descriptor(Class<?> result, MemoryLayout[] arguments) {
        if (result == void.class) {
            return FunctionDescriptor.ofVoid(arguments);
        }
        return FunctionDescriptor.of(
                result == boolean.class ? ValueLayout.JAVA_BOOLEAN : ValueLayout.JAVA_LONG,
                arguments);
    }
}
