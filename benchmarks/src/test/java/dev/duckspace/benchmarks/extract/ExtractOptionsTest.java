package dev.duckspace.benchmarks.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.benchmarks.wire.TlsEngine;
import org.junit.jupiter.api.Test;

class ExtractOptionsTest {
    @Test
    void without_options_ten_million_rows_are_read_in_both_formats_over_openssl() {
        ExtractOptions options = ExtractOptions.parse();

        assertThat(options.rows()).containsExactly(10_000_000L);
        assertThat(options.formats()).containsExactly(ReadFormat.TEXT, ReadFormat.BINARY);
        assertThat(options.gatewayTls()).containsExactly(TlsEngine.OPENSSL);
        assertThat(options.withPostgres()).isTrue();
    }

    @Test
    void lists_and_units_are_understood() {
        ExtractOptions options =
                ExtractOptions.parse("--rows", "500,20k,1m", "--tls", "openssl,jdk,none");

        assertThat(options.rows()).containsExactly(500L, 20_000L, 1_000_000L);
        assertThat(options.gatewayTls())
                .containsExactly(TlsEngine.OPENSSL, TlsEngine.JDK, TlsEngine.NONE);
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatThrownBy(() -> ExtractOptions.parse("--row", "1"))
                .hasMessage("unknown option --row");
        assertThatThrownBy(() -> ExtractOptions.parse("--rows", "many"))
                .hasMessage("no number: many");
        assertThatThrownBy(() -> ExtractOptions.parse("--rounds"))
                .hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> ExtractOptions.parse("--jfr", "f", "--tls", "openssl,jdk"))
                .hasMessage("--jfr records one gateway only");
    }
}
