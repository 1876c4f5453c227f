package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.CharacterEncoding;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement.Copy;
import dev.duckspace.gateway.sql.Statement.CopyDirection;
import dev.duckspace.gateway.sql.Statement.CopyOption;
import dev.duckspace.gateway.types.CopyFormat;
import dev.duckspace.gateway.types.CopyFormat.Header;
import dev.duckspace.gateway.types.CopyFormat.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a COPY, checked as PostgreSQL checks them.
 *
 * @param forceQuote columns; {@code *} alone for all
 * @param freeze that the table must have been made or emptied by the same transaction
 */
record CopyOptions(
        CopyFormat format,
        List<String> forceQuote,
        List<String> forceNotNull,
        List<String> forceNull,
        boolean freeze) {

    private static final List<String> ALL = List.of("*");
    private static final Set<String> TRUE = Set.of("true", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "off", "0");
    private static final String NOT_IN_TEXT = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

    /**
     * @throws PgException 42601, 22023 or 0A000 for options that make no sense
     */
    static CopyOptions of(Copy copy) {
        return new Reader(copy).read();
    }

    static boolean isAll(List<String> columns) {
        return columns.equals(ALL);
    }

    /** Reads the options of one statement. */
    private static final class Reader {
        private final boolean from;
        private final Map<String, CopyOption> given = new HashMap<>();

        private Kind kind = Kind.TEXT;

        Reader(Copy copy) {
            this.from = copy.direction() == CopyDirection.FROM;
            for (CopyOption option : copy.options()) {
                requireKnown(option);
                if (given.put(option.name(), option) != null) {
                    throw at(option, SqlState.SYNTAX_ERROR, "conflicting or redundant options");
                }
            }
        }

        /** In the order of the statement, so that the first one that is wrong is told. */
        private void requireKnown(CopyOption option) {
            switch (option.name()) {
                case "format" -> kindOf(option);
                case "header" -> headerOf(option);
                case "freeze" -> {
                    if (truth(option) == null) {
                        throw new PgException(
                                SqlState.SYNTAX_ERROR, "freeze requires a Boolean value");
                    }
                }
                case "delimiter", "null", "quote", "escape" -> value(option);
                case "force_quote" -> columns(option, true);
                case "force_not_null", "force_null", "convert_selectively" ->
                        columns(option, false);
                case "encoding" -> encoding(option);
                default ->
                        throw at(
                                option,
                                SqlState.SYNTAX_ERROR,
                                "option \"" + option.name() + "\" not recognized");
            }
        }

        CopyOptions read() {
            CopyOption format = given.get("format");
            kind = format == null ? Kind.TEXT : kindOf(format);
            requireNoneOfBinary("delimiter", SqlState.SYNTAX_ERROR);
            requireNoneOfBinary("null", SqlState.SYNTAX_ERROR);
            String delimiter = text("delimiter", kind == Kind.CSV ? "," : "\t");
            String nullText = text("null", kind == Kind.CSV ? "" : "\\N");
            String quote = text("quote", "\"");
            String escape = text("escape", quote);
            requireSingleByte("COPY delimiter", delimiter);
            requireNoNewlines(delimiter, nullText);
            if (kind != Kind.CSV && NOT_IN_TEXT.contains(delimiter)) {
                throw invalid("COPY delimiter cannot be \"" + delimiter + '"');
            }
            CopyOption headerOption = given.get("header");
            Header header = headerOption == null ? Header.NONE : headerOf(headerOption);
            if (header != Header.NONE) {
                requireNoneOfBinary("header", SqlState.FEATURE_NOT_SUPPORTED);
            }
            requireCsvOnly(delimiter, quote, escape);
            requireForces();
            CopyOption encodingOption = given.get("encoding");
            requireNullTextApart(delimiter, nullText, quote);
            return new CopyOptions(
                    new CopyFormat(
                            kind,
                            oneByte(delimiter),
                            nullText,
                            header,
                            oneByte(quote),
                            oneByte(escape),
                            encodingOption == null
                                    ? CharacterEncoding.UTF8
                                    : encoding(encodingOption)),
                    columns("force_quote"),
                    columns("force_not_null"),
                    columns("force_null"),
                    isFreezing());
        }

        private boolean isFreezing() {
            CopyOption option = given.get("freeze");
            return from && option != null && Boolean.TRUE.equals(truth(option));
        }

        private static byte oneByte(String text) {
            return (byte) text.charAt(0);
        }

        private void requireNoneOfBinary(String option, SqlState state) {
            if (kind == Kind.BINARY && given.containsKey(option)) {
                throw new PgException(
                        state,
                        "cannot specify " + option.toUpperCase(Locale.ROOT) + " in BINARY mode");
            }
        }

        private static void requireSingleByte(String what, String text) {
            if (text.getBytes(StandardCharsets.UTF_8).length != 1) {
                throw notSupported(what + " must be a single one-byte character");
            }
        }

        private static void requireNoNewlines(String delimiter, String nullText) {
            if (delimiter.equals("\n") || delimiter.equals("\r")) {
                throw invalid("COPY delimiter cannot be newline or carriage return");
            }
            if (nullText.indexOf('\n') >= 0 || nullText.indexOf('\r') >= 0) {
                throw invalid("COPY null representation cannot use newline or carriage return");
            }
        }

        private void requireCsvOnly(String delimiter, String quote, String escape) {
            boolean csv = kind == Kind.CSV;
            if (!csv && given.containsKey("quote")) {
                throw notSupported("COPY quote available only in CSV mode");
            }
            requireSingleByte("COPY quote", quote);
            if (csv && delimiter.equals(quote)) {
                throw invalid("COPY delimiter and quote must be different");
            }
            if (!csv && given.containsKey("escape")) {
                throw notSupported("COPY escape available only in CSV mode");
            }
            requireSingleByte("COPY escape", escape);
        }

        private void requireForces() {
            requireForce("force_quote", "COPY force quote", !from, "COPY TO");
            requireForce("force_not_null", "COPY force not null", from, "COPY FROM");
            requireForce("force_null", "COPY force null", from, "COPY FROM");
        }

        private void requireForce(String option, String shown, boolean rightWay, String way) {
            if (given.containsKey(option) && kind != Kind.CSV) {
                throw notSupported(shown + " available only in CSV mode");
            }
            if (given.containsKey(option) && !rightWay) {
                throw notSupported(shown + " only available using " + way);
            }
        }

        private void requireNullTextApart(String delimiter, String nullText, String quote) {
            if (kind != Kind.BINARY && nullText.contains(delimiter)) {
                throw notSupported("COPY delimiter must not appear in the NULL specification");
            }
            if (kind == Kind.CSV && nullText.contains(quote)) {
                throw notSupported("CSV quote character must not appear in the NULL specification");
            }
        }

        private String text(String name, String otherwise) {
            CopyOption option = given.get(name);
            return option == null ? otherwise : value(option);
        }

        private List<String> columns(String name) {
            CopyOption option = given.get(name);
            return option == null ? List.of() : option.values();
        }

        private static List<String> columns(CopyOption option, boolean orAll) {
            List<String> columns = option.values();
            if (!option.list() && !(orAll && isAll(columns))) {
                throw at(
                        option,
                        SqlState.INVALID_PARAMETER_VALUE,
                        "argument to option \""
                                + option.name()
                                + "\" must be a list of column names");
            }
            return columns;
        }

        private static Kind kindOf(CopyOption option) {
            String name = value(option);
            return switch (name) {
                case "text" -> Kind.TEXT;
                case "csv" -> Kind.CSV;
                case "binary" -> Kind.BINARY;
                default ->
                        throw at(
                                option,
                                SqlState.INVALID_PARAMETER_VALUE,
                                "COPY format \"" + name + "\" not recognized");
            };
        }

        private Header headerOf(CopyOption option) {
            Boolean truth = truth(option);
            if (truth != null) {
                return truth ? Header.PRESENT : Header.NONE;
            }
            if (value(option).equalsIgnoreCase("match")) {
                if (!from) {
                    throw notSupported("cannot use \"match\" with HEADER in COPY TO");
                }
                return Header.MATCH;
            }
            throw new PgException(
                    SqlState.SYNTAX_ERROR, "header requires a Boolean value or \"match\"");
        }

        /** Null when it is neither. */
        private static @Nullable Boolean truth(CopyOption option) {
            if (option.values().isEmpty()) {
                return true;
            }
            String value = value(option).toLowerCase(Locale.ROOT);
            return TRUE.contains(value)
                    ? Boolean.TRUE
                    : FALSE.contains(value) ? Boolean.FALSE : null;
        }

        private static CharacterEncoding encoding(CopyOption option) {
            return CharacterEncoding.named(value(option))
                    .orElseThrow(
                            () ->
                                    at(
                                            option,
                                            SqlState.INVALID_PARAMETER_VALUE,
                                            "argument to option \"encoding\" must be a"
                                                    + " valid encoding name"));
        }

        private static String value(CopyOption option) {
            if (option.values().size() != 1) {
                throw new PgException(
                        SqlState.SYNTAX_ERROR, option.name() + " requires a parameter");
            }
            return option.values().getFirst();
        }

        private static PgException invalid(String message) {
            return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
        }

        private static PgException notSupported(String message) {
            return new PgException(SqlState.FEATURE_NOT_SUPPORTED, message);
        }

        private static PgException at(CopyOption option, SqlState state, String message) {
            return new PgException(ErrorInfo.error(state, message).withPosition(option.position()));
        }
    }
}
