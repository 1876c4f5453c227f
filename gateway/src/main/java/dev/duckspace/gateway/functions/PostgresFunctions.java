package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.stream.Stream;

/** Everything of this room. */
public final class PostgresFunctions {
    private static final List<EngineFunction> DEFINITIONS = all();
    private static final FunctionSet ALL = new FunctionSet(DEFINITIONS);

    private PostgresFunctions() {}

    /** PostgreSQL's functions that reach for files, other servers or the server's own state. */
    public static boolean isForbidden(String name) {
        return SystemFunctions.FORBIDDEN.contains(name);
    }

    private static List<EngineFunction> all() {
        return Stream.<List<? extends EngineFunction>>of(
                        BitFunctions.all(),
                        SeriesFunctions.all(),
                        SeriesParts.all(),
                        SessionFunctions.all(),
                        DivisionFunctions.all(),
                        QuotientOperators.all(),
                        QuotedNumber.operators(),
                        UnconstrainedCasts.all(),
                        MathFunctions.all(),
                        FloatFunctions.all(),
                        BucketFunctions.all(),
                        List.of(
                                NumericCast.function(),
                                SumFunction.function(),
                                SumFunction.total(),
                                AverageFunction.function(),
                                AverageFunction.ofSum()),
                        VarianceFunctions.all(),
                        RegressionFunctions.all(),
                        StoredCasts.all(),
                        TextCasts.all(),
                        List.of(LengthCasts.string()),
                        ArrayCasts.all(),
                        ArrayFunctions.all(),
                        ArrayConcatenation.all(),
                        ArrayStrings.all(),
                        RowFunctions.all(),
                        TypeOf.all(),
                        EnumFunctions.all(),
                        TextFunctions.all(),
                        RegexFunctions.all(),
                        ByteaFunctions.all(),
                        QuoteFunctions.all(),
                        FormatFunctions.all(),
                        ConcatFunctions.all(),
                        SystemFunctions.all(),
                        CaseFunctions.all(),
                        ExtremeFunctions.all(),
                        LikeFunctions.all(),
                        DateTimeCasts.all(),
                        DateTimeFunctions.all(),
                        ExtractFunctions.all(),
                        ZoneFunctions.all(),
                        SpanFunctions.all(),
                        OidFunctions.all(),
                        JsonCasts.all(),
                        JsonOperators.all(),
                        JsonFunctions.all(),
                        JsonBuilders.all(),
                        JsonObjects.all(),
                        JsonSets.all(),
                        JsonRecords.all())
                .flatMap(List::stream)
                .map(PostgresFunctions::telling)
                .toList();
    }

    /** What is registered in every instance. */
    static List<EngineFunction> definitions() {
        return DEFINITIONS;
    }

    /** Once for each instance, as it opens, in a transaction of its own. */
    public static void register(EngineConnection connection) {
        ALL.register(connection.instance());
    }

    /** The same function, whose PgExceptions the engine carries to the client. */
    static EngineFunction telling(EngineFunction function) {
        return switch (function) {
            case ScalarFunction scalar ->
                    scalar.withBody(call -> tell(() -> scalar.body().run(call)));
            case ResolvedFunction resolved ->
                    resolved.withResolver(Telling.scalar(resolved.resolver()));
            case CastFunction cast ->
                    cast.withBody((call, row) -> tell(() -> cast.body().run(call, row)));
            case SessionCast cast -> cast.withMaker(Telling.of(cast.maker()));
            case AggregateFunction aggregate ->
                    aggregate.withResolver(Telling.aggregate(aggregate.resolver()));
        };
    }

    static void tell(Runnable work) {
        try {
            work.run();
        } catch (PgException e) {
            throw error(e);
        }
    }

    static FunctionError error(PgException e) {
        return new FunctionError(
                e.sqlState().code(), e.info().message(), e.info().detail(), e.info().hint());
    }
}
