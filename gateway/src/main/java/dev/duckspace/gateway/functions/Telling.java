package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.AggregateBody;
import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;

/**
 * Resolvers whose PgExceptions, and those of what they answer, the engine carries to the client.
 */
final class Telling {
    private Telling() {}

    static ResolvedFunction.Resolver scalar(ResolvedFunction.Resolver resolver) {
        return arguments -> {
            try {
                ResolvedFunction.Resolution found = resolver.resolve(arguments);
                FunctionBody body = found.body();
                return new ResolvedFunction.Resolution(
                        found.result(), call -> PostgresFunctions.tell(() -> body.run(call)));
            } catch (PgException e) {
                throw PostgresFunctions.error(e);
            }
        };
    }

    static AggregateFunction.Resolver aggregate(AggregateFunction.Resolver resolver) {
        return arguments -> {
            try {
                AggregateFunction.Resolution found = resolver.resolve(arguments);
                return new AggregateFunction.Resolution(
                        found.result(), new Aggregate(found.body()));
            } catch (PgException e) {
                throw PostgresFunctions.error(e);
            }
        };
    }

    static SessionCast.Maker of(SessionCast.Maker maker) {
        return call -> {
            RowFunction function = maker.of(call);
            return row -> {
                try {
                    return function.of(row);
                } catch (PgException e) {
                    throw PostgresFunctions.error(e);
                }
            };
        };
    }

    private record Aggregate(AggregateBody body) implements AggregateBody {
        @Override
        public int stateBytes() {
            return body.stateBytes();
        }

        @Override
        public void update(AggregateRows rows) {
            PostgresFunctions.tell(() -> body.update(rows));
        }

        @Override
        public void combine(long source, long target) {
            body.combine(source, target);
        }

        @Override
        public void finish(long state, WritableVector result, int row) {
            PostgresFunctions.tell(() -> body.finish(state, result, row));
        }

        @Override
        public void destroy(long state) {
            body.destroy(state);
        }
    }
}
