package dev.duckspace.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Plots as SVG, readable without any style sheet, on light and dark pages. */
public final class SvgPlots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 560;
    private static final int TOP = 40;
    private static final int BOTTOM = 320;
    private static final String GRID = "#dddddd";
    private static final List<String> COLOURS =
            List.of(
                    "#1b6ca8", "#d1495b", "#2a9d5c", "#edae49", "#7b4ea3", "#3aa6a6", "#8c564b",
                    "#666666");

    private SvgPlots() {}

    public static String lines(Part.LinePlot plot) {
        Svg svg = new Svg(WIDTH, HEIGHT, plot.title());
        List<Part.Point> points =
                plot.lines().stream().flatMap(line -> line.points().stream()).toList();
        Axis across = Axis.logarithmic(points.stream().map(Part.Point::x).toList(), LEFT, RIGHT);
        Axis upwards = upwards(plot.logarithmic(), points.stream().map(Part.Point::y).toList());
        frame(svg, upwards, plot.upwards());
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            svg.stroke(x, TOP, x, BOTTOM, GRID);
            svg.text(x, BOTTOM + 18, "middle", "normal", Axis.label(tick));
        }
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", "normal", plot.across());
        for (int i = 0; i < plot.lines().size(); i++) {
            Part.Line line = plot.lines().get(i);
            svg.curve(
                    line.points().stream()
                            .map(
                                    point ->
                                            String.format(
                                                    Locale.ROOT,
                                                    "%.1f,%.1f",
                                                    across.place(point.x()),
                                                    upwards.place(point.y())))
                            .collect(Collectors.joining(" ")),
                    colour(i));
            for (Part.Point point : line.points()) {
                svg.dot(across.place(point.x()), upwards.place(point.y()), colour(i));
            }
            legend(svg, i, line.name());
        }
        return svg.end();
    }

    public static String bars(Part.BarPlot plot) {
        Svg svg = new Svg(WIDTH, HEIGHT, plot.title());
        List<Double> values =
                plot.bars().stream()
                        .flatMap(bars -> bars.values().stream())
                        .filter(value -> !value.isNaN())
                        .toList();
        Axis upwards = upwards(plot.logarithmic(), values);
        frame(svg, upwards, plot.upwards());
        double group = (RIGHT - LEFT) / (double) Math.max(1, plot.groups().size());
        double bar = group * 0.8 / Math.max(1, plot.bars().size());
        for (int g = 0; g < plot.groups().size(); g++) {
            double left = LEFT + g * group + group * 0.1;
            for (int b = 0; b < plot.bars().size(); b++) {
                double value = plot.bars().get(b).values().get(g);
                if (!Double.isNaN(value)) {
                    double top = upwards.place(value);
                    svg.rectangle(left + b * bar, top, bar, BOTTOM - top, colour(b));
                }
            }
            svg.text(
                    left + group * 0.4,
                    BOTTOM + 18 + (plot.groups().size() > 6 && g % 2 == 1 ? 14 : 0),
                    "middle",
                    "normal",
                    plot.groups().get(g));
        }
        for (int b = 0; b < plot.bars().size(); b++) {
            legend(svg, b, plot.bars().get(b).name());
        }
        return svg.end();
    }

    private static Axis upwards(boolean logarithmic, List<Double> values) {
        return logarithmic
                ? Axis.logarithmic(values, BOTTOM, TOP)
                : Axis.linear(values, BOTTOM, TOP);
    }

    private static void frame(Svg svg, Axis upwards, String label) {
        for (double tick : upwards.ticks()) {
            double y = upwards.place(tick);
            svg.stroke(LEFT, y, RIGHT, y, GRID);
            svg.text(LEFT - 6, y + 4, "end", "normal", Axis.label(tick));
        }
        svg.stroke(LEFT, TOP, LEFT, BOTTOM, "#888888");
        svg.stroke(LEFT, BOTTOM, RIGHT, BOTTOM, "#888888");
        svg.upwards(18, (TOP + BOTTOM) / 2.0, label);
    }

    private static void legend(Svg svg, int index, String name) {
        double y = TOP + 10 + index * 20.0;
        svg.rectangle(RIGHT + 15, y - 9, 12, 12, colour(index));
        svg.text(RIGHT + 33, y + 1, "start", "normal", name);
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }
}
