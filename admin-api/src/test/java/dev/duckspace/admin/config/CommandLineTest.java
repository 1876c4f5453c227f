package dev.duckspace.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.metadata.MetadataConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // fields set by JUnit
class CommandLineTest {
    @TempDir Path directory;

    @Test
    void without_any_setting_the_defaults_hold() {
        DuckspaceConfig config = serve(List.of("serve"), Map.of());

        assertThat(config.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.adminHost()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(5432);
        assertThat(config.adminPort()).isEqualTo(8080);
        assertThat(config.publicHost()).isEqualTo("127.0.0.1");
        assertThat(config.tls().required()).isTrue();
        assertThat(config.ttl()).isEqualTo(new DuckspaceConfig.Ttl(24, 168, 24, false));
        assertThat(config.timeouts().query()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.metadata())
                .isEqualTo(new MetadataConfig.Embedded(config.data().resolve("metadata.duckdb")));
    }

    @Test
    void flags_win_over_the_environment_and_that_over_the_file() throws IOException {
        Path file =
                file(
                        """
                        port: 1001
                        admin_port: 1002
                        public_port: 1003
                        tls:
                          required: false
                        """);

        DuckspaceConfig config =
                serve(
                        List.of("serve", "--config", file.toString(), "--port=3001"),
                        Map.of("DUCKSPACE_PORT", "2001", "DUCKSPACE_ADMIN_PORT", "2002"));

        assertThat(config.port()).isEqualTo(3001);
        assertThat(config.adminPort()).isEqualTo(2002);
        assertThat(config.publicPort()).isEqualTo(1003);
        assertThat(config.tls().required()).isFalse();
    }

    @Test
    void clients_are_sent_to_localhost_when_we_listen_everywhere() {
        assertThat(serve(List.of("serve", "--host", "0.0.0.0"), Map.of()).publicHost())
                .isEqualTo("localhost");
    }

    @Test
    void metadata_goes_to_postgresql_by_its_url_alone() {
        DuckspaceConfig config =
                serve(
                        List.of("serve"),
                        Map.of(
                                "DUCKSPACE_METADATA_JDBC_URL", "jdbc:postgresql://h/d",
                                "DUCKSPACE_METADATA_USER", "u",
                                "DUCKSPACE_METADATA_PASSWORD", "secret"));

        assertThat(config.metadata())
                .isEqualTo(new MetadataConfig.PostgreSql("jdbc:postgresql://h/d", "u", "secret"));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prot: 5432                | unknown setting \"prot\"; did you mean \"port\"?",
                "tls: {requird: true}      | unknown setting \"tls.requird\"; did you mean \"tls.required\"?",
                "port: many                | port is a whole number from 0 to 65535, not \"many\"",
                "port: 70000               | port is a whole number",
                "port: [1, 2]              | port is one value, not a list",
                "port:                     | port has no value",
                "tls: {required: perhaps}  | tls.required is true or false",
                "ttl: {default_hours: 200} | above ttl.longest_hours, which is 168",
                "admin_token: short        | admin_token is 16 to 200 printable",
                "metadata: {user: me}      | needs metadata.jdbc_url as well",
                "metadata: {jdbc_url: x}   | starts with jdbc:postgresql:",
                "tls: {certificate: x}     | given together or not at all",
                "'{'                       | is no YAML",
                "just text                 | key: value",
            })
    void what_is_wrong_in_a_file_is_named(String text, String reason) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> serve(List.of("serve", "--config", file.toString()), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "srve                 | unknown command \"srve\"; did you mean \"serve\"?",
                "serve --prot 1       | unknown option \"--prot\"; did you mean \"--port\"?",
                "serve --port         | --port needs a value",
                "serve --port x       | --port is a whole number",
                "serve --port 1 --port 2 | --port is given twice",
                "serve --load .       | --load does not belong to serve",
                "check --port 1       | --port does not belong to check",
                "adopt                | adopt workspace FILE",
                "adopt table --project p | needs a FILE before its options",
                "adopt table /no/such --project p | there is no file /no/such",
                "demo --load /no/such | --load names no folder",
                "serve --config /no/such | does not exist",
            })
    void what_is_wrong_on_the_command_line_is_named(String line, String reason) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(line.split(" ")), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void an_environment_variable_that_is_no_setting_is_refused() {
        assertThatThrownBy(() -> serve(List.of("serve"), Map.of("DUCKSPACE_PROT", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean \"DUCKSPACE_PORT\"?");
    }

    @Test
    void what_kubernetes_announces_about_a_service_of_our_name_is_no_setting() {
        DuckspaceConfig config =
                serve(
                        List.of("serve"),
                        Map.of(
                                "DUCKSPACE_PORT", "tcp://10.0.0.1:5432",
                                "DUCKSPACE_PORT_5432_TCP_ADDR", "10.0.0.1",
                                "DUCKSPACE_SERVICE_HOST", "10.0.0.1"));

        assertThat(config.port()).isEqualTo(5432);
    }

    @Test
    void every_setting_stands_in_the_documentation() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "configuration.md"));

        for (Setting setting : Setting.values()) {
            assertThat(text).contains("`" + setting.key() + "`");
            if (setting.defaultText() != null) {
                assertThat(text.lines().filter(l -> l.contains("`" + setting.key() + "`")))
                        .anyMatch(l -> l.contains("`" + setting.defaultText() + "`"));
            }
        }
    }

    private static DuckspaceConfig serve(List<String> arguments, Map<String, String> environment) {
        return ((CommandLine.Serve) CommandLine.parse(arguments, environment)).config();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("duckspace.yaml"), text);
    }
}
