package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine itself: one native library for the process, from which instances are opened. */
public final class DuckDb {
    private static @Nullable DuckDb loaded;
    private static @Nullable String failure;

    private final String version;

    private DuckDb(String version) {
        this.version = version;
    }

    /**
     * Loads the library on first use, which takes about a second.
     *
     * @throws EngineUnavailableException when it cannot be loaded, is another version than this
     *     build is made for, or Java runs without --enable-native-access
     */
    public static synchronized DuckDb load() {
        if (failure != null) {
            throw new EngineUnavailableException(failure);
        }
        if (loaded == null) {
            try {
                loaded = new DuckDb(NativeLibrary.verify());
            } catch (EngineUnavailableException | ExceptionInInitializerError e) {
                EngineUnavailableException unavailable = unavailable(e);
                failure = unavailable.getMessage();
                throw unavailable;
            }
        }
        return loaded;
    }

    private static EngineUnavailableException unavailable(Throwable error) {
        Throwable cause = error;
        while (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof EngineUnavailableException known
                ? known
                : new EngineUnavailableException("The engine cannot be used", cause);
    }

    /** The engine's version, such as "v2.0.0". */
    public String version() {
        return version;
    }

    /**
     * Opens a database file, or a new one in memory where {@code file} is null.
     *
     * @param options configuration of the engine, by name, applied as it opens
     * @throws EngineException when the file cannot be opened or an option is refused
     */
    public EngineInstance open(@Nullable Path file, Map<String, String> options) {
        EnginePool.requireRoomForNativeCall();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment config = arena.allocate(ValueLayout.JAVA_LONG);
            Symbols.CREATE_CONFIG.asInt(config.address());
            try {
                long handle = config.get(ValueLayout.JAVA_LONG, 0);
                options.forEach((name, value) -> configure(arena, handle, name, value));
                return new EngineInstance(open(arena, file, handle));
            } finally {
                Symbols.DESTROY_CONFIG.run(config.address());
            }
        }
    }

    private static void configure(Arena arena, long config, String name, String value) {
        int state =
                Symbols.SET_CONFIG.asInt(
                        config, CStrings.in(arena, name), CStrings.in(arena, value));
        if (state != 0) {
            throw new EngineException(
                    ErrorKind.INVALID_CONFIGURATION,
                    "The engine refuses the option " + name + " = " + value);
        }
    }

    private static long open(Arena arena, @Nullable Path file, long config) {
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG, 2);
        long path = file == null ? 0 : CStrings.in(arena, file.toString());
        int state = Symbols.OPEN_EXT.asInt(path, out.address(), config, out.address() + 8);
        String error = NativeMemory.takeCString(out.getAtIndex(ValueLayout.JAVA_LONG, 1));
        if (state != 0) {
            throw ErrorReader.read(error, null);
        }
        return out.getAtIndex(ValueLayout.JAVA_LONG, 0);
    }
}
