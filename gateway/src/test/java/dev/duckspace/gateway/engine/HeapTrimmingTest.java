package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Linker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gives memory back to the system. */
class HeapTrimmingTest {
    @Test
    void the_engine_does_not_trim_the_heap_itself() {
        DuckDb engine = DuckDb.load();

        assertThat(HeapTrimming.takenOver()).isTrue();
        assertThat(NativeMemory.longAt(HeapTrimming.reference().orElseThrow()))
                .isEqualTo(address("abs"))
                .isNotEqualTo(address("malloc_trim"));
        engine.open(null, Map.of("threads", "1")).close();
    }

    private static long address(String function) {
        return Linker.nativeLinker().defaultLookup().find(function).orElseThrow().address();
    }
}
