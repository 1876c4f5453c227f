package dev.duckspace.gateway.engine;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * When memory that instances have freed goes back to the system.
 *
 * <p>The engine has the C library trim its heap as an instance closes, up to ten times a second:
 * that walks all free memory of the process, holding the locks that every allocation takes, and
 * unmaps it anew. With hundreds of workspaces open and four closing a second it took a processor of
 * two, and all others waited. So the engine's reference to {@code malloc_trim} leads to a function
 * that does nothing, and the heap is trimmed here, once for all that close within a minute.
 *
 * <p>On Linux with the GNU C library; elsewhere the engine does as it likes.
 */
final class HeapTrimming {
    private static final long PAUSE_SECONDS = 60;
    private static final String TRIM = "malloc_trim";

    /** A function of the same shape, which does nothing that shows. */
    private static final String NOTHING = "abs";

    // Of the ELF format, 64 bits.
    private static final int PROGRAM_HEADERS = 0x20;
    private static final int PROGRAM_HEADER_BYTES = 0x36;
    private static final int PROGRAM_HEADER_COUNT = 0x38;
    private static final int DYNAMIC_SEGMENT = 2;
    private static final int SEGMENT_ADDRESS = 0x10;
    private static final int CALLS_BYTES = 2;
    private static final int NAMES = 5;
    private static final int SYMBOLS = 6;
    private static final int CALLS = 23;
    private static final int ENTRY_BYTES = 24;

    private static final @Nullable MethodHandle TRIMMING = takeOver();
    private static final AtomicBoolean PLANNED = new AtomicBoolean();
    private static final ScheduledThreadPoolExecutor TRIMMER =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("heap-trimmer").factory());

    private HeapTrimming() {}

    /** Whether the heap is trimmed here. Called once the library is loaded. */
    static boolean takenOver() {
        return TRIMMING != null;
    }

    /** An instance has been closed. */
    static void instanceClosed() {
        if (takenOver() && PLANNED.compareAndSet(false, true)) {
            var unused = TRIMMER.schedule(HeapTrimming::trim, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void trim() {
        PLANNED.set(false);
        MethodHandle trimming = TRIMMING;
        if (trimming != null) {
            try {
                var unused = (int) trimming.invokeExact(0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static @Nullable MethodHandle takeOver() {
        Linker linker = Linker.nativeLinker();
        MemorySegment trim = linker.defaultLookup().find(TRIM).orElse(null);
        MemorySegment nothing = linker.defaultLookup().find(NOTHING).orElse(null);
        OptionalLong reference = reference();
        if (trim == null || nothing == null || reference.isEmpty()) {
            return null;
        }
        NativeMemory.putLong(reference.getAsLong(), nothing.address());
        return linker.downcallHandle(
                trim, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    }

    /** Where the engine's library keeps the address of the function; empty where it cannot be. */
    static OptionalLong reference() {
        List<String> mapped = mapped();
        return mapped.stream()
                .filter(line -> line.contains(" 00000000 "))
                .mapToLong(HeapTrimming::from)
                .findFirst()
                .stream()
                .flatMap(base -> reference(base).stream())
                .filter(address -> isWritable(address, mapped))
                .findFirst();
    }

    private static List<String> mapped() {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/libduckdb_java")).toList();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static long from(String line) {
        return Long.parseUnsignedLong(line, 0, line.indexOf('-'), 16);
    }

    private static boolean isWritable(long address, List<String> mapped) {
        return mapped.stream()
                .anyMatch(
                        line -> {
                            int blank = line.indexOf(' ');
                            long to =
                                    Long.parseUnsignedLong(line, line.indexOf('-') + 1, blank, 16);
                            return from(line) <= address
                                    && address < to
                                    && line.startsWith("rw", blank + 1);
                        });
    }

    private static OptionalLong reference(long base) {
        long dynamic = dynamicSection(base);
        if (dynamic == 0) {
            return OptionalLong.empty();
        }
        long names = absolute(base, value(dynamic, NAMES));
        long symbols = absolute(base, value(dynamic, SYMBOLS));
        long calls = absolute(base, value(dynamic, CALLS));
        long end = calls + value(dynamic, CALLS_BYTES);
        for (long call = calls; call < end; call += ENTRY_BYTES) {
            long symbol = NativeMemory.intAt(call + Integer.BYTES + Long.BYTES);
            int name = NativeMemory.intAt(symbols + symbol * ENTRY_BYTES);
            if (TRIM.equals(NativeMemory.cString(names + name))) {
                return OptionalLong.of(base + NativeMemory.longAt(call));
            }
        }
        return OptionalLong.empty();
    }

    /** 0 for none. */
    private static long dynamicSection(long base) {
        long header = base + NativeMemory.longAt(base + PROGRAM_HEADERS);
        int bytes = NativeMemory.shortAt(base + PROGRAM_HEADER_BYTES);
        int count = NativeMemory.shortAt(base + PROGRAM_HEADER_COUNT);
        for (int i = 0; i < count; i++, header += bytes) {
            if (NativeMemory.intAt(header) == DYNAMIC_SEGMENT) {
                return base + NativeMemory.longAt(header + SEGMENT_ADDRESS);
            }
        }
        return 0;
    }

    /** Of an entry; 0 when it is missing. */
    private static long value(long dynamic, long tag) {
        for (long entry = dynamic; NativeMemory.longAt(entry) != 0; entry += 2 * Long.BYTES) {
            if (NativeMemory.longAt(entry) == tag) {
                return NativeMemory.longAt(entry + Long.BYTES);
            }
        }
        return 0;
    }

    /** The loader has made some addresses absolute, which the file has relative. */
    private static long absolute(long base, long address) {
        return Long.compareUnsigned(address, base) < 0 ? base + address : address;
    }
}
