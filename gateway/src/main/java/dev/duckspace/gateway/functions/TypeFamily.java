package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.FunctionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Functions and operators of types that few statements name: they are registered in an instance
 * when one does, or when a column or view of its file does.
 */
enum TypeFamily {
    RANGES(TypeFamily::ranges, rangeNames()),
    NETWORK(NetworkFunctions::all, List.of("inet", "cidr", "macaddr", "macaddr8")),
    MONEY(MoneyFunctions::all, List.of("money")),
    GEOMETRY(
            GeometryFunctions::all,
            List.of("point", "lseg", "box", "path", "polygon", "circle", "line"));

    private static final Map<String, TypeFamily> BY_NAME = byName();

    @SuppressWarnings("ImmutableEnumChecker") // methods only
    private final Supplier<List<EngineFunction>> definitions;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<String> names;

    @SuppressWarnings("ImmutableEnumChecker") // made when it is first asked for
    private volatile @Nullable FunctionSet functions;

    TypeFamily(Supplier<List<EngineFunction>> definitions, List<String> names) {
        this.definitions = definitions;
        this.names = names;
    }

    private static List<EngineFunction> ranges() {
        List<EngineFunction> functions = new ArrayList<>(RangeFunctions.all());
        functions.add(RangeAggregate.function());
        return functions;
    }

    private static List<String> rangeNames() {
        List<String> names = new ArrayList<>(List.of("range_agg", "range_merge", "multirange"));
        for (String base : List.of("int4", "int8", "num", "ts", "tstz", "date")) {
            names.add(base + "range");
            names.add(base + "multirange");
        }
        return names;
    }

    private static Map<String, TypeFamily> byName() {
        Map<String, TypeFamily> families = new HashMap<>();
        for (TypeFamily family : values()) {
            family.names.forEach(name -> families.put(name, family));
        }
        return Map.copyOf(families);
    }

    /** That a word of a statement belongs to; null for most. */
    static @Nullable TypeFamily ofWord(String word) {
        return BY_NAME.get(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the text of a definition, or a type's name, speaks of it. */
    boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(lower::contains);
    }

    FunctionSet functions() {
        FunctionSet known = functions;
        if (known == null) {
            synchronized (this) {
                known = functions;
                if (known == null) {
                    known =
                            new FunctionSet(
                                    definitions.get().stream()
                                            .map(PostgresFunctions::telling)
                                            .toList());
                    functions = known;
                }
            }
        }
        return known;
    }
}
