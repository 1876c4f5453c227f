package dev.duckspace.benchmarks.extract;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;

/** The gateway's process: says how to connect, and serves until its standard input ends. */
final class GatewayChild {
    static final String READY = "READY ";

    private GatewayChild() {}

    public static void main(String[] args) throws IOException {
        boolean tls = !args[0].equals(TlsEngine.NONE.toString());
        try (GatewayUnderTest gateway =
                GatewayUnderTest.start(
                        config -> config.withNet(config.net().withTlsRequired(tls)))) {
            System.out.println(line(gateway.workspace().withTls(tls)));
            while (System.in.read() >= 0) {
                // nobody has anything to say
            }
        }
    }

    private static String line(WireTarget target) {
        return READY
                + String.join(
                        " ",
                        Integer.toString(target.port()),
                        target.database(),
                        target.user(),
                        target.password(),
                        Boolean.toString(target.tls()));
    }

    /** What {@link #main} said. */
    static WireTarget target(String line) {
        List<String> words = List.of(line.substring(READY.length()).split(" "));
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
