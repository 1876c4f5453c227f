package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.ListParameters;
import dev.duckspace.gateway.sql.OperandParameters;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The types of parameters that a client leaves open: what the engine infers, else what stands
 * beside them, else a guess.
 */
final class ParameterTypes {
    /**
     * What a parameter is taken for when neither the client nor the engine says it: text, as in
     * PostgreSQL, unless the statement makes sense with another type only ({@code i + $1}).
     */
    private static final List<PgType> GUESSES =
            List.of(
                    PgType.TEXT,
                    PgType.INT8,
                    PgType.FLOAT8,
                    PgType.TIMESTAMP,
                    PgType.DATE,
                    PgType.INTERVAL,
                    PgType.BOOL,
                    PgType.BYTEA);

    private static final Set<PgType> ARITHMETIC =
            Set.of(
                    PgType.INT2,
                    PgType.INT4,
                    PgType.INT8,
                    PgType.FLOAT4,
                    PgType.FLOAT8,
                    PgType.NUMERIC);

    private final StatementPlanner planner;

    ParameterTypes(StatementPlanner planner) {
        this.planner = planner;
    }

    /** With the types of parameters that the client leaves open, which are added to the known. */
    EnginePlan complete(SqlText text, Map<Integer, PgType> types, int count) {
        EnginePlan plan;
        try {
            plan = planner.prepare(text, types);
        } catch (PgException e) {
            List<Integer> open =
                    IntStream.rangeClosed(1, count)
                            .filter(number -> !types.containsKey(number))
                            .boxed()
                            .toList();
            // An operator or function may be there for the type that the parameter should have.
            if (open.isEmpty() || e.sqlState() != SqlState.UNDEFINED_FUNCTION) {
                throw e;
            }
            return guess(text, types, open);
        }
        List<Integer> unknown = takeInferred(plan, types, count);
        if (unknown.isEmpty()) {
            return plan;
        }
        planner.close(plan);
        return guess(text, types, unknown);
    }

    /** Arrays of what the parameters are compared with; of text where that is not known. */
    Map<Integer, PgType> ofLists(SqlText text, Map<Integer, PgType> known) {
        ListParameters lists = ListParameters.of(text, known.keySet());
        if (lists.numbers().isEmpty()) {
            return Map.of();
        }
        Map<Integer, PgType> elements = new HashMap<>(known);
        try {
            EnginePlan oneByOne = planner.prepare(lists.comparedOneByOne(), known);
            takeInferred(oneByOne, elements, text.parameterCount());
            planner.close(oneByOne);
        } catch (PgException e) {
            // Whatever is wrong shows when the text itself is prepared.
            if (e.sqlState() == SqlState.QUERY_CANCELED) {
                throw e;
            }
        }
        return lists.numbers().stream()
                .collect(
                        Collectors.toMap(
                                number -> number,
                                number -> elements.getOrDefault(number, PgType.TEXT).array()));
    }

    /** Takes over what the engine has inferred; returns the parameters that it could not infer. */
    private List<Integer> takeInferred(EnginePlan plan, Map<Integer, PgType> types, int count) {
        List<Integer> unknown = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (types.containsKey(i)) {
                continue;
            }
            int number = plan.position(i);
            if (number == 0) {
                continue;
            }
            EngineType inferred = plan.inferred().get(number - 1).orElse(null);
            if (inferred == null) {
                unknown.add(i);
            } else {
                types.put(i, PgColumnType.of(inferred).type());
            }
        }
        return unknown;
    }

    private EnginePlan guess(SqlText text, Map<Integer, PgType> types, List<Integer> unknown) {
        Map<Integer, PgType> operands = operandTypes(text, types, unknown);
        types.putAll(operands);
        List<Integer> open =
                unknown.stream().filter(number -> !operands.containsKey(number)).toList();
        if (open.isEmpty()) {
            return planner.prepare(text, types);
        }
        PgException first = null;
        for (PgType guess : GUESSES) {
            open.forEach(number -> types.put(number, guess));
            try {
                return planner.prepare(text, types);
            } catch (PgException e) {
                first = first == null ? e : first;
                if (e.sqlState() == SqlState.QUERY_CANCELED) {
                    throw e;
                }
            }
        }
        throw first == null ? new IllegalStateException("no type was tried") : first;
    }

    /** By the other operand's, where a parameter is one of arithmetic. */
    private Map<Integer, PgType> operandTypes(
            SqlText text, Map<Integer, PgType> known, List<Integer> unknown) {
        OperandParameters operands = OperandParameters.of(text, Set.copyOf(unknown));
        if (operands.operators().isEmpty()) {
            return Map.of();
        }
        Map<Integer, PgType> found = new HashMap<>();
        try {
            Map<Integer, PgType> others = new HashMap<>(known);
            EnginePlan compared = planner.prepare(operands.compared(), known);
            takeInferred(compared, others, text.parameterCount());
            planner.close(compared);
            operands.operators()
                    .forEach(
                            (number, operator) -> {
                                PgType type = operand(operator, others.get(number));
                                if (type != null) {
                                    found.put(number, type);
                                }
                            });
        } catch (PgException e) {
            // Not all that can be added can be compared: what is right then is guessed.
            if (e.sqlState() == SqlState.QUERY_CANCELED) {
                throw e;
            }
        }
        return found;
    }

    /** Null where the other operand's type does not decide. */
    private static @Nullable PgType operand(String operator, @Nullable PgType other) {
        if (other == null || ARITHMETIC.contains(other)) {
            return other;
        }
        boolean moment = other.equals(PgType.TIMESTAMP) || other.equals(PgType.TIMESTAMPTZ);
        return !moment
                ? null
                : operator.equals("+") ? PgType.INTERVAL : operator.equals("-") ? other : null;
    }
}
