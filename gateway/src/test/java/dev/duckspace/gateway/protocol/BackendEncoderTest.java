package dev.duckspace.gateway.protocol;

import static dev.duckspace.gateway.protocol.WireBytes.bytes;
import static dev.duckspace.gateway.protocol.WireBytes.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackendEncoderTest {
    @Test
    void authentication_messages() {
        assertThat(encode(new BackendMessage.AuthenticationOk()))
                .isEqualTo(bytes("R", 0, 0, 0, 8, 0, 0, 0, 0));
        assertThat(encode(new BackendMessage.AuthenticationSasl(List.of("A-1", "B"))))
                .isEqualTo(bytes("R", 0, 0, 0, 15, 0, 0, 0, 10, "A-1", 0, "B", 0, 0));
        assertThat(encode(new BackendMessage.AuthenticationSaslContinue(bytes("r=x"))))
                .isEqualTo(bytes("R", 0, 0, 0, 11, 0, 0, 0, 11, "r=x"));
        assertThat(encode(new BackendMessage.AuthenticationSaslFinal(bytes("v=y"))))
                .isEqualTo(bytes("R", 0, 0, 0, 11, 0, 0, 0, 12, "v=y"));
    }

    @Test
    void backend_key_data_with_a_short_and_a_long_key() {
        assertThat(encode(new BackendMessage.BackendKeyData(258, new byte[] {1, 2, 3, 4})))
                .isEqualTo(bytes("K", 0, 0, 0, 12, 0, 0, 1, 2, 1, 2, 3, 4));
        assertThat(encode(new BackendMessage.BackendKeyData(1, new byte[32])))
                .isEqualTo(bytes("K", 0, 0, 0, 40, 0, 0, 0, 1, new byte[32]));
    }

    @Test
    void negotiation_carries_the_whole_version_as_libpq_expects() {
        assertThat(
                        encode(
                                new BackendMessage.NegotiateProtocolVersion(
                                        2, List.of("_pq_.a", "_pq_.b"))))
                .isEqualTo(
                        bytes("v", 0, 0, 0, 26, 0, 3, 0, 2, 0, 0, 0, 2, "_pq_.a", 0, "_pq_.b", 0));
    }

    @Test
    void parameter_status() {
        assertThat(encode(new BackendMessage.ParameterStatus("TimeZone", "Europe/Prague")))
                .isEqualTo(bytes("S", 0, 0, 0, 27, "TimeZone", 0, "Europe/Prague", 0));
    }

    @Test
    void ready_for_query_in_each_state() {
        assertThat(encode(new BackendMessage.ReadyForQuery(TransactionStatus.IDLE)))
                .isEqualTo(bytes("Z", 0, 0, 0, 5, "I"));
        assertThat(encode(new BackendMessage.ReadyForQuery(TransactionStatus.IN_TRANSACTION)))
                .isEqualTo(bytes("Z", 0, 0, 0, 5, "T"));
        assertThat(encode(new BackendMessage.ReadyForQuery(TransactionStatus.FAILED)))
                .isEqualTo(bytes("Z", 0, 0, 0, 5, "E"));
    }

    @Test
    void row_description() {
        FieldDescription field =
                new FieldDescription("id", 0x4001, (short) 2, 1700, (short) -1, 655366, (short) 1);
        assertThat(encode(new BackendMessage.RowDescription(List.of(field))))
                .isEqualTo(
                        bytes(
                                "T", 0, 0, 0, 27, 0, 1, "id", 0, 0, 0, 0x40, 1, 0, 2, 0, 0, 6, 0xa4,
                                0xff, 0xff, 0, 0x0a, 0, 6, 0, 1));
        assertThat(encode(new BackendMessage.RowDescription(List.of())))
                .isEqualTo(bytes("T", 0, 0, 0, 6, 0, 0));
    }

    @Test
    void data_row_with_a_null_and_an_empty_value() {
        assertThat(
                        encode(
                                new BackendMessage.DataRow(
                                        Arrays.asList(bytes("ab"), null, new byte[0]))))
                .isEqualTo(
                        bytes(
                                "D", 0, 0, 0, 20, 0, 3, 0, 0, 0, 2, "ab", 0xff, 0xff, 0xff, 0xff, 0,
                                0, 0, 0));
    }

    @Test
    void command_complete() {
        assertThat(encode(new BackendMessage.CommandComplete("SELECT 1")))
                .isEqualTo(bytes("C", 0, 0, 0, 13, "SELECT 1", 0));
    }

    @Test
    void messages_without_a_body() {
        assertThat(encode(new BackendMessage.EmptyQueryResponse()))
                .isEqualTo(bytes("I", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.ParseComplete())).isEqualTo(bytes("1", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.BindComplete())).isEqualTo(bytes("2", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.CloseComplete())).isEqualTo(bytes("3", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.NoData())).isEqualTo(bytes("n", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.PortalSuspended())).isEqualTo(bytes("s", 0, 0, 0, 4));
        assertThat(encode(new BackendMessage.CopyDone())).isEqualTo(bytes("c", 0, 0, 0, 4));
    }

    @Test
    void parameter_description() {
        assertThat(encode(new BackendMessage.ParameterDescription(List.of(23, 25))))
                .isEqualTo(bytes("t", 0, 0, 0, 14, 0, 2, 0, 0, 0, 23, 0, 0, 0, 25));
    }

    @Test
    void copy_responses_and_data() {
        short[] columns = {0, 1};
        assertThat(encode(new BackendMessage.CopyInResponse((short) 0, columns)))
                .isEqualTo(bytes("G", 0, 0, 0, 11, 0, 0, 2, 0, 0, 0, 1));
        assertThat(encode(new BackendMessage.CopyOutResponse((short) 1, columns)))
                .isEqualTo(bytes("H", 0, 0, 0, 11, 1, 0, 2, 0, 0, 0, 1));
        assertThat(encode(new BackendMessage.CopyData(bytes("1\n"))))
                .isEqualTo(bytes("d", 0, 0, 0, 6, "1\n"));
    }

    @Test
    void notification() {
        assertThat(encode(new BackendMessage.NotificationResponse(5, "ch", "hi")))
                .isEqualTo(bytes("A", 0, 0, 0, 14, 0, 0, 0, 5, "ch", 0, "hi", 0));
    }

    @Test
    void an_error_with_the_least_it_can_say() {
        ErrorInfo info = ErrorInfo.error(SqlState.SYNTAX_ERROR, "no");
        assertThat(encode(new BackendMessage.ErrorResponse(info)))
                .isEqualTo(
                        bytes(
                                "E", 0, 0, 0, 30, "SERROR", 0, "VERROR", 0, "C42601", 0, "Mno", 0,
                                0));
    }

    @Test
    void a_notice_with_every_field() {
        ErrorInfo info =
                ErrorInfo.of(Severity.WARNING, SqlState.UNIQUE_VIOLATION, "dup")
                        .withDetail("d1")
                        .withHint("h1")
                        .withPosition(12)
                        .withWhere("w1")
                        .withObject("s1", "t1", "c1", "n1");
        assertThat(encode(new BackendMessage.NoticeResponse(info)))
                .isEqualTo(
                        bytes(
                                "N",
                                0,
                                0,
                                0,
                                67,
                                "SWARNING",
                                0,
                                "VWARNING",
                                0,
                                "C23505",
                                0,
                                "Mdup",
                                0,
                                "Dd1",
                                0,
                                "Hh1",
                                0,
                                "P12",
                                0,
                                "Ww1",
                                0,
                                "ss1",
                                0,
                                "tt1",
                                0,
                                "cc1",
                                0,
                                "nn1",
                                0,
                                0));
    }

    @Test
    void a_zero_byte_in_text_cannot_end_a_field_early() {
        assertThat(encode(new BackendMessage.CommandComplete("a\0b")))
                .isEqualTo(bytes("C", 0, 0, 0, 10, "a", 0xef, 0xbf, 0xbd, "b", 0));
    }

    @Test
    void messages_are_appended_to_what_is_there() {
        ByteBuf out = Unpooled.buffer();
        BackendEncoder.encode(new BackendMessage.NoData(), out);
        BackendEncoder.encode(new BackendMessage.CopyDone(), out);
        assertThat(out).isEqualTo(WireBytes.buffer("n", 0, 0, 0, 4, "c", 0, 0, 0, 4));
    }

    @Test
    void more_columns_than_the_count_can_say_are_refused_and_leave_nothing_behind() {
        ByteBuf out = Unpooled.buffer();
        BackendMessage row = new BackendMessage.DataRow(Collections.nCopies(65_536, null));
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> BackendEncoder.encode(row, out))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo(SqlState.TOO_MANY_COLUMNS));
        assertThat(out.readableBytes()).isZero();
    }
}
