package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kinds of questions that tools ask which no test can drive: those of each tool, from its file
 * in {@code clients/gui}, have the same columns, types and rows on a real PostgreSQL 15 and on
 * Duckspace, but for the differences that are listed and explained in {@code clients/differences}.
 */
class GuiToolsIT {
    private static ComparedServers servers;
    private static WireTarget postgres;
    private static WireTarget duckspace;

    @BeforeAll
    static void start() throws IOException {
        servers = ComparedServers.start();
        postgres = servers.postgres();
        duckspace = servers.duckspace();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    static List<String> tools() throws IOException {
        try (Stream<Path> files = Files.list(ComparedClient.SCRIPTS.resolve("gui"))) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void a_tool_is_answered_as_by_postgresql(String tool) throws IOException {
        List<ToolQuestion> questions =
                ToolQuestion.read(ComparedClient.SCRIPTS.resolve("gui/" + tool + ".sql"));
        KnownDifferences known =
                KnownDifferences.read(
                        ComparedClient.SCRIPTS.resolve("differences/" + tool + ".txt"));

        Answers expected = answers(postgres, questions);
        Answers actual = answers(duckspace, questions);
        assertThat(known.unexpected(expected, actual)).isEmpty();
        assertThat(known.stale(expected, actual)).as("no difference any more").isEmpty();
    }

    private static Answers answers(WireTarget target, List<ToolQuestion> questions)
            throws IOException {
        List<String> lines = new ArrayList<>();
        try (ToolSession session = new ToolSession(target)) {
            for (ToolQuestion question : questions) {
                lines.addAll(session.answers(question));
            }
        }
        return Answers.of(lines);
    }
}
