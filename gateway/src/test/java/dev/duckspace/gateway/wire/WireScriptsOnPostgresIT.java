package dev.duckspace.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts are right: a real PostgreSQL answers what they say. */
class WireScriptsOnPostgresIT {

    @TestFactory
    Stream<DynamicTest> every_script_holds_on_postgres() throws IOException {
        assertThat(PostgresServer.isInstalled())
                .as("PostgreSQL 15 is installed (.ci/run installs it)")
                .isTrue();
        WireScriptRunner runner = new WireScriptRunner(PostgresServer.shared().target());
        return WireScriptRunner.scriptNames().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> runner.run(name)));
    }
}
