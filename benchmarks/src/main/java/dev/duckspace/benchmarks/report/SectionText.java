package dev.duckspace.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One section's parts as Markdown; its plots go into files beside. */
final class SectionText {
    private final String name;
    private final List<Part> parts;
    private final Map<String, String> plots;

    /**
     * @param name begins the names of the plots' files
     * @param plots takes their contents, by name
     */
    SectionText(String name, List<Part> parts, Map<String, String> plots) {
        this.name = name;
        this.parts = parts;
        this.plots = plots;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        List<Part.Target> targets = new ArrayList<>();
        int count = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Table table -> text.append(Markdown.table(table)).append('\n');
                case Part.Text plain -> text.append(plain.markdown().strip()).append("\n\n");
                case Part.LinePlot plot -> {
                    if (plot.hasPoints()) {
                        text.append(image(++count, plot.title(), SvgPlots.lines(plot)));
                    }
                }
                case Part.BarPlot plot -> {
                    if (plot.hasValues()) {
                        text.append(image(++count, plot.title(), SvgPlots.bars(plot)));
                    }
                }
                case Part.Target target -> targets.add(target);
            }
        }
        if (!targets.isEmpty()) {
            text.append(Markdown.targets(targets)).append('\n');
        }
        return text.toString();
    }

    private String image(int number, String title, String svg) {
        String file = name + "-" + number + ".svg";
        plots.put(file, svg);
        return "![" + title + "](performance/" + file + ")\n\n";
    }
}
