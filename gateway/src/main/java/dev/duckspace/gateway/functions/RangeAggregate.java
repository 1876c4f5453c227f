package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;

import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ObjectStates;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.types.Multirange;
import dev.duckspace.gateway.types.Range;
import dev.duckspace.gateway.types.RangeBytes;
import dev.duckspace.gateway.types.RangeKind;
import dev.duckspace.gateway.types.StoredTypes;
import java.util.ArrayList;
import java.util.List;

/** {@code range_agg}: the union of ranges or multiranges. */
final class RangeAggregate extends ObjectStates<List<Range>> {
    private final RangeKind kind;
    private final boolean multi;

    private RangeAggregate(RangeKind kind, boolean multi) {
        this.kind = kind;
        this.multi = multi;
    }

    static AggregateFunction function() {
        return new AggregateFunction(
                "range_agg", List.of(ANY), true, arguments -> resolve(arguments.type(0)));
    }

    private static AggregateFunction.Resolution resolve(EngineType type) {
        for (RangeKind kind : RangeKind.values()) {
            boolean multi = kind.multirange().name().equals(type.alias());
            if (multi || kind.range().name().equals(type.alias())) {
                return new AggregateFunction.Resolution(
                        StoredTypes.multirange(kind).engineType(), new RangeAggregate(kind, multi));
            }
        }
        throw FunctionErrors.undefined("range_agg", type);
    }

    @Override
    protected List<Range> create() {
        return new ArrayList<>();
    }

    @Override
    protected void add(List<Range> state, AggregateRows rows, int row) {
        if (rows.isNull(row)) {
            return;
        }
        byte[] stored = rows.argument(0).bytesAt(row);
        if (multi) {
            state.addAll(RangeBytes.multirange(kind, stored).ranges());
        } else {
            state.add(RangeBytes.range(kind, stored));
        }
    }

    @Override
    protected void merge(List<Range> source, List<Range> target) {
        target.addAll(source);
    }

    @Override
    protected void result(List<Range> state, WritableVector result, int row) {
        if (state.isEmpty()) {
            result.setNull(row);
            return;
        }
        byte[] bytes = RangeBytes.of(Multirange.of(kind, state));
        result.setString(row, bytes, 0, bytes.length);
    }
}
