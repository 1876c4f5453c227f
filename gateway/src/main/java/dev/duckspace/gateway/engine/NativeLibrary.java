package dev.duckspace.gateway.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The native library that the JDBC driver carries and loads: looked up by symbol, so that one copy
 * of the engine serves JDBC and the C API alike.
 *
 * <p>The driver unpacks the library into {@code java.io.tmpdir}. Once it is mapped the file is no
 * longer needed and is unlinked at once: a killed process leaves nothing of its 71 MB behind.
 */
final class NativeLibrary {
    /** What {@code duckdb_library_version} of the pinned driver answers. */
    static final String EXPECTED_VERSION = "v2.0.0";

    private static final String PROBE = "duckdb_library_version";
    private static final String DRIVER = "org.duckdb.DuckDBNative";
    private static final Linker LINKER = Linker.nativeLinker();
    private static final List<String> MISSING = new ArrayList<>();
    private static final SymbolLookup SYMBOLS = load();

    private NativeLibrary() {}

    private static SymbolLookup load() {
        if (!NativeLibrary.class.getModule().isNativeAccessEnabled()) {
            throw new EngineUnavailableException(
                    "The engine needs native access: start Java with"
                            + " --enable-native-access=ALL-UNNAMED");
        }
        try {
            // The driver would fail on a missing directory with a trace on stderr.
            Files.createDirectories(unpackDirectory());
            Class.forName(DRIVER, true, NativeLibrary.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError | IOException e) {
            throw new EngineUnavailableException(
                    "The DuckDB JDBC driver and its native library could not be loaded", e);
        }
        Optional<Path> file = mappedFile();
        SymbolLookup lookup = SymbolLookup.loaderLookup();
        if (lookup.find(PROBE).isEmpty()) {
            // The driver lives in another class loader than this class.
            lookup =
                    SymbolLookup.libraryLookup(
                            file.orElseThrow(
                                    () ->
                                            new EngineUnavailableException(
                                                    "The DuckDB driver's native library is loaded"
                                                            + " but was not found")),
                            Arena.global());
        }
        file.ifPresent(NativeLibrary::unlink);
        return lookup;
    }

    /** Where the driver's library is mapped from; only Linux tells. */
    private static Optional<Path> mappedFile() {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/libduckdb_java"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Path unpackDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    private static void unlink(Path library) {
        try {
            if (library.startsWith(unpackDirectory().toRealPath())) {
                Files.deleteIfExists(library);
            }
        } catch (IOException e) {
            // It stays until the JVM ends, as the driver would have it.
        }
    }

    /** A call that may take time: it lets the garbage collector run meanwhile. */
    static NativeCall call(
            String symbol, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        return new NativeCall(link(symbol, result, arguments));
    }

    /** A call that returns at once and calls nothing back: no safepoint transition. */
    static NativeCall instant(
            String symbol, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        return new NativeCall(link(symbol, result, arguments, Linker.Option.critical(false)));
    }

    private static MethodHandle link(
            String symbol,
            @Nullable MemoryLayout result,
            MemoryLayout[] arguments,
            Linker.Option... options) {
        FunctionDescriptor descriptor =
                result == null
                        ? FunctionDescriptor.ofVoid(arguments)
                        : FunctionDescriptor.of(result, arguments);
        Optional<MemorySegment> address = SYMBOLS.find(symbol);
        if (address.isEmpty()) {
            MISSING.add(symbol);
            return missing(descriptor.toMethodType());
        }
        return LINKER.downcallHandle(address.get(), descriptor, options);
    }

    private static MethodHandle missing(MethodType type) {
        MethodHandle thrower =
                MethodHandles.throwException(type.returnType(), EngineUnavailableException.class);
        return MethodHandles.dropArguments(
                thrower.bindTo(new EngineUnavailableException("Missing native symbol")),
                0,
                type.parameterList());
    }

    /** Fails with the list of symbols that the library lacks, or names its wrong version. */
    static String verify() {
        Symbols.initialize();
        FunctionSymbols.initialize();
        TableSymbols.initialize();
        if (!MISSING.isEmpty()) {
            throw new EngineUnavailableException(
                    "The DuckDB library lacks symbols that this build needs: "
                            + String.join(", ", MISSING));
        }
        String version = NativeMemory.cString(Symbols.LIBRARY_VERSION.asLong());
        if (!EXPECTED_VERSION.equals(version)) {
            throw new EngineUnavailableException(
                    "The DuckDB library is "
                            + version
                            + " but this build is made for "
                            + EXPECTED_VERSION
                            + ": its memory layouts are not known to hold");
        }
        var unused = HeapTrimming.takenOver();
        return EXPECTED_VERSION;
    }
}
