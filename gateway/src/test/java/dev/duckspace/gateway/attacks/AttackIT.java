package dev.duckspace.gateway.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attack in each spelling and in both protocols, and what it left behind: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackIT {
    private static final String SECRET = "the duck that nobody may see";
    private static final String VERIFIER = "SCRAM-SHA-256$";
    private static final int WANTED = 200;
    private static final String[] INSIDE = {
        "CXX000", "libduckdb", "Stack Trace", "duckdb::", "java.lang.", "dev.duckspace.", "/proc/"
    };

    private Path secret;
    private Path out;
    private GatewayUnderTest gateway;
    private WireConnection attacker;
    private WireConnection victim;
    private WireTarget attacked;
    private Map<String, String> names = Map.of();

    @BeforeAll
    void start(@TempDir Path outside) throws IOException {
        secret = Files.writeString(outside.resolve("secret.csv"), "a,b\n" + SECRET + ",2\n");
        out = outside.resolve("made");
        gateway = GatewayUnderTest.start();
        gateway.publish("in.c-sales", "orders", "SELECT i AS id FROM range(10) t(i)");
        attacked = gateway.workspace();
        WireTarget other = gateway.workspace();
        attacker = WireConnection.connect(attacked);
        victim = WireConnection.connect(other);
        say(attacker, "CREATE TABLE mine (a int)");
        say(victim, "CREATE TABLE kept AS SELECT '" + SECRET + "' AS s");
        names = names(other);
    }

    private Map<String, String> names(WireTarget other) throws IOException {
        String path = secret.toString();
        int half = path.length() / 2;
        return Map.of(
                "secret", path,
                "secretHead", path.substring(0, half),
                "secretTail", path.substring(half),
                "out", out.toString(),
                "data", gateway.directory().toString(),
                "database", attacked.database(),
                "other", file(other.database().replace("workspace_", "")),
                "own", file(attacked.database().replace("workspace_", "")),
                "table", file("orders"),
                "otherPid", String.valueOf(victim.processId()));
    }

    private String file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(gateway.directory())) {
            return files.filter(file -> file.getFileName().toString().equals(name + ".duckdb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no file of " + name))
                    .toString();
        }
    }

    @AfterAll
    void stop() throws IOException {
        attacker.close();
        victim.close();
        gateway.close();
    }

    static List<Attack> attacks() {
        return Attack.all();
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(Attack.all()).hasSizeGreaterThan(WANTED);
        assertThat(Attack.all()).extracting(Attack::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void an_attack_has_no_effect(Attack attack) throws IOException {
        for (Spelling spelling : Spelling.values()) {
            String statement = spelling.of(attack.filled(names));
            check(attack, "simple", statement, say(attacker, statement));
            check(attack, "extended", statement, sayPrepared(statement));
        }
        say(attacker, "RESET ALL");
        assertThat(out).doesNotExist();
        assertThat(secret).content().contains(SECRET);
        assertThat(values(say(victim, "SELECT s FROM kept"))).containsExactly(SECRET);
        assertThat(values(say(attacker, "SELECT count(*) FROM in_c_sales.orders")))
                .containsExactly("10");
        assertThat(values(say(attacker, "SELECT count(*) FROM mine"))).containsExactly("0");
    }

    static Stream<String> provocations() {
        return Attack.lines("provocations.sql").filter(line -> !line.startsWith("--"));
    }

    /** Whatever the engine makes of it: it says nothing of its inside, and goes on. */
    @ParameterizedTest
    @MethodSource("provocations")
    void an_error_tells_nothing_of_the_inside(String statement) throws IOException {
        say(
                attacker,
                "CREATE TABLE IF NOT EXISTS i (a int, b decimal(18,3)[], s struct(x int, y text))");
        for (List<ServerMessage> answer :
                List.of(say(attacker, statement), sayPrepared(statement))) {
            assertThat(text(answer)).as(statement).doesNotContain(INSIDE);
        }
        assertThat(values(say(attacker, "SELECT 1"))).containsExactly("1");
    }

    private static List<ServerMessage> say(WireConnection connection, String statement)
            throws IOException {
        return connection.query(statement);
    }

    private List<ServerMessage> sayPrepared(String statement) throws IOException {
        attacker.send(
                ClientMessages.parse("", statement, List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                ClientMessages.describe('P', ""),
                ClientMessages.execute("", 0),
                ClientMessages.sync());
        return attacker.readUntil('Z');
    }

    private void check(
            Attack attack, String protocol, String statement, List<ServerMessage> answer) {
        String all = text(answer);
        assertThat(all)
                .as("%s, %s: %s", attack.name(), protocol, statement)
                .doesNotContain(SECRET)
                .doesNotContain(VERIFIER)
                .doesNotContain(gateway.directory().toString());
        String state =
                answer.stream()
                        .filter(message -> message.type() == 'E')
                        .map(message -> message.fields().get('C'))
                        .findFirst()
                        .orElse(Attack.ANSWERED);
        boolean severalPrepared = protocol.equals("extended") && state.equals("42601");
        if (!severalPrepared) {
            assertThat(attack.refusals())
                    .as("%s, %s: %s%n%s", attack.name(), protocol, statement, all)
                    .contains(state);
        }
    }

    private static String text(List<ServerMessage> messages) {
        StringBuilder text = new StringBuilder();
        for (ServerMessage message : messages) {
            text.append(new String(message.body(), UTF_8)).append('\n');
        }
        return text.toString();
    }

    private static List<String> values(List<ServerMessage> messages) {
        List<String> values = new ArrayList<>();
        for (ServerMessage message : messages) {
            if (message.type() == 'D') {
                for (byte @Nullable [] value : message.values()) {
                    values.add(value == null ? "NULL" : new String(value, UTF_8));
                }
            }
        }
        return values;
    }
}
