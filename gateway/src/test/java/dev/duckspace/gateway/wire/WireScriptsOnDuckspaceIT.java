package dev.duckspace.gateway.wire;

import dev.duckspace.gateway.GatewayUnderTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The gateway answers as PostgreSQL does, but for the lines that are marked and explained. */
class WireScriptsOnDuckspaceIT {
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> every_script_holds_on_duckspace() throws IOException {
        WireScriptRunner runner = new WireScriptRunner(gateway.workspace());
        return WireScriptRunner.scriptNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> runner.run(name)));
    }
}
