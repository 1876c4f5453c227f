package dev.duckspace.gateway.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of fixed types. Several of one name are overloads; one of the very parameters
 * of a built-in takes its place. Names that the engine's optimizer knows must not be used: see
 * docs/engine-functions.md, 6.
 *
 * @param varargs the type of any number of further arguments; null for none
 * @param seesNulls whether it is called for constant NULLs too. NULL rows of columns are always in
 *     a call: the body sets their results.
 * @param isVolatile whether it answers anew for every row, and is never folded
 * @param usesSession whether {@link FunctionCall#setting} is asked
 */
public record ScalarFunction(
        String name,
        EngineType result,
        List<EngineType> parameters,
        @Nullable EngineType varargs,
        boolean seesNulls,
        boolean isVolatile,
        boolean usesSession,
        FunctionBody body)
        implements EngineFunction {
    public ScalarFunction {
        parameters = List.copyOf(parameters);
    }

    public ScalarFunction(
            String name, EngineType result, List<EngineType> parameters, FunctionBody body) {
        this(name, result, parameters, null, false, false, false, body);
    }

    public ScalarFunction withVarargs(EngineType type) {
        return new ScalarFunction(
                name, result, parameters, type, seesNulls, isVolatile, usesSession, body);
    }

    public ScalarFunction seeingNulls() {
        return new ScalarFunction(
                name, result, parameters, varargs, true, isVolatile, usesSession, body);
    }

    public ScalarFunction asVolatile() {
        return new ScalarFunction(
                name, result, parameters, varargs, seesNulls, true, usesSession, body);
    }

    public ScalarFunction withSession() {
        return new ScalarFunction(
                name, result, parameters, varargs, seesNulls, isVolatile, true, body);
    }

    /** The same under another name. */
    public ScalarFunction named(String other) {
        return new ScalarFunction(
                other, result, parameters, varargs, seesNulls, isVolatile, usesSession, body);
    }

    public ScalarFunction withBody(FunctionBody other) {
        return new ScalarFunction(
                name, result, parameters, varargs, seesNulls, isVolatile, usesSession, other);
    }
}
