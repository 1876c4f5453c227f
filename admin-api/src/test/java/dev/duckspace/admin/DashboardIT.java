package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grafana's dashboard against the metrics that are really served. */
class DashboardIT {
    private static final Path DASHBOARD =
            Path.of("..", "docker", "grafana", "duckspace-dashboard.json");
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:duckspace|jvm|process|system)_[a-z_]+)\\b");
    private static final Pattern LABEL = Pattern.compile("(?:by \\(|, ?)([a-z]+)(?=[,)])");

    @Test
    void every_query_asks_for_metrics_and_labels_that_are_served(@TempDir Path data)
            throws IOException {
        List<String> queries = queries();
        try (AdminUnderTest admin = AdminUnderTest.start(data, Map.of())) {
            admin.get("/projects");
            String scrape = AdminUnderTest.require(200, admin.get("/metrics")).body();
            Set<String> served =
                    Scrape.of(scrape).keySet().stream()
                            .map(sample -> sample.replaceAll("\\{.*", ""))
                            .collect(Collectors.toSet());

            assertThat(queries).hasSizeGreaterThan(30);
            Set<String> asked = new TreeSet<>();
            for (String query : queries) {
                List<String> metrics =
                        METRIC.matcher(query).results().map(found -> found.group(1)).toList();
                assertThat(metrics).as(query).isNotEmpty();
                asked.addAll(metrics);
                Matcher label = LABEL.matcher(query);
                while (label.find()) {
                    assertThat(scrape)
                            .as(query)
                            .contains(label.group(1).equals("le") ? "le=\"" : label.group(1) + "=");
                }
            }
            assertThat(served).containsAll(asked);
        }
    }

    @Test
    void panels_have_names_places_and_their_own_numbers() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<Integer> numbers = new ArrayList<>();

        assertThat(dashboard.path("uid").asText()).isEqualTo("duckspace");
        for (JsonNode panel : dashboard.path("panels")) {
            numbers.add(panel.path("id").asInt());
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("gridPos").path("w").asInt()).isBetween(1, 24);
            assertThat(
                            panel.path("gridPos").path("x").asInt()
                                    + panel.path("gridPos").path("w").asInt())
                    .isLessThanOrEqualTo(24);
        }
        assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
            panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
        }
        return queries;
    }
}
