package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Casts between text and arrays, in PostgreSQL's form: {@code {1,2}}, {@code {{a,"b c"},{NULL,d}}}.
 */
final class ArrayCasts {
    /** What arrays of two dimensions are of: every cast takes its time as an instance opens. */
    private static final Set<EngineType> NESTED =
            Set.of(
                    Definitions.INT,
                    Definitions.BIGINT,
                    Definitions.DOUBLE,
                    Definitions.decimal(38, 10),
                    TEXT);

    private ArrayCasts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        for (EngineType element : elements()) {
            EngineType array = element;
            for (int i = 1; i <= (NESTED.contains(element) ? 2 : 1); i++) {
                array = new EngineType.ListOf(array);
                casts.add(new SessionCast(TEXT, array, input(element, i)));
                casts.add(TextCasts.toText(array));
            }
        }
        for (String alias : List.of("character varying", "pg_bpchar", "pg_name")) {
            casts.addAll(renamed(Definitions.named(TypeId.VARCHAR, alias)));
        }
        return casts;
    }

    /**
     * Between lists of texts and of texts under another name. After the engine's own cast of a
     * table's changed rows, list_has_all and list_has_any read past the lists' end.
     */
    private static List<EngineFunction> renamed(EngineType element) {
        EngineType named = new EngineType.ListOf(element);
        EngineType plain = new EngineType.ListOf(TEXT);
        return List.of(
                cast(plain, named, row -> row.list(0)), cast(named, plain, row -> row.list(0)));
    }

    private static List<EngineType> elements() {
        List<EngineType> elements =
                new ArrayList<>(
                        List.of(
                                Definitions.BOOL,
                                Definitions.SMALLINT,
                                Definitions.INT,
                                Definitions.BIGINT,
                                Definitions.REAL,
                                Definitions.DOUBLE,
                                Definitions.decimal(38, 10),
                                TEXT,
                                Definitions.BYTEA,
                                Definitions.DATE,
                                Definitions.TIME,
                                Definitions.TIMESTAMP,
                                Definitions.TIMESTAMPTZ,
                                Definitions.INTERVAL,
                                Definitions.UUID,
                                Definitions.named(TypeId.VARCHAR, "JSON"),
                                Definitions.named(TypeId.VARCHAR, "character varying"),
                                Definitions.named(TypeId.VARCHAR, "pg_bpchar"),
                                Definitions.named(TypeId.VARCHAR, "pg_name")));
        elements.add(StoredTypes.INET.engineType());
        elements.add(StoredTypes.MONEY.engineType());
        elements.add(StoredTypes.JSONB.engineType());
        return elements;
    }

    /**
     * @param dimensions how many the type has; an empty array fits any
     */
    private static SessionCast.Maker input(EngineType element, int dimensions) {
        return call -> {
            TextSettings settings = SessionText.of(call);
            return row -> read(row.text(0), element, dimensions, settings);
        };
    }

    static List<EngineValue> read(
            String text, EngineType element, int dimensions, TextSettings settings) {
        List<EngineValue> items = TextInput.array(text, element, settings);
        int found = dimensions(items);
        if (!items.isEmpty() && found != dimensions) {
            throw PgException.notSupported(
                    "an array of %d dimensions does not fit a column or cast of %d"
                            .formatted(found, dimensions),
                    "Write as many [] behind the type as the array has dimensions.");
        }
        if (element.equals(Operand.UNCONSTRAINED)) {
            ArrayValues.leaves(items).forEach(ArrayCasts::requireStored);
        }
        return items;
    }

    private static void requireStored(EngineValue item) {
        if (item instanceof EngineValue.Decimal decimal) {
            UnconstrainedCasts.stored(decimal.value());
        }
    }

    private static int dimensions(List<EngineValue> items) {
        return !items.isEmpty() && items.getFirst() instanceof EngineValue.ListOf inner
                ? 1 + dimensions(inner.items())
                : 1;
    }
}
