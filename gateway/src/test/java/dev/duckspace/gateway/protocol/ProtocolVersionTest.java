package dev.duckspace.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProtocolVersionTest {
    @Test
    void supported_versions_are_spoken_without_a_word() {
        for (int minor = 0; minor <= 2; minor++) {
            assertThat(negotiate(3, minor, Map.of("user", "x")))
                    .isEqualTo(
                            new ProtocolVersion.Negotiated(
                                    new ProtocolVersion(3, minor), Optional.empty()));
        }
    }

    @Test
    void a_newer_minor_version_is_negotiated_down() {
        assertThat(negotiate(3, 9999, Map.of()))
                .isEqualTo(
                        new ProtocolVersion.Negotiated(
                                new ProtocolVersion(3, 2),
                                Optional.of(
                                        new BackendMessage.NegotiateProtocolVersion(
                                                2, List.of()))));
    }

    @Test
    void protocol_options_are_named_and_the_version_stays() {
        assertThat(negotiate(3, 0, Map.of("_pq_.x", "1", "user", "u")))
                .isEqualTo(
                        new ProtocolVersion.Negotiated(
                                new ProtocolVersion(3, 0),
                                Optional.of(
                                        new BackendMessage.NegotiateProtocolVersion(
                                                0, List.of("_pq_.x")))));
    }

    @Test
    void another_major_version_is_refused() {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> negotiate(4, 0, Map.of()))
                .satisfies(
                        e ->
                                assertThat(e.info())
                                        .isEqualTo(
                                                ErrorInfo.fatal(
                                                        SqlState.FEATURE_NOT_SUPPORTED,
                                                        "unsupported frontend protocol 4.0: "
                                                                + "server supports 3.0 to 3.2")));
    }

    @Test
    void cancel_keys_grow_with_the_protocol() {
        assertThat(new ProtocolVersion(3, 0).cancelKeyLength()).isEqualTo(4);
        assertThat(new ProtocolVersion(3, 1).cancelKeyLength()).isEqualTo(4);
        assertThat(new ProtocolVersion(3, 2).cancelKeyLength()).isEqualTo(32);
    }

    private static ProtocolVersion.Negotiated negotiate(
            int major, int minor, Map<String, String> parameters) {
        return ProtocolVersion.negotiate(
                new FrontendMessage.StartupMessage(major, minor, parameters));
    }
}
