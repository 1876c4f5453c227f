package dev.duckspace.gateway.workspace;

/**
 * What engines use.
 *
 * @param memoryBytes buffers and operators, as the engine itself counts them
 * @param spillBytes temporary files
 */
public record EngineUsage(long memoryBytes, long spillBytes) {
    public static final EngineUsage NONE = new EngineUsage(0, 0);

    public EngineUsage plus(EngineUsage other) {
        return new EngineUsage(memoryBytes + other.memoryBytes, spillBytes + other.spillBytes);
    }
}
