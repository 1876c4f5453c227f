package dev.duckspace.gateway.engine;

/**
 * An aggregate's work on states of native memory, each by its address. Called by several engine
 * threads at once, for different states.
 */
public interface AggregateBody {
    /** Bytes of one state, which begins as zeros. */
    int stateBytes();

    /** Adds rows, of which each has its own state; many may have the same. NULLs are among them. */
    void update(AggregateRows rows);

    /** Adds one state to another. The source may be used again. */
    void combine(long source, long target);

    /**
     * Sets the row of the result to what the state comes to. A state may be asked more than once.
     *
     * @throws FunctionError what the client is told
     */
    void finish(long state, WritableVector result, int row);

    /** Gives back what the state holds outside its memory; only for those that keep objects. */
    default void destroy(long state) {}
}
