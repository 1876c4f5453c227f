package dev.duckspace.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Prometheus' text format: each sample's name with its labels, and its value. */
final class Scrape {
    private Scrape() {}

    static Map<String, Double> of(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(
                        line -> {
                            int blank = line.lastIndexOf(' ');
                            samples.put(
                                    line.substring(0, blank),
                                    Double.valueOf(line.substring(blank + 1)));
                        });
        return samples;
    }
}
