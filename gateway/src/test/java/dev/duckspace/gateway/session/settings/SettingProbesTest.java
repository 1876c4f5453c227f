package dev.duckspace.gateway.session.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays settings.probes, whose outcomes a real PostgreSQL 15 has given to a plain role.
 *
 * <p>A line is {@code command => outcome}: the value that SHOW prints, ok, or SQLSTATE and message.
 * set is set_config, local the same with is_local, list is SET name = arguments, default is SET
 * LOCAL name TO DEFAULT, savepoints go by their depth, query takes a snapshot; {@code ---} starts
 * another session. In arguments {@code \t} is a tab and {@code \e} nothing. A line {@code differs:}
 * after it says what the gateway answers instead.
 */
class SettingProbesTest {
    private SessionSettings settings = session();

    @TestFactory
    Stream<DynamicTest> every_probe_has_the_outcome_of_postgresql() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals("---")) {
                tests.add(DynamicTest.dynamicTest("session", () -> settings = session()));
            } else if (line.contains(" => ")) {
                String command = line.substring(0, line.indexOf(" => "));
                String outcome = line.substring(command.length() + " => ".length());
                String differs = "  differs: ";
                boolean deliberate = i + 1 < lines.size() && lines.get(i + 1).startsWith(differs);
                String expected =
                        deliberate ? lines.get(i + 1).substring(differs.length()) : outcome;
                tests.add(
                        DynamicTest.dynamicTest(
                                "line " + (i + 1) + ": " + command,
                                () -> assertThat(outcome(command)).isEqualTo(expected)));
            }
        }
        return tests.stream();
    }

    private static SessionSettings session() {
        return new SessionSettings(
                new SettingDefaults("15.20 (Duckspace)", "plain", Map.of()), SettingsListener.NONE);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = SettingProbesTest.class.getResourceAsStream("settings.probes")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private String outcome(String command) {
        try {
            return play(command);
        } catch (PgException e) {
            ErrorInfo info = e.info();
            return info.sqlState().code()
                    + " "
                    + info.message().replace("\t", "\\t")
                    + (info.detail() == null ? "" : " | detail: " + info.detail())
                    + (info.hint() == null ? "" : " | hint: " + info.hint());
        }
    }

    private String play(String command) {
        List<String> parts =
                Stream.of(command.split("\\|"))
                        .map(part -> part.replaceAll("^ +| +$", ""))
                        .map(part -> part.replace("\\t", "\t").replace("\\e", ""))
                        .toList();
        String verb = parts.getFirst().split(" ", 2)[0];
        String name =
                parts.getFirst().contains(" ") ? parts.getFirst().substring(verb.length() + 1) : "";
        List<String> arguments = parts.subList(1, parts.size());
        return switch (verb) {
            case "set" -> settings.set(name, arguments.getFirst(), SettingScope.SESSION);
            case "local" -> settings.set(name, arguments.getFirst(), SettingScope.LOCAL);
            case "show" -> settings.show(name);
            case "list" -> ok(() -> settings.set(name, arguments, SettingScope.SESSION));
            case "reset" -> ok(() -> reset(name));
            case "default" -> ok(() -> settings.reset(name, SettingScope.LOCAL));
            case "begin" -> ok(settings::onBegin);
            case "commit" -> ok(settings::onCommit);
            case "rollback" -> ok(settings::onRollback);
            case "savepoint" -> ok(settings::onSavepoint);
            case "rollbackto" -> ok(() -> settings.onRollbackTo(Integer.parseInt(name)));
            case "release" -> ok(() -> settings.onRelease(Integer.parseInt(name)));
            case "query" -> ok(settings::onSnapshotTaken);
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static String ok(Runnable command) {
        command.run();
        return "ok";
    }

    private void reset(String name) {
        if (name.equals("all")) {
            settings.resetAll();
        } else {
            settings.reset(name, SettingScope.SESSION);
        }
    }
}
