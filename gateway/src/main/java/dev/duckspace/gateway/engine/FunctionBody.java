package dev.duckspace.gateway.engine;

/**
 * What a function does with up to 2,048 rows. Called by several engine threads at once. It sets
 * every row of the result, or throws.
 */
@FunctionalInterface
public interface FunctionBody {
    /**
     * @throws FunctionError what the client is told; anything else becomes XX000
     */
    void run(FunctionCall call);
}
