package dev.duckspace.gateway.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Plays a script against a server; the first difference is an AssertionError with both sides. */
public final class WireScriptRunner {
    private static final int MESSAGES_MAX = 100_000;

    private final WireTarget target;
    private BiConsumer<WireScript.Until, List<String>> observer = (_, _) -> {};

    public WireScriptRunner(WireTarget target) {
        this.target = target;
    }

    /** Takes what really came for every {@code until} instead of comparing it. */
    WireScriptRunner observedBy(BiConsumer<WireScript.Until, List<String>> newObserver) {
        observer = newObserver;
        return this;
    }

    /** Names of the scripts under src/test/resources/wire, without their ending. */
    public static List<String> scriptNames() {
        Path folder = Path.of("src/test/resources/wire");
        if (!Files.isDirectory(folder)) {
            folder = Path.of("gateway").resolve(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".wire"))
                    .map(file -> file.substring(0, file.length() - ".wire".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays the script of this name from the class path. */
    public void run(String scriptName) throws IOException {
        try (InputStream in =
                WireScriptRunner.class.getResourceAsStream("/wire/" + scriptName + ".wire")) {
            if (in == null) {
                throw new IllegalArgumentException("no script named " + scriptName);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            run(WireScript.parse(scriptName + ".wire", text, target.kind()));
        }
    }

    public void run(WireScript script) throws IOException {
        try (WireConnection connection = WireConnection.connect(target)) {
            ByteArrayOutputStream unsent = new ByteArrayOutputStream();
            for (WireScript.Step step : script.steps()) {
                play(script, step, connection, unsent);
            }
        }
    }

    private void play(
            WireScript script,
            WireScript.Step step,
            WireConnection connection,
            ByteArrayOutputStream unsent)
            throws IOException {
        if (step instanceof WireScript.Send send) {
            unsent.writeBytes(send.frames());
            return;
        }
        connection.send(unsent.toByteArray());
        unsent.reset();
        switch (step) {
            case WireScript.Setup setup -> setUp(script, setup, connection);
            case WireScript.Until until -> check(script, until, receive(until, connection));
            case WireScript.Silence silence -> connection.isSilentFor(silence.duration());
            case WireScript.Send _ -> throw new AssertionError("handled above");
        }
    }

    private static void setUp(WireScript script, WireScript.Setup setup, WireConnection connection)
            throws IOException {
        for (ServerMessage message : connection.query(setup.sql())) {
            if (message.type() == 'E') {
                throw new AssertionError(
                        script.name() + ":" + setup.line() + ": " + message.line());
            }
        }
    }

    private static List<String> receive(WireScript.Until until, WireConnection connection)
            throws IOException {
        List<String> received = new ArrayList<>();
        int remaining = until.count();
        while (remaining > 0 && received.size() < MESSAGES_MAX) {
            Optional<ServerMessage> message;
            try {
                message = connection.read();
            } catch (SocketTimeoutException e) {
                received.add("(nothing more arrives)");
                break;
            }
            if (message.isEmpty()) {
                if (until.messageName().isPresent()) {
                    received.add("(the server closed the connection)");
                }
                break;
            }
            received.add(message.get().line());
            if (until.messageName().filter(message.get().name()::equals).isPresent()) {
                remaining--;
            }
        }
        return received;
    }

    private void check(WireScript script, WireScript.Until until, List<String> received) {
        observer.accept(until, received);
        List<WireScript.Expected> expected = until.expected();
        for (int i = 0; i < Math.max(expected.size(), received.size()); i++) {
            if (i >= expected.size()
                    || i >= received.size()
                    || !expected.get(i).matches(received.get(i))) {
                throw new AssertionError(difference(script, until, received, i));
            }
        }
    }

    private String difference(
            WireScript script, WireScript.Until until, List<String> received, int index) {
        List<WireScript.Expected> expected = until.expected();
        int line = index < expected.size() ? expected.get(index).line() : until.line();
        StringBuilder text = new StringBuilder();
        text.append(script.name()).append(':').append(line);
        text.append(" differs on ").append(target.kind()).append("\nexpected:\n");
        for (int i = 0; i < expected.size(); i++) {
            text.append(i == index ? "> " : "  ").append(expected.get(i).text()).append('\n');
        }
        text.append("received:\n");
        for (int i = 0; i < received.size(); i++) {
            text.append(i == index ? "> " : "  ").append(received.get(i)).append('\n');
        }
        return text.toString();
    }
}
