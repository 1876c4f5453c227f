package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.sql.Leading;
import dev.duckspace.gateway.sql.Statement;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.workspace.Growth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN: the engine's plan in PostgreSQL's forms, one column with a line a row, or one value of
 * JSON, XML or YAML.
 */
final class Explainer {
    private final Session session;

    Explainer(Session session) {
        this.session = session;
    }

    Started run(Statement.Explain explain, List<EngineValue> parameters, boolean alone) {
        ExplainOptions options = ExplainOptions.of(explain);
        if (options.analyze()) {
            requireWritable(explain);
        }
        String engineOptions =
                options.analyze() ? "EXPLAIN (ANALYZE, FORMAT json) " : "EXPLAIN (FORMAT json) ";
        session.turn().take();
        session.portals().freeConnection();
        session.applyEngineSettings(explain.inner());
        long began = System.nanoTime();
        EnginePlan plan =
                session.planner()
                        .prepareWithin(explain.inner(), sql -> sql.prefixed(engineOptions));
        double planning = (System.nanoTime() - began) / 1e6;
        GrowthLimit limit = session.growthLimit();
        Growth.Admission admission =
                options.analyze() ? limit.admit(explain.inner()) : Growth.Admission.FREE;
        try (GrowthLimit.Watch _ = limit.watch(admission)) {
            session.transaction()
                    .beforeEngineStatement(
                            options.analyze(), alone && admission != Growth.Admission.CHECKED);
            long ran = System.nanoTime();
            Started started = session.runner().rowsOf(plan, parameters);
            List<List<byte @Nullable []>> rows = RowCapture.all(started, session.output());
            double execution = (System.nanoTime() - ran) / 1e6;
            limit.check(admission);
            List<PlanNode> nodes = nodes(text(rows));
            if (nodes.isEmpty() && options.analyze()) {
                nodes = estimated(explain, parameters);
            }
            return answer(options, nodes, planning, execution);
        } finally {
            session.planner().close(plan);
        }
    }

    /** Of a statement that runs for its figures. */
    private void requireWritable(Statement.Explain explain) {
        if (StatementClassifier.classify(explain.inner())
                        instanceof Statement.Engine(Leading leading)
                && StatementKinds.changesData(leading, explain.inner())) {
            session.transaction().requireWritable(leading.tag());
        }
    }

    private static List<PlanNode> nodes(String engine) {
        try {
            Object json = PlanJson.parse(engine);
            return json == null ? List.of() : PlanNode.of(json);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The plan without figures of its run, which the engine does not tell for every statement. */
    private List<PlanNode> estimated(Statement.Explain explain, List<EngineValue> parameters) {
        EnginePlan plan =
                session.planner()
                        .prepareWithin(
                                explain.inner(), sql -> sql.prefixed("EXPLAIN (FORMAT json) "));
        try {
            Started started = session.runner().rowsOf(plan, parameters);
            return nodes(text(RowCapture.all(started, session.output())));
        } finally {
            session.planner().close(plan);
        }
    }

    /** The engine answers pairs of a plan's name and its text. */
    private static String text(List<List<byte @Nullable []>> rows) {
        byte[] plan = rows.isEmpty() ? null : rows.getLast().getLast();
        return plan == null ? "" : new String(plan, StandardCharsets.UTF_8);
    }

    private static Started answer(
            ExplainOptions options, List<PlanNode> nodes, double planning, double execution) {
        PlanText plan =
                new PlanText(
                        nodes,
                        options.costs(),
                        options.analyze(),
                        options.timing(),
                        options.summary(),
                        planning,
                        execution);
        List<List<@Nullable String>> lines = new ArrayList<>();
        switch (options.format()) {
            case TEXT -> plan.lines().forEach(line -> lines.add(List.of(line)));
            case JSON -> lines.add(List.of(plan.json()));
            case XML -> lines.add(List.of(plan.xml()));
            case YAML -> lines.add(List.of(plan.yaml()));
        }
        return Started.rows(fields(options), new TextRows(lines), _ -> "EXPLAIN");
    }

    /** The one column of the answer. */
    static List<FieldDescription> fields(ExplainOptions options) {
        return List.of(
                new FieldDescription(
                        "QUERY PLAN",
                        0,
                        (short) 0,
                        options.format().oid(),
                        (short) -1,
                        -1,
                        (short) 0));
    }
}
