package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/**
 * generate_series as one list, and for FROM as a list of parts, each a struct of its first value,
 * its last and the step: the engine makes the values of one part after the other, so that a series
 * takes the same memory whatever its length. A vector holds 2,048 parts.
 */
final class SeriesParts {
    static final int LENGTH = 1024;

    private static final int MOST = 1_000_000;

    private SeriesParts() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction("pg_generate_series", List.of(ANY, ANY), SeriesParts::whole),
                new ResolvedFunction(
                        "pg_generate_series", List.of(ANY, ANY, ANY), SeriesParts::whole),
                new ResolvedFunction("pg_series_parts", List.of(ANY, ANY), SeriesParts::parts),
                new ResolvedFunction("pg_series_parts", List.of(ANY, ANY, ANY), SeriesParts::parts),
                new ResolvedFunction("pg_series_part", List.of(ANY), SeriesParts::part));
    }

    private static Resolution whole(BoundArguments arguments) {
        Kind kind = Kind.of(arguments);
        return new Resolution(listOf(kind.element()), kind.whole());
    }

    private static Resolution parts(BoundArguments arguments) {
        Kind kind = Kind.of(arguments);
        EngineType part =
                new EngineType.Struct(
                        List.of(
                                new EngineField("first", kind.element()),
                                new EngineField("last", kind.element()),
                                new EngineField("step", kind.step())));
        return new Resolution(listOf(part), kind.parts());
    }

    private static Resolution part(BoundArguments arguments) {
        if (!(arguments.type(0) instanceof EngineType.Struct struct)
                || struct.fields().size() != 3) {
            throw FunctionErrors.undefined("pg_series_part", arguments.type(0));
        }
        EngineType element = struct.fields().getFirst().type();
        FunctionBody body =
                struct.fields().getLast().type().equals(INTERVAL)
                        ? TimeSeries.part()
                        : NumberSeries.part(element);
        return new Resolution(listOf(element), body);
    }

    /** The fields of the part that a row has as its argument. */
    static List<EngineValue> fields(Row row) {
        return ((EngineValue.StructOf) row.value(0)).values();
    }

    /**
     * @param parts that a series is to have; negative for more than can be
     * @throws PgException 54000 beyond the limit
     */
    static int require(long parts) {
        if (parts < 0 || parts > MOST) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "a series of more than %,d values is too long".formatted((long) MOST * LENGTH));
        }
        return (int) parts;
    }

    /** A part takes little time by itself, but there may be many. */
    static void requireNoCancel(Row row) {
        if (row.isInterrupted()) {
            throw new PgException(
                    SqlState.QUERY_CANCELED, "canceling statement due to user request");
        }
    }

    /**
     * A series of one kind of values.
     *
     * @param whole the list of all values
     * @param parts the list of its parts
     */
    record Kind(EngineType element, EngineType step, FunctionBody whole, FunctionBody parts) {
        private static Kind of(BoundArguments arguments) {
            return arguments.types().size() < 3 || NumberSeries.isOfNumbers(arguments)
                    ? NumberSeries.kind(arguments)
                    : TimeSeries.kind(arguments);
        }
    }
}
