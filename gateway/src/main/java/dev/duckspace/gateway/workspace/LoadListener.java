package dev.duckspace.gateway.workspace;

/** Is told, a few times a second, how far a load is, and may stop it. */
@FunctionalInterface
public interface LoadListener {
    LoadListener NONE = (rows, percent) -> true;

    /**
     * @param rows read so far
     * @param percent 0 to 100, never falling
     * @return false to stop the load, of which nothing stays then
     */
    boolean proceed(long rows, double percent);
}
