package dev.duckspace.benchmarks.servers;

import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.GatewayConfig;
import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The gateway's process: answers the commands that come line by line, and serves until its standard
 * input ends.
 */
final class GatewayChild {
    static final String DONE = "DONE ";
    static final String FAILED = "FAILED ";

    private static final long POLL_MILLIS = 20;

    private final GatewayUnderTest gateway;
    private final boolean tls;

    private GatewayChild(GatewayUnderTest gateway, boolean tls) {
        this.gateway = gateway;
        this.tls = tls;
    }

    /**
     * @param args what {@link #arguments} made
     */
    public static void main(String[] args) throws IOException {
        boolean tls = !args[0].equals(TlsEngine.NONE.toString());
        int idleCloseSeconds = Integer.parseInt(args[1]);
        int sessions = Integer.parseInt(args[2]);
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(
                        standard -> configured(standard, tls, idleCloseSeconds, sessions))) {
            new GatewayChild(gateway, tls).serve();
        }
    }

    static List<String> arguments(GatewaySettings settings) {
        return List.of(
                settings.tls().toString(),
                Integer.toString(settings.idleCloseSeconds()),
                Integer.toString(settings.sessions()));
    }

    private static GatewayConfig configured(
            GatewayConfig standard, boolean tls, int idleCloseSeconds, int sessions) {
        ConcurrencyLimits limits = standard.concurrency();
        return standard.withNet(
                        standard.net().withTlsRequired(tls).withLimits(sessions, 2 * sessions))
                .withConcurrency(
                        new ConcurrencyLimits(
                                sessions,
                                limits.queries(),
                                limits.queriesPerWorkspace(),
                                limits.queuedQueries()))
                .withWorkspace(
                        standard.workspace().withIdleClose(Duration.ofSeconds(idleCloseSeconds)));
    }

    private void serve() throws IOException {
        System.out.println(DONE + gateway.directory());
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(answer(line));
        }
    }

    private String answer(String line) {
        try {
            return DONE + answer(List.of(line.split("\t")));
        } catch (RuntimeException e) {
            return FAILED + e.toString().replace('\n', ' ');
        }
    }

    private String answer(List<String> command) {
        switch (command.getFirst()) {
            case "workspace" -> {
                return line(gateway.workspace().withTls(tls));
            }
            case "publish" -> {
                gateway.publish(command.get(1), command.get(2), command.get(3));
                return "";
            }
            case "await-closed" -> {
                while (gateway.server().workspaces().openCount() > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
                }
                return "";
            }
            case "engine-memory" -> {
                return Long.toString(gateway.server().workspaces().usage().memoryBytes());
            }
            default -> throw new IllegalArgumentException("no command: " + command);
        }
    }

    private static String line(WireTarget target) {
        return String.join(
                " ",
                Integer.toString(target.port()),
                target.database(),
                target.user(),
                target.password(),
                Boolean.toString(target.tls()));
    }

    /** What {@link #line} wrote. */
    static WireTarget target(String line) {
        List<String> words = List.of(line.split(" "));
        return new WireTarget(
                WireTarget.Kind.DUCKSPACE,
                "127.0.0.1",
                Integer.parseInt(words.get(0)),
                words.get(1),
                words.get(2),
                words.get(3),
                Boolean.parseBoolean(words.get(4)));
    }
}
