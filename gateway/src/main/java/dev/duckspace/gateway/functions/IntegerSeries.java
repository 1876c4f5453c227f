package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.SeriesParts.LENGTH;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Series of integers, written into the result as they are counted. */
final class IntegerSeries {
    private IntegerSeries() {}

    /** From, to and perhaps a step; the end belongs to it. */
    static FunctionBody closed() {
        return call -> each(call, IntegerSeries::closed);
    }

    /** As the engine's range: from 0 where only the end is given, which does not belong to it. */
    static FunctionBody open() {
        return call -> each(call, IntegerSeries::open);
    }

    /** A list of the parts, each of its first value, its last and the step. */
    static FunctionBody parts() {
        RowFunction body = row -> closed(row).parts();
        return body.strict();
    }

    /** The values of one part. */
    static FunctionBody part() {
        return call -> each(call, IntegerSeries::part);
    }

    private static Series part(Row row) {
        List<EngineValue> fields = SeriesParts.fields(row);
        return Series.of(
                ((EngineValue.Int) fields.getFirst()).value(),
                ((EngineValue.Int) fields.get(1)).value(),
                ((EngineValue.Int) fields.get(2)).value());
    }

    /**
     * @param count of values; negative for more than can be
     */
    private record Series(long from, long step, long count) {
        static Series of(long from, long to, long step) {
            if (step > 0 ? from > to : from < to) {
                return new Series(from, step, 0);
            }
            long distance = step > 0 ? to - from : from - to;
            long steps = Long.divideUnsigned(distance, Math.abs(step));
            return new Series(from, step, steps < 0 || steps == Long.MAX_VALUE ? -1 : steps + 1);
        }

        List<List<Long>> parts() {
            int number = SeriesParts.require(count < 0 ? -1 : Math.ceilDiv(count, LENGTH));
            List<List<Long>> parts = new ArrayList<>(number);
            for (long done = 0; done < count; done += LENGTH) {
                long length = Math.min(LENGTH, count - done);
                long first = from + done * step;
                parts.add(List.of(first, first + (length - 1) * step, step));
            }
            return parts;
        }
    }

    @FunctionalInterface
    private interface Reader {
        Series of(Row row);
    }

    private static Series closed(Row row) {
        long step = row.count() > 2 ? row.number(2) : 1;
        if (step == 0) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
        }
        return Series.of(row.number(0), row.number(1), step);
    }

    private static Series open(Row row) {
        long from = row.count() > 1 ? row.number(0) : 0;
        long end = row.number(row.count() > 1 ? 1 : 0);
        long step = row.count() > 2 ? row.number(2) : 1;
        if (step == 0) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
        }
        boolean none = step > 0 ? from >= end : from <= end;
        return none
                ? new Series(from, step, 0)
                : Series.of(from, step > 0 ? end - 1 : end + 1, step);
    }

    private static void each(FunctionCall call, Reader reader) {
        WritableVector result = call.result();
        boolean large = ((EngineType.ListOf) result.type()).element().id() == TypeId.BIGINT;
        Sizes sizes = new Sizes();
        for (int row = 0; row < call.rows(); row++) {
            if (call.hasNull(row)) {
                result.setNull(row);
                continue;
            }
            Series series = reader.of(call.row(row));
            int count = sizes.takeElements(series.count());
            int offset = result.setList(row, count);
            WritableVector child = result.child();
            long value = series.from();
            for (int i = 0; i < count; i++) {
                if (large) {
                    child.setLong(offset + i, value);
                } else {
                    child.setInt(offset + i, (int) value);
                }
                value += series.step();
            }
        }
    }
}
