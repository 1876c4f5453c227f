package dev.duckspace.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPlotsTest {
    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    private static double attribute(NodeList elements, int index, String name) {
        return Double.parseDouble(((Element) elements.item(index)).getAttribute(name));
    }

    @Test
    void lines_are_well_formed_and_rise_with_their_values() throws Exception {
        Document svg =
                parsed(
                        SvgPlots.lines(
                                new Part.LinePlot(
                                        "rows & \"rates\" <1>",
                                        "rows",
                                        "Mrows/s",
                                        false,
                                        List.of(
                                                new Part.Line(
                                                        "gateway",
                                                        List.of(
                                                                new Part.Point(1_000, 1),
                                                                new Part.Point(1e6, 3)))))));

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("rows & \"rates\" <1>");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        NodeList dots = svg.getElementsByTagName("circle");
        assertThat(dots.getLength()).isEqualTo(2);
        assertThat(attribute(dots, 0, "cx")).isLessThan(attribute(dots, 1, "cx"));
        assertThat(attribute(dots, 0, "cy")).isGreaterThan(attribute(dots, 1, "cy"));
    }

    @Test
    void bars_stand_for_the_values_that_there_are() throws Exception {
        Part.BarPlot plot =
                new Part.BarPlot(
                        "seconds",
                        "s",
                        true,
                        List.of("Q01", "Q02"),
                        List.of(
                                new Part.Bars("PostgreSQL", List.of(10.0, Double.NaN)),
                                new Part.Bars("gateway", List.of(0.1, 0.2))));

        // A background, two of the legend, three bars.
        assertThat(parsed(SvgPlots.bars(plot)).getElementsByTagName("rect").getLength())
                .isEqualTo(6);
    }

    @Test
    void a_single_value_is_a_plot_too() throws Exception {
        Part.Line line = new Part.Line("one", List.of(new Part.Point(100, 5)));
        for (boolean logarithmic : new boolean[] {true, false}) {
            String svg =
                    SvgPlots.lines(new Part.LinePlot("t", "x", "y", logarithmic, List.of(line)));

            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
            assertThat(parsed(svg).getElementsByTagName("circle").getLength()).isEqualTo(1);
        }
    }

    @Test
    void axes_have_round_ticks_around_their_values() {
        assertThat(Axis.linear(List.of(0.2, 3.1), 0, 100).ticks())
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(Axis.logarithmic(List.of(20.0, 5_000.0), 0, 100).ticks())
                .containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(Axis.label(2_000_000)).isEqualTo("2M");
        assertThat(Axis.label(10_000)).isEqualTo("10k");
        assertThat(Axis.label(0.05)).isEqualTo("0.05");
    }
}
