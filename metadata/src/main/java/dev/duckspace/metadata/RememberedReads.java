package dev.duckspace.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was read of a database that nobody else changes, until the next change. A read that a change
 * overtakes is not kept: it is of a version that has passed.
 */
final class RememberedReads<T> {
    private static final int KEPT_MAX = 1_000;

    private record Read<T>(long version, T value) {}

    private final AtomicLong version;
    private final Map<String, Read<T>> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Read<T>> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /**
     * @param version goes up after each change
     */
    RememberedReads(AtomicLong version) {
        this.version = version;
    }

    T get(String key, Function<String, T> reader) {
        long now = version.get();
        synchronized (kept) {
            Read<T> known = kept.get(key);
            if (known != null && known.version() == now) {
                return known.value();
            }
        }
        T value = reader.apply(key);
        synchronized (kept) {
            kept.put(key, new Read<>(now, value));
        }
        return value;
    }
}
