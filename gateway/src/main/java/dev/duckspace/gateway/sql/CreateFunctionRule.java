package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CREATE FUNCTION in SQL becomes a macro of the engine, with the definition as its comment. A macro
 * spelled as DuckDB spells it stays as it is.
 */
final class CreateFunctionRule implements RewriteRule {
    /** Between the parts of a kept definition. */
    static final String PART = "\u001F";

    private static final String ITEM = "\u001E";
    private static final int TYPES_TOLD_APART_MAX = 4;
    private static final Set<String> UNRETURNABLE = Set.of("void", "trigger", "event_trigger");

    @Override
    public void apply(Rewrite rewrite, int from) {
        int noun = rewrite.is(from + 1, Keyword.OR) ? from + 3 : from + 1;
        int name = noun + 1;
        if (!rewrite.is(noun, Keyword.FUNCTION) || !rewrite.isName(name)) {
            return;
        }
        int open = rewrite.pastName(name);
        if (!rewrite.is(open, TokenKind.LEFT_PAREN)) {
            return;
        }
        int past = rewrite.pastGroup(open);
        if (!rewrite.is(past, Keyword.RETURNS)) {
            return;
        }
        List<FunctionArgument> arguments = new ArrayList<>();
        for (SqlText argument : rewrite.text().part(open + 1, past - 1).splitAtCommas()) {
            if (!argument.isEmpty()) {
                arguments.add(FunctionArgument.of(rewrite, argument));
            }
        }
        create(rewrite, noun > from + 1, name, arguments, past + 1);
        rewrite.nothingElse();
    }

    private static void create(
            Rewrite rewrite,
            boolean replace,
            int name,
            List<FunctionArgument> arguments,
            int returns) {
        List<String> parts = Names.parts(rewrite, name);
        FunctionResult result = FunctionResult.of(rewrite, returns, parts.getLast());
        if (UNRETURNABLE.contains(result.type().toLowerCase(Locale.ROOT))) {
            throw PgException.notSupported(
                    "functions that return " + result.type() + " are not supported",
                    "Functions are queries here: have it return a value.");
        }
        FunctionOptions options = FunctionOptions.read(rewrite, result.past());
        Optional<Function> present = rewrite.context().relations().function(parts);
        present.ifPresent(f -> requireReplaceable(f, replace, arguments, result));
        FunctionBody body = new FunctionBody(rewrite, parts.getLast(), arguments, options.query());
        requireNoColumns(rewrite, body);
        String written = rewrite.source(name, rewrite.pastName(name));
        StringBuilder create =
                new StringBuilder(replace ? "CREATE OR REPLACE MACRO " : "CREATE MACRO ")
                        .append(written);
        if (result.set()) {
            create.append(parameters(arguments, false).getFirst())
                    .append(" AS TABLE ")
                    .append(body.rows(result.columns(), options.strict()));
        } else {
            String value = body.scalar(result.type(), options.strict());
            List<String> forms = parameters(arguments, true);
            create.append(
                    String.join(", ", forms.stream().map(form -> form + " AS " + value).toList()));
        }
        rewrite.prelude(create.toString());
        rewrite.prelude(
                "COMMENT ON MACRO %s%s IS %s"
                        .formatted(
                                result.set() ? "TABLE " : "",
                                written,
                                Literals.quote(kept(arguments, result, options))));
    }

    /** The types of its parameters, as PostgreSQL prints them. */
    static List<String> typesOf(String definition) {
        String types = List.of(definition.split(PART, -1)).get(2);
        return types.isEmpty()
                ? List.of()
                : Stream.of(types.split(ITEM, -1)).map(FunctionArgument::shown).toList();
    }

    /** Whether this is the function that DROP or COMMENT names with these types. */
    static boolean has(Function function, List<SqlText> types, Rewrite rewrite) {
        List<String> wanted =
                types.stream()
                        .filter(type -> !type.isEmpty())
                        .map(type -> FunctionArgument.of(rewrite, type).type())
                        .map(FunctionArgument::shown)
                        .toList();
        String comment = function.comment();
        return (comment != null && isDefinition(comment))
                ? typesOf(comment).equals(wanted)
                : function.parameters() == wanted.size();
    }

