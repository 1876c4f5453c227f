package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** COPY TO sends PostgreSQL's bytes, message by message. */
class CopyEncoderTest {
    private static EngineInstance instance;
    private static EngineConnection connection;

    @BeforeAll
    static void open() {
        instance = DuckDb.load().open(null, Map.of("threads", "1"));
        connection = instance.connect();
    }

    @AfterAll
    static void close() {
        connection.close();
        instance.close();
    }

    static Stream<CopyCase> recorded() {
        return TsvResource.lines("copy-out.tsv").map(CopyCase::of);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void messages_are_those_of_PostgreSQL(CopyCase recorded) {
        List<String> expected =
                recorded.rest().stream().skip(2).map(CopyEncoderTest::shown).toList();
        assertThat(messages(recorded)).isEqualTo(expected);
    }

    private static List<String> messages(CopyCase given) {
        List<String> messages = new ArrayList<>();
        try (EngineStatement statement = connection.prepare(given.text(1));
                EngineResult result = statement.execute()) {
            List<String> names = result.columns().stream().map(EngineColumn::name).toList();
            List<EngineType> types = result.columns().stream().map(EngineColumn::type).toList();
            if (given.format().header() != CopyFormat.Header.NONE) {
                messages.add(shown(CopyTextEncoder.header(names, given.format())));
            }
            addRows(result, encoder(given, names, types), messages);
        }
        if (given.format().isBinary()) {
            if (messages.isEmpty()) {
                messages.add(
                        shown(CopyBinaryEncoder.header()) + shown(CopyBinaryEncoder.trailer()));
            } else {
                messages.add(shown(CopyBinaryEncoder.trailer()));
            }
        }
        return messages;
    }

    private static ChunkEncoder encoder(
            CopyCase given, List<String> names, List<EngineType> types) {
        if (given.format().isBinary()) {
            return new CopyBinaryEncoder(types, TextSettings.DEFAULT);
        }
        boolean[] forced = new boolean[names.size()];
        for (int i = 0; i < forced.length; i++) {
            forced[i] = given.text(0).equals("*") || given.text(0).equals(names.get(i));
        }
        return CopyTextEncoder.of(types, given.format(), forced, TextSettings.DEFAULT);
    }

    private static void addRows(EngineResult result, ChunkEncoder encoder, List<String> messages) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        try {
            for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                int row = 0;
                while (row < chunk.size()) {
                    row = encoder.encode(chunk, row, chunk.size(), out, 1 << 20);
                }
            }
            while (out.isReadable()) {
                assertThat(out.readByte()).isEqualTo((byte) 'd');
                byte[] body = new byte[out.readInt() - Integer.BYTES];
                out.readBytes(body);
                messages.add(shown(body));
            }
        } finally {
            out.release();
        }
    }

    /** Every byte one character, so that none is lost. */
    private static String shown(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
