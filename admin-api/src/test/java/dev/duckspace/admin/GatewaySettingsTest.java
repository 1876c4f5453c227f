package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.gateway.GatewayConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    @Test
    void our_defaults_are_those_of_the_gateway() {
        GatewayConfig standard = GatewayConfig.standard();

        assertThat(of(List.of("serve"), Map.of()))
                .isEqualTo(standard.withNet(standard.net().withAddress("127.0.0.1", 5432)));
    }

    @Test
    void what_is_configured_reaches_the_gateway() {
        GatewayConfig config =
                of(
                        List.of("serve", "--host=0.0.0.0", "--port=6000"),
                        Map.of(
                                "DUCKSPACE_TLS_REQUIRED", "false",
                                "DUCKSPACE_LIMITS_CONNECTIONS", "7",
                                "DUCKSPACE_LIMITS_WORKSPACE_MEMORY_GB", "2",
                                "DUCKSPACE_TIMEOUTS_QUERY_SECONDS", "9",
                                "DUCKSPACE_TIMEOUTS_STOP_GRACE_SECONDS", "0"));

        assertThat(config.net().host()).isEqualTo("0.0.0.0");
        assertThat(config.net().port()).isEqualTo(6000);
        assertThat(config.net().tlsRequired()).isFalse();
        assertThat(config.net().connectionsMax()).isEqualTo(7);
        assertThat(config.workspace().memoryBytes()).isEqualTo(2_000_000_000L);
        assertThat(config.session().queryTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ZERO);
    }

    private static GatewayConfig of(List<String> arguments, Map<String, String> environment) {
        return GatewaySettings.of(
                ((CommandLine.Serve) CommandLine.parse(arguments, environment)).config());
    }
}
