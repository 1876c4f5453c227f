package dev.duckspace.gateway.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The arguments of one call in a statement, as they are when it is bound. */
public final class BoundArguments {
    private final List<EngineType> types;
    private final IntFunction<@Nullable String> constants;
    private final Map<Integer, Optional<String>> asked = new TreeMap<>();

    BoundArguments(List<EngineType> types, IntFunction<@Nullable String> constants) {
        this.types = List.copyOf(types);
        this.constants = constants;
    }

    /** Of all arguments in order; SQLNULL for a bare NULL. */
    public List<EngineType> types() {
        return types;
    }

    public EngineType type(int index) {
        return types.get(index);
    }

    public int count() {
        return types.size();
    }

    /**
     * The value of a constant argument as the engine's text; null for NULL or what is no constant.
     */
    public @Nullable String constant(int index) {
        String constant = constants.apply(index);
        asked.put(index, Optional.ofNullable(constant));
        return constant;
    }

    /** The constants that were asked for: with the types all that an answer follows from. */
    Map<Integer, Optional<String>> asked() {
        return Map.copyOf(asked);
    }
}
