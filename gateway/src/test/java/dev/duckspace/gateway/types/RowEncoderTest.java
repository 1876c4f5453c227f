package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RowEncoderTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE / 2;
    private static final short[] ALL_TEXT = {};

    private final EngineInstance instance = DuckDb.load().open(null, Map.of("threads", "1"));
    private final EngineConnection connection = instance.connect();
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(16);

    @AfterEach
    void close() {
        out.release();
        instance.close();
    }

    @Test
    void a_row_is_one_data_row_message() {
        withChunk(
                "SELECT 1, NULL::INTEGER, 'ab'",
                (chunk, encoder) -> {
                    assertThat(encoder.encode(chunk, 0, 1, out, NO_LIMIT)).isEqualTo(1);
                    assertThat(ByteBufUtil.hexDump(out))
                            .isEqualTo(
                                    "44"
                                            + "00000015"
                                            + "0003"
                                            + "00000001"
                                            + "31"
                                            + "ffffffff"
                                            + "00000002"
                                            + "6162");
                });
    }

    @Test
    void a_row_without_columns_is_a_header() {
        RowEncoder encoder = new RowEncoder(List.of(), ALL_TEXT, TextSettings.DEFAULT);
        withChunk(
                "SELECT 1",
                (chunk, ignored) -> {
                    assertThat(encoder.encode(chunk, 0, 1, out, NO_LIMIT)).isEqualTo(1);
                    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("44000000060000");
                });
    }

    @Test
    void rows_stop_at_the_soft_limit_and_go_on_from_there() {
        withChunk(
                "SELECT i, 'some text ' || i FROM range(2000) r(i)",
                (chunk, encoder) -> {
                    int row = 0;
                    int calls = 0;
                    while (row < chunk.size()) {
                        int next = encoder.encode(chunk, row, chunk.size(), out, 1000);
                        assertThat(next).isGreaterThan(row);
                        assertThat(out.readableBytes()).isBetween(1, 1100);
                        List<List<byte[]>> rows = takeApart();
                        assertThat(rows).hasSize(next - row);
                        assertThat(rows.getFirst().getFirst()).asString().isEqualTo("" + row);
                        row = next;
                        calls++;
                    }
                    assertThat(calls).isBetween(50, 100);
                });
    }

    @Test
    void a_part_of_a_chunk_can_be_encoded() {
        withChunk(
                "SELECT i FROM range(100) r(i)",
                (chunk, encoder) -> {
                    assertThat(encoder.encode(chunk, 40, 43, out, NO_LIMIT)).isEqualTo(43);
                    assertThat(takeApart())
                            .extracting(row -> new String(row.getFirst(), StandardCharsets.UTF_8))
                            .containsExactly("40", "41", "42");
                });
    }

    @Test
    void one_row_is_encoded_even_when_the_buffer_is_full_already() {
        out.writeBytes(new byte[100]);
        withChunk(
                "SELECT i FROM range(3) r(i)",
                (chunk, encoder) -> assertThat(encoder.encode(chunk, 0, 3, out, 10)).isEqualTo(1));
    }

    @Test
    void a_row_far_over_the_limit_waits_for_the_next_call() {
        withChunk(
                "SELECT repeat('x', CASE i WHEN 2 THEN 100000 ELSE 1 END) FROM range(4) r(i)",
                (chunk, encoder) -> {
                    assertThat(encoder.encode(chunk, 0, 4, out, 1000)).isEqualTo(2);
                    out.clear();
                    assertThat(encoder.encode(chunk, 2, 4, out, 1000)).isEqualTo(3);
                    assertThat(out.readableBytes()).isEqualTo(100_011);
                });
    }

    @Test
    void each_column_has_its_own_format() {
        withChunk(
                "SELECT 1, 1",
                (chunk, encoder) -> {
                    RowEncoder mixed =
                            new RowEncoder(types(chunk), new short[] {0, 1}, TextSettings.DEFAULT);
                    mixed.encode(chunk, 0, 1, out, NO_LIMIT);
                    List<byte[]> row = takeApart().getFirst();
                    assertThat(row.get(0)).containsExactly('1');
                    assertThat(row.get(1)).containsExactly(0, 0, 0, 1);
                });
    }

    @Test
    void formats_that_fit_no_column_are_refused() {
        withChunk(
                "SELECT 1, 1, 1",
                (chunk, encoder) -> {
                    assertThatThrownBy(
                                    () ->
                                            new RowEncoder(
                                                    types(chunk),
                                                    new short[] {0, 1},
                                                    TextSettings.DEFAULT))
                            .isInstanceOf(PgException.class)
                            .hasMessage(
                                    "bind message has 2 result formats but query has 3 columns");
                    assertThatThrownBy(
                                    () ->
                                            new RowEncoder(
                                                    types(chunk),
                                                    new short[] {2},
                                                    TextSettings.DEFAULT))
                            .hasMessage("unsupported format code: 2");
                });
    }

    @Test
    void an_error_in_a_row_leaves_the_whole_rows_before_it() {
        withChunk(
                "SELECT CASE i WHEN 2 THEN [[1],[2,3]] ELSE [[1],[2]] END FROM range(4) r(i)",
                (chunk, encoder) -> {
                    RowEncoder binary =
                            new RowEncoder(types(chunk), new short[] {1}, TextSettings.DEFAULT);
                    assertThatThrownBy(() -> binary.encode(chunk, 0, 4, out, NO_LIMIT))
                            .isInstanceOfSatisfying(
                                    PgException.class,
                                    e ->
                                            assertThat(e.sqlState())
                                                    .isEqualTo(SqlState.ARRAY_ELEMENT_ERROR));
                    assertThat(takeApart()).hasSize(2);
                });
    }

    @Test
    void an_error_in_a_scalar_leaves_the_whole_rows_before_it() {
        withChunk(
                "SELECT CASE i WHEN 1 THEN DATE '5877642-06-25 (BC)' ELSE DATE '2000-01-01' END"
                        + " FROM range(3) r(i)",
                (chunk, encoder) -> {
                    RowEncoder binary =
                            new RowEncoder(types(chunk), new short[] {1}, TextSettings.DEFAULT);
                    assertThatThrownBy(() -> binary.encode(chunk, 0, 3, out, NO_LIMIT))
                            .hasMessage("date out of range");
                    assertThat(takeApart()).hasSize(1);
                });
    }

    @Test
    void a_row_of_a_gibibyte_is_refused() {
        withChunk(
                "SELECT v, v, v, v, v, v, v, v, v, v, v FROM (SELECT repeat('x', 100000000) AS v)",
                (chunk, encoder) ->
                        assertThatThrownBy(() -> encoder.encode(chunk, 0, 1, out, NO_LIMIT))
                                .isInstanceOfSatisfying(
                                        PgException.class,
                                        e ->
                                                assertThat(e.sqlState())
                                                        .isEqualTo(
                                                                SqlState.PROGRAM_LIMIT_EXCEEDED)));
        assertThat(out.readableBytes()).isZero();
    }

    private interface ChunkTest {
        void run(Chunk chunk, RowEncoder textEncoder);
    }

    private void withChunk(String sql, ChunkTest test) {
        try (EngineStatement statement = connection.prepare(sql);
                EngineResult result = statement.execute()) {
            Chunk chunk = Objects.requireNonNull(result.fetch());
            List<EngineType> types = result.columns().stream().map(EngineColumn::type).toList();
            test.run(chunk, new RowEncoder(types, ALL_TEXT, TextSettings.DEFAULT));
        }
    }

    private static List<EngineType> types(Chunk chunk) {
        return IntStream.range(0, chunk.columnCount())
                .mapToObj(i -> chunk.column(i).type())
                .toList();
    }

    private List<List<byte[]>> takeApart() {
        List<List<byte[]>> rows = EncodedQuery.takeApart(out);
        out.clear();
        return rows;
    }
}
