package dev.duckspace.benchmarks.report;

import java.util.Locale;

/** An image as text, element by element. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        line(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                                + " height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                        width,
                        height,
                        width,
                        height));
        line("<title>" + escaped(title) + "</title>");
        rectangle(0, 0, width, height, "#ffffff");
        text(width / 2.0, 20, "middle", "bold", title);
    }

    private void line(String element) {
        text.append(element).append('\n');
    }

    void rectangle(double x, double y, double width, double height, String colour) {
        line(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                        x,
                        y,
                        width,
                        height,
                        colour));
    }

    void stroke(double x1, double y1, double x2, double y2, String colour) {
        line(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                        x1,
                        y1,
                        x2,
                        y2,
                        colour));
    }

    void curve(String points, String colour) {
        line(
                String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                        points,
                        colour));
    }

    void dot(double x, double y, String colour) {
        line(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                        x,
                        y,
                        colour));
    }

    /**
     * @param anchor start, middle or end
     * @param weight normal or bold
     */
    void text(double x, double y, String anchor, String weight, String words) {
        line(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\""
                                + " fill=\"#222222\">%s</text>",
                        x,
                        y,
                        anchor,
                        weight,
                        escaped(words)));
    }

    /** Turned to read from below. */
    void upwards(double x, double y, String words) {
        line(
                String.format(
                        Locale.ROOT,
                        "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\""
                                + " fill=\"#222222\">%s</text>",
                        x,
                        y,
                        escaped(words)));
    }

    String end() {
        return text + "</svg>\n";
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
