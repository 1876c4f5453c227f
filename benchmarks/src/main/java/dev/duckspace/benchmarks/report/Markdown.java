package dev.duckspace.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Tables and targets as Markdown. */
final class Markdown {
    private Markdown() {}

    static String table(Part.Table table) {
        List<String> lines = new ArrayList<>();
        lines.add(row(table.headings()));
        List<String> rule = new ArrayList<>(Collections.nCopies(table.headings().size(), "---:"));
        rule.set(0, "---");
        lines.add("|" + String.join("|", rule) + "|");
        table.rows().forEach(row -> lines.add(row(row)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    static String targets(List<Part.Target> targets) {
        return table(
                new Part.Table(
                        List.of("target", "wanted", "measured", "verdict"),
                        targets.stream().map(Markdown::cells).toList()));
    }

    private static List<String> cells(Part.Target target) {
        return List.of(
                target.what(),
                target.bound() + " " + amount(target.limit(), target.unit()),
                target.value().isPresent()
                        ? amount(target.value().getAsDouble(), target.unit())
                        : "",
                target.verdict().toString());
    }

    private static String amount(double value, String unit) {
        return Figures.plain(value) + " " + unit;
    }

    /** A fence that the text itself cannot end. */
    static String preformatted(String text) {
        return "~~~~text\n" + text.replace("~~~~", "~ ~ ~").stripTrailing() + "\n~~~~\n";
    }
}
