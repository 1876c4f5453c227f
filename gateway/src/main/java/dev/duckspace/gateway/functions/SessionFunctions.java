package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResultWriter;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.SessionEffects.Lock;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that act on the session: notifications, advisory locks, values of sequences. */
final class SessionFunctions {
    /** The longest channel and the longest payload, in bytes, one more than allowed. */
    private static final int CHANNEL_BYTES = 64;

    private static final int PAYLOAD_BYTES = 8_000;

    private static final String VOID = "";

    /** The type of functions that tell nothing. */
    private static final EngineType NOTHING = Definitions.named(TypeId.VARCHAR, "pg_void");

    private interface Effect {
        @Nullable Object of(SessionEffects session, Row row);
    }

    private SessionFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(
                function(
                        "pg_notify",
                        NOTHING,
                        List.of(TEXT, TEXT),
                        (session, row) -> {
                            if (row.isNull(0)) {
                                throw invalid("channel name cannot be empty");
                            }
                            notify(session, row.text(0), row.isNull(1) ? "" : row.text(1));
                            return VOID;
                        }));
        locks(functions);
        sequences(functions);
        return functions;
    }

    private static void notify(SessionEffects session, String channel, String payload) {
        if (channel.isEmpty()) {
            throw invalid("channel name cannot be empty");
        }
        if (channel.getBytes(StandardCharsets.UTF_8).length >= CHANNEL_BYTES) {
            throw invalid("channel name too long");
        }
        if (payload.getBytes(StandardCharsets.UTF_8).length >= PAYLOAD_BYTES) {
            throw invalid("payload string too long");
        }
        session.notify(channel, payload);
    }

    private static PgException invalid(String message) {
        return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    private static void locks(List<EngineFunction> functions) {
        for (boolean transaction : List.of(false, true)) {
            for (boolean shared : List.of(false, true)) {
                String level = transaction ? "_xact_lock" : "_lock";
                String end = level + (shared ? "_shared" : "");
                for (List<EngineType> keys : List.of(List.of(BIGINT), List.of(INT, INT))) {
                    functions.add(
                            strict(
                                    "pg_advisory" + end,
                                    NOTHING,
                                    keys,
                                    (session, row) -> {
                                        session.lock(lock(row, shared, transaction));
                                        return VOID;
                                    }));
                    functions.add(
                            strict(
                                    "pg_try_advisory" + end,
                                    BOOL,
                                    keys,
                                    (session, row) ->
                                            session.tryLock(lock(row, shared, transaction))));
                    if (!transaction) {
                        functions.add(
                                strict(
                                        "pg_advisory_unlock" + (shared ? "_shared" : ""),
                                        BOOL,
                                        keys,
                                        (session, row) ->
                                                session.unlock(lock(row, shared, false))));
                    }
                }
            }
        }
        functions.add(
                function(
                        "pg_advisory_unlock_all",
                        NOTHING,
                        List.of(),
                        (session, row) -> {
                            session.unlockAll();
                            return VOID;
                        }));
    }

    private static Lock lock(Row row, boolean shared, boolean transaction) {
        boolean twoParts = row.count() == 2;
        long key =
                twoParts ? (row.number(0) << 32) | (row.number(1) & 0xFFFF_FFFFL) : row.number(0);
        return new Lock(key, twoParts, shared, transaction);
    }

    private static void sequences(List<EngineFunction> functions) {
        for (String draw : List.of("pg_drawn", "pg_always", "pg_by_default")) {
            functions.add(
                    strict(
                            draw,
                            BIGINT,
                            List.of(TEXT, BIGINT),
                            (session, row) -> {
                                session.drawn(row.text(0), row.number(1));
                                return row.number(1);
                            }));
        }
        functions.add(
                function(
                        "lastval",
                        BIGINT,
                        List.of(),
                        (session, row) -> {
                            Long last = session.last();
                            if (last == null) {
                                throw undefined("lastval is not yet defined in this session");
                            }
                            return last;
                        }));
        functions.add(
                strict(
                        "pg_currval",
                        BIGINT,
                        List.of(TEXT),
                        (session, row) -> {
                            Long current = session.current(row.text(0));
                            if (current == null) {
                                throw undefined(
                                        "currval of sequence \"%s\" is not yet defined in this session"
                                                .formatted(lastPart(row.text(0))));
                            }
                            return current;
                        }));
        functions.add(
                strict(
                        "setval",
                        BIGINT,
                        List.of(TEXT, BIGINT),
                        (session, row) -> positioned(session, row, true)));
        functions.add(
                strict(
                        "setval",
                        BIGINT,
                        List.of(TEXT, BIGINT, BOOL),
                        (session, row) -> positioned(session, row, row.bool(2))));
    }

    private static Long positioned(SessionEffects session, Row row, boolean called) {
        session.position(row.text(0), row.number(1), called);
        return row.number(1);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }

    private static PgException undefined(String message) {
        return new PgException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, message);
    }

    /** NULL where an argument is NULL. */
    private static ScalarFunction strict(
            String name, EngineType result, List<EngineType> parameters, Effect effect) {
        return function(
                name,
                result,
                parameters,
                (session, row) -> {
                    for (int i = 0; i < parameters.size(); i++) {
                        if (row.isNull(i)) {
                            return null;
                        }
                    }
                    return effect.of(session, row);
                });
    }

    private static ScalarFunction function(
            String name, EngineType result, List<EngineType> parameters, Effect effect) {
        return new ScalarFunction(
                        name,
                        result,
                        parameters,
                        call -> {
                            SessionEffects session = call.attached(SessionEffects.class);
                            for (int row = 0; row < call.rows(); row++) {
                                ResultWriter.write(
                                        call.result(), row, effect.of(session, call.row(row)));
                            }
                        })
                .seeingNulls()
                .asVolatile()
                .withSession();
    }
}
