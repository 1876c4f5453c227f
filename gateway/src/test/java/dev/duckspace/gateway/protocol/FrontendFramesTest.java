package dev.duckspace.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.duckspace.gateway.protocol.FrontendFrames.Phase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class FrontendFramesTest {
    private static final int MAX = 1_000_000;

    @Test
    void messages_that_carry_data_have_the_configured_bound() {
        for (char type : "QPBFd".toCharArray()) {
            assertThat(bodyLength(type, MAX + 4)).isEqualTo(MAX);
            assertFatal("invalid message length", () -> bodyLength(type, MAX + 5));
        }
    }

    @Test
    void other_messages_are_small() {
        for (char type : "CDEHSXcf".toCharArray()) {
            assertThat(bodyLength(type, 10_004)).isEqualTo(10_000);
            assertFatal("invalid message length", () -> bodyLength(type, 10_005));
        }
    }

    @Test
    void a_length_that_does_not_even_count_itself_is_fatal() {
        for (int lengthWord : new int[] {3, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertFatal("invalid message length", () -> bodyLength('Q', lengthWord));
        }
        assertThat(bodyLength('S', 4)).isZero();
    }

    @Test
    void types_that_do_not_exist_are_fatal() {
        assertFatal("invalid frontend message type 33", () -> bodyLength('!', 4));
        assertFatal("invalid frontend message type 112", () -> bodyLength('p', 4));
    }

    @Test
    void before_authentication_only_its_own_message_may_come_and_is_bounded() {
        assertThat(FrontendFrames.maxLength((byte) 'p', Phase.AUTHENTICATION, MAX))
                .isEqualTo(65_536);
        assertFatal(
                "expected SASL response, got message type 81",
                () -> FrontendFrames.maxLength((byte) 'Q', Phase.AUTHENTICATION, MAX));
    }

    @Test
    void a_startup_packet_holds_at_least_its_code_and_at_most_10_000_bytes() {
        assertThat(FrontendFrames.startupBodyLength(8)).isEqualTo(4);
        assertThat(FrontendFrames.startupBodyLength(10_004)).isEqualTo(10_000);
        for (int lengthWord : new int[] {-1, 0, 7, 10_005, Integer.MIN_VALUE, 0x16030100}) {
            assertFatal(
                    "invalid length of startup packet",
                    () -> FrontendFrames.startupBodyLength(lengthWord));
        }
    }

    private static int bodyLength(char type, int lengthWord) {
        return FrontendFrames.bodyLength((byte) type, lengthWord, Phase.SESSION, MAX);
    }

    private static void assertFatal(String message, ThrowingCallable call) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(call)
                .satisfies(
                        e ->
                                assertThat(e.info())
                                        .isEqualTo(
                                                ErrorInfo.fatal(
                                                        SqlState.PROTOCOL_VIOLATION, message)));
    }
}
