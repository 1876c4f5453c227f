package dev.duckspace.gateway.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.functions.TypeFunctions.Subject;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.LengthType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How instances share the functions of types, and when these go. */
class TypeFunctionsTest {
    private static final LengthType LONG = new LengthType(LengthType.Kind.VARCHAR, 4_711, false);

    private final EngineInstance first = open();
    private final EngineInstance second = open();

    private static EngineInstance open() {
        return DuckDb.load().open(null, Map.of("threads", "1"));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static FunctionSet take(TypeFunctions functions) {
        return functions.of(Subject.LENGTH, List.of(LONG), TypeFunctionsTest::casts);
    }

    private static List<EngineFunction> casts() {
        return List.of(LengthCasts.between(LONG, LONG));
    }

    @Test
    void instances_share_them_until_the_last_one_closes() {
        FunctionSet shared = take(new TypeFunctions(first));
        TypeFunctions ofSecond = new TypeFunctions(second);
        assertThat(take(ofSecond)).isSameAs(shared);

        first.close();
        assertThat(take(ofSecond)).isSameAs(shared);

        second.close();
        try (EngineInstance third = open()) {
            assertThat(take(new TypeFunctions(third))).isNotSameAs(shared);
        }
    }

    @Test
    void what_comes_after_the_opening_has_a_bound() {
        TypeFunctions functions = new TypeFunctions(first);
        functions.count(1_000_000);
        functions.requireRoom();

        functions.bound();

        assertThatThrownBy(functions::requireRoom)
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.info().sqlState().code()).isEqualTo("54000"));
    }
}
