package dev.duckspace.gateway.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The functions that callbacks find by the numbers that were registered with them. A number that is
 * free is given again.
 */
final class FunctionNumbers {
    private static final Deque<Integer> FREE = new ArrayDeque<>();
    private static volatile EngineFunction[] functions = new EngineFunction[8192];
    private static int used;

    private FunctionNumbers() {}

    static synchronized int give(EngineFunction function) {
        int number = FREE.isEmpty() ? used++ : FREE.pop();
        EngineFunction[] all =
                number < functions.length ? functions : Arrays.copyOf(functions, 2 * number);
        all[number] = function;
        functions = all;
        return number;
    }

    /** Once no instance calls it any more. */
    static synchronized void free(int number) {
        EngineFunction[] all = functions;
        all[number] = null;
        functions = all;
        FREE.push(number);
    }

    static EngineFunction function(int number) {
        EngineFunction function = functions[number];
        if (function == null) {
            throw new IllegalStateException("no function has the number " + number);
        }
        return function;
    }
}
