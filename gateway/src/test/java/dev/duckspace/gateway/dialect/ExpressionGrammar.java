package dev.duckspace.gateway.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Expressions of every type from templates: {@code int4<TAB>({int4} + {int4})}. They may fail by
 * their values, so that errors are compared, too.
 */
final class ExpressionGrammar {
    private static final Path FILE = Path.of("src/test/resources/dialect/expressions.grammar");
    private static final Pattern HOLE = Pattern.compile("\\{([a-z0-9]+(?:\\[])?)}");

    private final Map<String, List<String>> templates = new LinkedHashMap<>();
    private final Map<String, List<String>> leaves = new LinkedHashMap<>();

    private ExpressionGrammar(List<String> lines) {
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab > 0 && !line.startsWith("#")) {
                templates
                        .computeIfAbsent(line.substring(0, tab), type -> new ArrayList<>())
                        .add(line.substring(tab + 1));
            }
        }
        templates.forEach(
                (type, all) -> {
                    List<String> plain = all.stream().filter(this::isLeaf).toList();
                    leaves.put(type, plain.isEmpty() ? all : plain);
                });
    }

    static ExpressionGrammar read() throws IOException {
        return new ExpressionGrammar(Files.readAllLines(FILE));
    }

    /** A hole of a name that is no type is a part of a literal, such as {@code {1}}. */
    private boolean isLeaf(String template) {
        return HOLE.matcher(template)
                .results()
                .noneMatch(hole -> templates.containsKey(hole.group(1)));
    }

    /** An expression of any type. */
    String expression(RandomGenerator random, int depth) {
        return expression(random, "any", depth + 1);
    }

    private String expression(RandomGenerator random, String type, int depth) {
        List<String> choices = (depth <= 0 ? leaves : templates).getOrDefault(type, List.of());
        String template = choices.get(random.nextInt(choices.size()));
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (var hole : HOLE.matcher(template).results().toList()) {
            text.append(template, from, hole.start());
            text.append(
                    templates.containsKey(hole.group(1))
                            ? expression(random, hole.group(1), depth - 1)
                            : hole.group());
            from = hole.end();
        }
        return text.append(template, from, template.length()).toString();
    }
}