    static boolean isDefinition(String comment) {
        return comment.startsWith("pg_function" + PART);
    }

    /** Whether it gives rows of one value, which a table alias names as well. */
    static boolean isSetOfValues(Function function, Relations relations) {
        String comment = function.comment();
        if (comment == null || !isDefinition(comment) || !function.table()) {
            return false;
        }
        List<String> kept = List.of(comment.split(PART, -1));
        String type = kept.get(4);
        return kept.get(6).isEmpty()
                && !type.equalsIgnoreCase("record")
                && relations.find(List.of(type.split("\\."))).isEmpty();
    }

    /** One list of parameters for each way in which texts may stand for values. */
    private static List<String> parameters(List<FunctionArgument> arguments, boolean forms) {
        List<String> lists = new ArrayList<>(List.of(""));
        boolean apart =
                forms
                        && arguments.stream().filter(FunctionArgument::isToldApart).count()
                                <= TYPES_TOLD_APART_MAX
                        && arguments.stream().allMatch(a -> a.otherwise().isEmpty());
        for (int i = 0; i < arguments.size(); i++) {
            FunctionArgument argument = arguments.get(i);
            String parameter = argument.parameter(i + 1);
            List<String> choices =
                    apart
                            ? argument.forms(i + 1)
                            : List.of(
                                    parameter
                                            + argument.otherwise()
                                                    .map(value -> " := " + value)
                                                    .orElse(""));
            List<String> longer = new ArrayList<>();
            for (String list : lists) {
                choices.forEach(c -> longer.add(list.isEmpty() ? c : list + ", " + c));
            }
            lists = longer;
        }
        return lists.stream().map(list -> '(' + list + ')').toList();
    }

    private static void requireReplaceable(
            Function present,
            boolean replace,
            List<FunctionArgument> arguments,
            FunctionResult result) {
        String comment = present.comment();
        String definition = comment != null && isDefinition(comment) ? comment : null;
        List<String> types = arguments.stream().map(a -> FunctionArgument.shown(a.type())).toList();
        if (definition != null && !typesOf(definition).equals(types)) {
            throw PgException.notSupported(
                    "several functions of one name are not supported",
                    "Drop function \"" + present.name() + "\" first, or choose another name.");
        }
        if (!replace) {
            throw new PgException(
                    SqlState.DUPLICATE_FUNCTION,
                    "function \"" + present.name() + "\" already exists with same argument types");
        }
        if (definition != null
                && !FunctionArgument.shown(definition.split(PART, -1)[4])
                        .equals(FunctionArgument.shown(result.type()))) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_FUNCTION_DEFINITION,
                                    "cannot change return type of existing function")
                            .withHint(
                                    "Use DROP FUNCTION %s(%s) first."
                                            .formatted(present.name(), String.join(",", types))));
        }
    }

    /** PostgreSQL takes such a name for the column; nobody else could tell what is meant. */
    private static void requireNoColumns(Rewrite rewrite, FunctionBody body) {
        List<String> names = body.bareNames();
        if (names.isEmpty()) {
            return;
        }
        rewrite.context().relations().columnsRead(body.query()).stream()
                .filter(names::contains)
                .findFirst()
                .ifPresent(
                        column -> {
                            throw PgException.notSupported(
                                    "a parameter with the name of a column that the function reads"
                                            + " (\""
                                            + column
                                            + "\") is not supported",
                                    "Write $1, $2... for parameters, or rename it.");
                        });
    }

    private static String kept(
            List<FunctionArgument> arguments, FunctionResult result, FunctionOptions options) {
        return String.join(
                PART,
                "pg_function",
                String.join(ITEM, arguments.stream().map(FunctionArgument::name).toList()),
                String.join(ITEM, arguments.stream().map(FunctionArgument::type).toList()),
                String.join(ITEM, arguments.stream().map(a -> a.otherwise().orElse("")).toList()),
                result.type(),
                String.valueOf(result.set()),
                result.table()
                        ? String.join(
                                ITEM,
                                result.columns().stream()
                                        .map(c -> c.name() + ' ' + c.type())
                                        .toList())
                        : "",
                options.volatility(),
                String.valueOf(options.strict()),
                options.parallel(),
                options.expression() ? "e" : "s",
                options.source(),
                "");
    }
}
