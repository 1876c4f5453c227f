package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.CatalogFunctions;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of a function that there is none of. PostgreSQL names the types of its arguments, which
 * the engine tells only where it has a function of that name: it is asked again with the name of
 * one that fits no call.
 */
record UndefinedFunction(PgException error, String sql) {
    private static final Pattern NAME =
            Pattern.compile(
                    "((?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\s*\\.\\s*)?)+(?=\\s*\\()");

    private static final Pattern PART =
            Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)");

    private static final Pattern WITHOUT_ARGUMENTS =
            Pattern.compile("function [^()]+ does not exist(?: for arguments of these types)?");

    /**
     * @param prepare has the engine read a statement, and throws what it says
     * @return the error to report
     */
    PgException withArguments(Consumer<String> prepare) {
        if (error.sqlState() != SqlState.UNDEFINED_FUNCTION
                || error.info().position() < 1
                || error.info().position() > sql.length()
                || !WITHOUT_ARGUMENTS.matcher(error.info().message()).matches()) {
            return error;
        }
        int from = error.info().position() - 1;
        Matcher name = NAME.matcher(sql).region(from, sql.length());
        if (!name.lookingAt()) {
            return error;
        }
        try {
            prepare.accept(
                    sql.substring(0, from)
                            + CatalogFunctions.FITS_NOTHING
                            + sql.substring(name.end()));
            return error;
        } catch (PgException again) {
            String begun = "function " + CatalogFunctions.FITS_NOTHING + '(';
            return again.sqlState() == SqlState.UNDEFINED_FUNCTION
                            && again.info().message().startsWith(begun)
                    ? named(again, printed(name.group()), begun.length())
                    : error;
        }
    }

    private PgException named(PgException again, String name, int arguments) {
        return new PgException(
                error.info()
                        .withMessage(
                                "function "
                                        + name
                                        + '('
                                        + again.info().message().substring(arguments))
                        .withHint(again.info().hint()),
                error);
    }

    /** Without quotes, as PostgreSQL prints a name that it has not found. */
    private static String printed(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(name);
        while (part.find()) {
            String quoted = part.group(1);
            parts.add(quoted == null ? part.group(2) : quoted.replace("\"\"", "\""));
        }
        return String.join(".", parts);
    }
}
