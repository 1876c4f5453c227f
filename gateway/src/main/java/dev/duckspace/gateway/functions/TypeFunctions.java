package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The functions of the types that statements of one instance name or make. Instances share what
 * they have in common, which is let go as the last of them closes. The engine forgets none before:
 * so an instance has no more than so many.
 */
final class TypeFunctions {
    /** Of casts and labels of enums; about a hundred and fifty lengths of strings have so many. */
    private static final int MOST = 100_000;

    private static final Map<Key, Shared> SHARED = new HashMap<>();

    private final EngineInstance instance;
    private final List<Key> taken = new ArrayList<>();
    private int size;
    private boolean bounded;

    /** What functions are of some types. */
    enum Subject {
        LENGTH,
        TIME,
        TIME_AND_STRING,
        ENUM,
        ENUM_ARRAYS,
        COMPOSITE
    }

    private record Key(Subject subject, List<?> types) {}

    private static final class Shared {
        private final FunctionSet functions;
        private final int size;
        private int users;

        Shared(List<EngineFunction> functions) {
            this.functions =
                    new FunctionSet(functions.stream().map(PostgresFunctions::telling).toList());
            this.size = functions.size();
        }
    }

    TypeFunctions(EngineInstance instance) {
        this.instance = instance;
        instance.whenClosed(this::giveBack);
    }

    EngineInstance instance() {
        return instance;
    }

    /** All that the file has is there; what statements bring has a bound. */
    synchronized void bound() {
        bounded = true;
    }

    /**
     * Before a type is named or made for the first time.
     *
     * @throws PgException 54000
     */
    synchronized void requireRoom() {
        if (bounded && size >= MOST) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                                    "too many types have been named or made in this workspace")
                            .withHint(
                                    "Use fewer lengths of varchar, char and bit, and fewer enums"
                                            + " and composite types."));
        }
    }

    /** The functions of a subject, made if no other instance has them. */
    synchronized FunctionSet of(
            Subject subject, List<?> types, Supplier<List<EngineFunction>> functions) {
        Key key = new Key(subject, types);
        synchronized (SHARED) {
            Shared shared = SHARED.computeIfAbsent(key, _ -> new Shared(functions.get()));
            shared.users++;
            taken.add(key);
            size += shared.size;
            return shared.functions;
        }
    }

    /** Of what else takes room. */
    synchronized void count(int more) {
        size += more;
    }

    private synchronized void giveBack() {
        synchronized (SHARED) {
            for (Key key : taken) {
                Shared shared = SHARED.get(key);
                if (shared != null && --shared.users == 0) {
                    SHARED.remove(key);
                    shared.functions.forget();
                }
            }
        }
        taken.clear();
    }
}
