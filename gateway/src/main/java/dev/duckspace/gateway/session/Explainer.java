package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.RewrittenSql;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.workspace.Growth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN: the engine's plan, in PostgreSQL's shape of one text column with a line a row. The plan
 * itself is the engine's own; JSON is its own as well.
 */
final class Explainer {
    private static final List<String> COLUMNS = List.of("QUERY PLAN");

    private final Session session;

    Explainer(Session session) {
        this.session = session;
    }

    Started run(Statement.Explain explain, List<EngineValue> parameters, boolean alone) {
        String format = format(explain);
        RewrittenSql inner =
                Rewriter.rewrite(explain.inner(), session.rewriteContext(Map.of(), Map.of()));
        String options =
                format.equals("json")
                        ? explain.analyze() ? "(ANALYZE, FORMAT json) " : "(FORMAT json) "
                        : explain.analyze() ? "ANALYZE " : "";
        RewrittenSql whole =
                new RewrittenSql(
                        inner.prelude(), "EXPLAIN " + options + inner.text(), inner.positions());
        session.turn().take();
        session.portals().freeConnection();
        session.applyEngineSettings(explain.inner());
        EnginePlan plan = session.planner().prepare(whole, explain.inner());
        GrowthLimit limit = session.growthLimit();
        Growth.Admission admission =
                explain.analyze() ? limit.admit(explain.inner()) : Growth.Admission.FREE;
        try (GrowthLimit.Watch _ = limit.watch(admission)) {
            session.transaction()
                    .beforeEngineStatement(
                            explain.analyze(), alone && admission != Growth.Admission.CHECKED);
            Started started = session.runner().rowsOf(plan, parameters);
            Started lines = lines(RowCapture.all(started, session.output()));
            limit.check(admission);
            return lines;
        } finally {
            session.planner().close(plan);
        }
    }

    private static String format(Statement.Explain explain) {
        for (Statement.ExplainOption option : explain.options()) {
            if (option.name().equals("format")) {
                return supported(option.value());
            }
        }
        return "text";
    }

    private static String supported(String format) {
        return switch (format) {
            case "text", "json" -> format;
            default ->
                    throw PgException.notSupported(
                            "EXPLAIN (FORMAT " + format + ") is not supported",
                            "Use FORMAT TEXT or FORMAT JSON.");
        };
    }

    /** The engine answers pairs of a plan's name and its text. */
    private static Started lines(List<List<byte @Nullable []>> rows) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        for (List<byte @Nullable []> row : rows) {
            byte[] plan = row.getLast();
            if (plan != null) {
                new String(plan, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> lines.add(List.of(line)));
            }
        }
        return Started.rows(TextRows.fields(COLUMNS), new TextRows(lines), _ -> "EXPLAIN");
    }
}
