package dev.duckspace.gateway.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation written down, one message a line:
 *
 * <pre>
 * # a comment
 * setup "DROP TABLE IF EXISTS t"        a Query that must succeed; its answer is not looked at
 * send Query "SELECT 1 AS a"            gathered, and sent in one write by the next line that reads
 * until ReadyForQuery                   reads up to and with the next ReadyForQuery (or "x2": the second)
 *   RowDescription "a":23               what must have come, one message an indented line
 *   DataRow "1"
 *   CommandComplete "SELECT 1"
 *   ReadyForQuery I
 * until closed                          reads to the end of the stream
 * silence 200                           nothing arrives for 200 milliseconds
 * </pre>
 *
 * <p>An expected ErrorResponse or NoticeResponse may be cut short after any word: {@code
 * ErrorResponse ERROR 42601} holds for every message and position.
 *
 * <p>Where the gateway differs from PostgreSQL on purpose, a comment that begins with {@code #
 * difference:} says why, and the lines after it begin with {@code [postgres]} or {@code
 * [duckspace]} and hold only there. A marked line without a reason is an error of the script.
 */
public record WireScript(String name, List<Step> steps) {

    /** {@code line}: 1-based line of the script, for messages. */
    public sealed interface Step {
        int line();
    }

    public record Setup(int line, String sql) implements Step {}

    public record Send(int line, byte[] frames) implements Step {}

    /**
     * @param messageName read up to the message of this name; empty for the end of the stream
     * @param count and so many of them
     */
    public record Until(int line, Optional<String> messageName, int count, List<Expected> expected)
            implements Step {}

    public record Silence(int line, Duration duration) implements Step {}

    public record Expected(int line, String text) {
        boolean matches(String actual) {
            boolean mayBeCut =
                    text.startsWith("ErrorResponse") || text.startsWith("NoticeResponse");
            return actual.equals(text) || (mayBeCut && actual.startsWith(text + " "));
        }
    }

    /** The script as it reads for one kind of server. */
    public static WireScript parse(String name, String text, WireTarget.Kind kind) {
        return new Parser(name, kind).parse(text);
    }

    private static final class Parser {
        private final String name;
        private final WireTarget.Kind kind;
        private final List<Step> steps = new ArrayList<>();
        private boolean differenceExplained;

        Parser(String name, WireTarget.Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        WireScript parse(String text) {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                try {
                    parseLine(number, line);
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException(name + ":" + number + ": " + line, e);
                }
            }
            return new WireScript(name, List.copyOf(steps));
        }

        private void parseLine(int number, String line) {
            String content = line.strip();
            if (content.isEmpty()) {
                differenceExplained = false;
                return;
            }
            if (content.startsWith("#")) {
                differenceExplained |= content.startsWith("# difference:");
                return;
            }
            Optional<String> here = forThisKind(content);
            if (here.isEmpty()) {
                return;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                expect(new Expected(number, here.get()));
            } else {
                steps.add(step(number, here.get()));
            }
        }

        private Optional<String> forThisKind(String content) {
            if (!content.startsWith("[")) {
                return Optional.of(content);
            }
            if (!differenceExplained) {
                throw new IllegalArgumentException("no \"# difference:\" explains this mark");
            }
            for (WireTarget.Kind any : WireTarget.Kind.values()) {
                if (content.startsWith(any.mark())) {
                    return Optional.of(content.substring(any.mark().length()).strip())
                            .filter(_ -> any == kind);
                }
            }
            throw new IllegalArgumentException("unknown mark");
        }

        private void expect(Expected expected) {
            if (steps.isEmpty() || !(steps.getLast() instanceof Until until)) {
                throw new IllegalArgumentException("an expected message must follow an until");
            }
            until.expected().add(expected);
        }

        private static Step step(int number, String content) {
            WireScriptWords words = new WireScriptWords(content);
            return switch (words.word()) {
                case "setup" -> new Setup(number, words.text());
                case "send" -> new Send(number, words.clientMessage());
                case "until" -> until(number, words);
                case "silence" ->
                        new Silence(number, Duration.ofMillis(Integer.parseInt(words.word())));
                default -> throw new IllegalArgumentException("unknown step");
            };
        }

        private static Until until(int number, WireScriptWords words) {
            String messageName = words.word();
            int count = words.atEnd() ? 1 : Integer.parseInt(words.word().substring(1));
            Optional<String> awaited =
                    Optional.of(messageName).filter(text -> !text.equals("closed"));
            return new Until(number, awaited, count, new ArrayList<>());
        }
    }
}
