package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What bound statements hold of ours, by numbers that the engine keeps until it frees the plan. */
final class BindData {
    /** A destroyer for numbers that are not from here. */
    static final long LEAVE = Upcalls.stub(MethodHandles.lookup(), "leave", 1);

    /** Compares such numbers. */
    static final long SAME = Upcalls.stub(MethodHandles.lookup(), "same", 2, boolean.class);

    private static final long FORGET = Upcalls.stub(MethodHandles.lookup(), "forget", 1);
    private static final long EQUAL =
            Upcalls.stub(MethodHandles.lookup(), "equal", 2, boolean.class);

    private static final ConcurrentHashMap<Long, Kept> KEPT = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    private BindData() {}

    /** Two that are the same make two calls in a statement the same expression. */
    interface Kept {
        boolean sameAs(Kept other);
    }

    /** The address of what to hand to the engine. */
    static long keep(Arena arena, Kept data) {
        long number = LAST.incrementAndGet();
        KEPT.put(number, data);
        return V2.opaque(arena, number, FORGET, EQUAL);
    }

    static Kept kept(long number) {
        Kept data = KEPT.get(number);
        if (data == null) {
            throw new IllegalStateException("The call was not bound");
        }
        return data;
    }

    /** How many are held, for tests: none once all plans are freed. */
    static int count() {
        return KEPT.size();
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static void forget(long number) {
        KEPT.remove(number);
    }

    @SuppressWarnings("UnusedMethod") // found by its name
    private static boolean equal(long first, long second) {
        Kept one = KEPT.get(first);
        Kept other = KEPT.get(second);
        return one != null && other != null && one.sameAs(other);
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name
    private static void leave(long number) {}

    @SuppressWarnings("UnusedMethod") // found by its name
    private static boolean same(long first, long second) {
        return first == second;
    }
}
