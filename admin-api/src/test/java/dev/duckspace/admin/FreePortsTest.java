package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.admin.config.DuckspaceConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void a_taken_port_is_passed_over_and_named() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            DuckspaceConfig wanted =
                    ((CommandLine.Demo)
                                    CommandLine.parse(
                                            List.of(
                                                    "demo",
                                                    "--port=" + port,
                                                    "--admin-port=" + port),
                                            Map.of()))
                            .config();

            DuckspaceConfig chosen = FreePorts.choose(wanted, out);

            assertThat(chosen.port()).isGreaterThan(port);
            assertThat(chosen.adminPort()).isGreaterThan(chosen.port());
            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .contains("Port " + port + " is taken: using " + chosen.port() + ".")
                    .contains("Port " + port + " is taken: using " + chosen.adminPort() + ".");
        }
    }
}
