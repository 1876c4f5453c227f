package dev.duckspace.gateway.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads with other carriers than the JDK's. JDK 25 has them without a public way to ask
 * for one; its own way in is used where {@code --add-opens java.base/java.lang=ALL-UNNAMED} allows.
 */
final class CarriedThreads {
    private static final @Nullable MethodHandle NEW_THREAD = find();

    private CarriedThreads() {}

    private static @Nullable MethodHandle find() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                    .findStatic(
                            builders,
                            "newVirtualThread",
                            MethodType.methodType(
                                    Thread.class,
                                    Executor.class,
                                    String.class,
                                    int.class,
                                    Runnable.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    static boolean available() {
        return NEW_THREAD != null;
    }

    /** A virtual thread, not started, whose steps {@code carrier} runs on platform threads. */
    static Thread unstarted(Executor carrier, String name, Runnable work) {
        MethodHandle newThread = NEW_THREAD;
        if (newThread == null) {
            throw new IllegalStateException("the JDK does not let a virtual thread be carried");
        }
        try {
            return (Thread) newThread.invokeExact(carrier, name, 0, work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a virtual thread cannot be made", e);
        }
    }
}
