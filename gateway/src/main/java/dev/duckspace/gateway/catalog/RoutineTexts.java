package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.RoutineFacts.Argument;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code pg_get_functiondef} and its like: functions as PostgreSQL writes them. */
final class RoutineTexts {
    private static final EngineType OID = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);

    private static final CatalogRelation AGGREGATES = CatalogRelation.named("pg_aggregate");

    private RoutineTexts() {}

    /** What is said of one function. */
    @FunctionalInterface
    private interface Teller {
        @Nullable String of(CatalogView view, RoutineFacts routine);
    }

    /** What is said of a function that CREATE FUNCTION made; null for another. */
    @FunctionalInterface
    private interface GivenTeller {
        @Nullable String of(CatalogView view, long oid);
    }

    static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        add(all, "pg_get_functiondef", GivenRoutineTexts::definition, RoutineTexts::definition);
        add(
                all,
                "pg_get_function_arguments",
                (view, oid) -> GivenRoutineTexts.arguments(view, oid, true),
                (view, f) -> arguments(view, f, true));
        add(
                all,
                "pg_get_function_identity_arguments",
                (view, oid) -> GivenRoutineTexts.arguments(view, oid, false),
                (view, f) -> arguments(view, f, false));
        add(all, "pg_get_function_result", GivenRoutineTexts::result, RoutineTexts::result);
        add(all, "pg_get_function_sqlbody", (view, oid) -> null, (view, f) -> null);
        all.add(
                CatalogFunctions.function(
                        "pg_get_function_arg_default",
                        TEXT,
                        (view, row) -> initial(view, row.number(0), row.integer(1)),
                        OID,
                        INT));
        return all;
    }

    private static void add(
            List<ScalarFunction> all, String name, GivenTeller given, Teller system) {
        all.add(
                CatalogFunctions.function(
                        name,
                        TEXT,
                        (view, row) -> {
                            String text = given.of(view, row.number(0));
                            RoutineFacts routine = view.names().routine(row.number(0));
                            return text != null || routine == null
                                    ? text
                                    : system.of(view, routine);
                        },
                        OID));
    }

    private static @Nullable String initial(CatalogView view, long oid, int place) {
        String given = GivenRoutineTexts.initial(view, oid, place);
        RoutineFacts routine = view.names().routine(oid);
        if (given != null || routine == null) {
            return given;
        }
        List<Argument> inputs = routine.arguments().stream().filter(Argument::isInput).toList();
        return place < 1 || place > inputs.size() ? null : inputs.get(place - 1).initial();
    }

    private static String arguments(CatalogView view, RoutineFacts routine, boolean defaults) {
        List<Argument> all =
                routine.arguments().stream().filter(each -> each.mode() != 't').toList();
        List<String> texts = all.stream().map(each -> argument(view, each, defaults)).toList();
        int direct = routine.kind() == 'a' ? directArguments(routine.oid()) : -1;
        if (direct < 0) {
            return String.join(", ", texts);
        }
        // The last stands for both sides where all are direct.
        List<String> ordered =
                direct < texts.size()
                        ? texts.subList(direct, texts.size())
                        : texts.subList(texts.size() - 1, texts.size());
        return (String.join(", ", texts.subList(0, direct))
                        + " ORDER BY "
                        + String.join(", ", ordered))
                .strip();
    }

    /** Of an aggregate over ordered rows; -1 for another. */
    private static int directArguments(long oid) {
        for (@Nullable Object[] row : FixedRows.of(AGGREGATES)) {
            if (Long.valueOf(oid).equals(row[AGGREGATES.place("aggfnoid")])) {
                return "n".equals(row[AGGREGATES.place("aggkind")])
                                || !(row[AGGREGATES.place("aggnumdirectargs")]
                                        instanceof Number count)
                        ? -1
                        : count.intValue();
            }
        }
        return -1;
    }

    private static String argument(CatalogView view, Argument argument, boolean defaults) {
        String mode =
                switch (argument.mode()) {
                    case 'o' -> "OUT ";
                    case 'b' -> "INOUT ";
                    case 'v' -> "VARIADIC ";
                    default -> "";
                };
        String name = argument.name().isEmpty() ? "" : SqlNames.quoted(argument.name()) + ' ';
        String initial =
                defaults && argument.initial() != null ? " DEFAULT " + argument.initial() : "";
        return mode + name + TypeTexts.text(view, argument.type(), null) + initial;
    }

    private static @Nullable String result(CatalogView view, RoutineFacts routine) {
        if (routine.kind() == 'p') {
            return null;
        }
        List<Argument> columns =
                routine.arguments().stream().filter(each -> each.mode() == 't').toList();
        if (!columns.isEmpty()) {
            return columns.stream()
                    .map(each -> argument(view, each, false))
                    .collect(Collectors.joining(", ", "TABLE(", ")"));
        }
        return (routine.returnsSet() ? "SETOF " : "")
                + TypeTexts.text(view, routine.result(), null);
    }

    private static String definition(CatalogView view, RoutineFacts routine) {
        if (routine.kind() == 'a') {
            throw new FunctionError("42809", "\"" + routine.name() + "\" is an aggregate function");
        }
        CatalogNames.Named schema = view.names().schemas().ofOid(routine.schema());
        boolean procedure = routine.kind() == 'p';
        StringBuilder text = new StringBuilder("CREATE OR REPLACE ");
        text.append(procedure ? "PROCEDURE " : "FUNCTION ")
                .append(schema == null ? "public" : schema.text())
                .append('.')
                .append(SqlNames.quoted(routine.name()))
                .append('(')
                .append(arguments(view, routine, true))
                .append(")\n");
        if (!procedure) {
            text.append(" RETURNS ").append(result(view, routine)).append('\n');
        }
        text.append(" LANGUAGE ").append(routine.language()).append('\n');
        String properties = properties(view, routine);
        if (!properties.isEmpty()) {
            text.append(properties).append('\n');
        }
        String tag = (procedure ? "$procedure" : "$function") + "$";
        return text.append("AS ")
                .append(tag)
                .append(routine.source())
                .append(tag)
                .append('\n')
                .toString();
    }

    private static String properties(CatalogView view, RoutineFacts routine) {
        StringBuilder text = new StringBuilder();
        if (routine.kind() == 'w') {
            text.append(" WINDOW");
        }
        switch (routine.volatility()) {
            case 'i' -> text.append(" IMMUTABLE");
            case 's' -> text.append(" STABLE");
            default -> {}
        }
        switch (routine.parallel()) {
            case 's' -> text.append(" PARALLEL SAFE");
            case 'r' -> text.append(" PARALLEL RESTRICTED");
            default -> {}
        }
        text.append(routine.strict() ? " STRICT" : "")
                .append(routine.definer() ? " SECURITY DEFINER" : "")
                .append(routine.leakproof() ? " LEAKPROOF" : "");
        double usual = routine.language().equals("sql") ? 100 : 1;
        if (routine.cost() != usual) {
            text.append(" COST ").append(plain(routine.cost()));
        }
        if (routine.rows() > 0 && routine.rows() != 1000) {
            text.append(" ROWS ").append(plain(routine.rows()));
        }
        if (routine.support() != 0) {
            text.append(" SUPPORT ").append(Reference.REGPROC.text(view, routine.support()));
        }
        return text.toString();
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%s", number);
    }
}
