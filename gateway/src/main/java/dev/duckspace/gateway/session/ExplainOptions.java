package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What EXPLAIN is asked to show. */
record ExplainOptions(
        boolean analyze, boolean costs, boolean timing, boolean summary, Format format) {
    enum Format {
        TEXT(25),
        JSON(114),
        XML(142),
        YAML(25);

        private final int oid;

        Format(int oid) {
            this.oid = oid;
        }

        /** Of the answer's type. */
        int oid() {
            return oid;
        }
    }

    /**
     * @throws PgException 42601 or 22023 as PostgreSQL
     */
    static ExplainOptions of(Statement.Explain explain) {
        boolean analyze = explain.analyze();
        boolean costs = true;
        Boolean timing = null;
        Boolean summary = null;
        boolean wal = false;
        Format format = Format.TEXT;
        for (Statement.ExplainOption option : explain.options()) {
            switch (option.name()) {
                case "analyze", "verbose", "buffers", "settings" -> bool(option);
                case "wal" -> wal = bool(option);
                case "costs" -> costs = bool(option);
                case "timing" -> timing = bool(option);
                case "summary" -> summary = bool(option);
                case "format" -> format = format(option.value());
                default ->
                        throw new PgException(
                                SqlState.SYNTAX_ERROR,
                                "unrecognized EXPLAIN option \"" + option.name() + '"');
            }
        }
        requireAnalyze(wal, analyze, "WAL");
        requireAnalyze(timing != null && timing, analyze, "TIMING");
        return new ExplainOptions(
                analyze, costs, or(timing, analyze), or(summary, analyze), format);
    }

    private static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }

    private static void requireAnalyze(boolean asked, boolean analyze, String option) {
        if (asked && !analyze) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "EXPLAIN option " + option + " requires ANALYZE");
        }
    }

    private static boolean bool(Statement.ExplainOption option) {
        return switch (option.value()) {
            case "", "on", "true", "1" -> true;
            case "off", "false", "0" -> false;
            default ->
                    throw new PgException(
                            SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
        };
    }

    private static Format format(String value) {
        return switch (value) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            case "xml" -> Format.XML;
            case "yaml" -> Format.YAML;
            default ->
                    throw new PgException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "unrecognized value for EXPLAIN option \"format\": \""
                                    + value.toLowerCase(Locale.ROOT)
                                    + '"');
        };
    }
}
