package dev.duckspace.gateway.engine;

/** What is done with one row; several engine threads at once. */
@FunctionalInterface
public interface RowBody {
    /**
     * Sets the result's row, or throws.
     *
     * @throws FunctionError what the client is told, or NULL under TRY_CAST
     */
    void run(FunctionCall call, int row);
}
