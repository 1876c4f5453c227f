package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.config.Setting;
import dev.duckspace.admin.service.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written for people against what the program has. */
class DocumentsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_.]+)` \\|(.*)\\|$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");

    @Test
    void every_setting_is_documented_with_its_default_and_none_besides() throws IOException {
        Map<String, String> rows = settings();

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Setting.values()).map(Setting::key).toList());
        for (Setting setting : Setting.values()) {
            if (setting.defaultText() != null) {
                assertThat(rows.get(setting.key()))
                        .as(setting.key())
                        .contains("`" + setting.defaultText() + "`");
            }
        }
    }

    private static Map<String, String> settings() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2));
            }
        }
        return rows;
    }

    @Test
    void every_problem_is_documented_with_its_status() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("problems.md"));
        for (ProblemType type : ProblemType.values()) {
            assertThat(lines)
                    .filteredOn(
                            line -> line.startsWith("| `" + type.uri() + "` | " + type.status()))
                    .as(type.name())
                    .singleElement()
                    .asString()
                    .matches("(\\|[^|]{3,}){4}\\|");
        }
        assertThat(lines.stream().filter(line -> line.startsWith("| `urn:")))
                .hasSize(ProblemType.values().length);
    }

    @Test
    void links_between_documents_lead_somewhere() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            List<Path> documents =
                    Stream.concat(files, Stream.of(Path.of("..", "README.md")))
                            .filter(file -> file.toString().endsWith(".md"))
                            .toList();
            for (Path document : documents) {
                Matcher link = LINK.matcher(Files.readString(document));
                while (link.find()) {
                    assertThat(document.resolveSibling(link.group(1)))
                            .as(document + " -> " + link.group(1))
                            .exists();
                }
            }
        }
    }
}
