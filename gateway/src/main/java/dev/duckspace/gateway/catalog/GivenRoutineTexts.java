package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions that CREATE FUNCTION made, as PostgreSQL prints them. */
final class GivenRoutineTexts {
    private static final long RECORD = 2249;

    private GivenRoutineTexts() {}

    static Optional<CatalogObjects.Routine> find(CatalogSnapshot snapshot, long oid) {
        return snapshot.objects().routines().stream()
                .filter(routine -> snapshot.routineOid(routine) == oid)
                .findFirst();
    }

    static List<Long> types(GivenFunction given, CatalogSnapshot snapshot) {
        return given.types().stream().map(type -> GivenFunction.oid(type, snapshot)).toList();
    }

    /** Of a column of RETURNS TABLE: a name without blanks, or one in quotes, and a type. */
    static String name(String column) {
        return column.substring(0, column.indexOf(' '));
    }

    static String type(String column) {
        return column.substring(column.indexOf(' ') + 1);
    }

    static long result(GivenFunction given, CatalogSnapshot snapshot) {
        long oid = GivenFunction.oid(given.result(), snapshot);
        return oid == 0 ? RECORD : oid;
    }

    private static Optional<GivenFunction> given(CatalogView view, long oid) {
        return find(view.snapshot(), oid).flatMap(CatalogObjects.Routine::given);
    }

    /** Null for any function that is none of these, as from the other methods. */
    static @Nullable String arguments(CatalogView view, long oid, boolean defaults) {
        return given(view, oid).map(given -> arguments(given, view, defaults)).orElse(null);
    }

    static @Nullable String result(CatalogView view, long oid) {
        return given(view, oid).map(given -> result(given, view)).orElse(null);
    }

    /**
     * The default of an argument.
     *
     * @param place from 1
     */
    static @Nullable String initial(CatalogView view, long oid, int place) {
        return given(view, oid)
                .filter(given -> place >= 1 && place <= given.defaults().size())
                .filter(given -> !given.defaults().get(place - 1).isEmpty())
                .map(
                        given ->
                                defaultText(
                                        given.defaults().get(place - 1),
                                        given.types().get(place - 1),
                                        view))
                .orElse(null);
    }

    private static String arguments(GivenFunction given, CatalogView view, boolean defaults) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < given.types().size(); i++) {
            String name = given.names().get(i);
            String argument =
                    (name.isEmpty() ? "" : SqlNames.quoted(name) + ' ')
                            + typeText(given.types().get(i), view);
            String otherwise = given.defaults().get(i);
            arguments.add(
                    defaults && !otherwise.isEmpty()
                            ? argument
                                    + " DEFAULT "
                                    + defaultText(otherwise, given.types().get(i), view)
                            : argument);
        }
        return String.join(", ", arguments);
    }

    /** PostgreSQL has a text constant cast to the parameter's type. */
    private static String defaultText(String written, String type, CatalogView view) {
        return written.startsWith("'") && written.indexOf("::") < 0
                ? written + "::" + typeText(type, view)
                : written;
    }

    private static String typeText(String written, CatalogView view) {
        String text = TypeTexts.text(view, GivenFunction.oid(written, view.snapshot()), null);
        return text == null ? written : text;
    }

    private static String result(GivenFunction given, CatalogView view) {
        if (!given.columns().isEmpty()) {
            return given.columns().stream()
                    .map(c -> SqlNames.quoted(name(c)) + ' ' + typeText(type(c), view))
                    .collect(Collectors.joining(", ", "TABLE(", ")"));
        }
        long oid = GivenFunction.oid(given.result(), view.snapshot());
        String text = oid == 0 ? given.result() : typeText(given.result(), view);
        return given.set() ? "SETOF " + text : text;
    }

    static @Nullable String definition(CatalogView view, long oid) {
        Optional<CatalogObjects.Routine> found = find(view.snapshot(), oid);
        Optional<GivenFunction> function = found.flatMap(CatalogObjects.Routine::given);
        if (found.isEmpty() || function.isEmpty()) {
            return null;
        }
        GivenFunction given = function.get();
        StringBuilder text =
                new StringBuilder("CREATE OR REPLACE FUNCTION ")
                        .append(SqlNames.quoted(found.get().schema()))
                        .append('.')
                        .append(SqlNames.quoted(found.get().name()))
                        .append('(')
                        .append(arguments(given, view, true))
                        .append(")\n RETURNS ")
                        .append(result(given, view))
                        .append("\n LANGUAGE sql\n");
        String properties = properties(given);
        if (!properties.isEmpty()) {
            text.append(properties).append('\n');
        }
        if (given.expression()) {
            return text.append(" RETURN ").append(given.source()).append('\n').toString();
        }
        String quote = "$function$";
        while (given.source().contains(quote)) {
            quote = quote.replaceFirst("\\$$", "x\\$");
        }
        return text.append("AS ")
                .append(quote)
                .append(given.source())
                .append(quote)
                .append('\n')
                .toString();
    }

    private static String properties(GivenFunction given) {
        String volatility =
                switch (given.volatility()) {
                    case "i" -> " IMMUTABLE";
                    case "s" -> " STABLE";
                    default -> "";
                };
        String parallel =
                switch (given.parallel()) {
                    case "s" -> " PARALLEL SAFE";
                    case "r" -> " PARALLEL RESTRICTED";
                    default -> "";
                };
        return volatility + parallel + (given.strict() ? " STRICT" : "");
    }
}
