package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queries of a real engine, sent through the encoder and taken apart again. */
final class EncodedQuery implements AutoCloseable {
    static final short TEXT = 0;
    static final short BINARY = 1;

    private final EngineInstance instance = DuckDb.load().open(null, Map.of("threads", "1"));
    private final EngineConnection connection = instance.connect();

    void execute(String script) {
        connection.execute(script);
    }

    List<EngineType> types(String sql) {
        try (EngineStatement statement = connection.prepare(sql)) {
            return statement.columns().stream().map(EngineColumn::type).toList();
        }
    }

    List<List<@Nullable String>> text(String sql, TextSettings settings) {
        return rows(sql, TEXT, settings).stream().map(EncodedQuery::texts).toList();
    }

    /** The first column of the first row. */
    @Nullable String text(String expression) {
        return text("SELECT " + expression, TextSettings.DEFAULT).getFirst().getFirst();
    }

    /** The first column of the first row. */
    byte @Nullable [] binary(String expression) {
        return rows("SELECT " + expression, BINARY, TextSettings.DEFAULT).getFirst().getFirst();
    }

    private static List<@Nullable String> texts(List<byte @Nullable []> row) {
        List<@Nullable String> texts = new ArrayList<>();
        for (byte[] value : row) {
            texts.add(value == null ? null : new String(value, StandardCharsets.UTF_8));
        }
        return texts;
    }

    List<List<byte @Nullable []>> rows(String sql, short format, TextSettings settings) {
        try (EngineStatement statement = connection.prepare(sql)) {
            return rows(statement, format, settings);
        }
    }

    /** With other types than the engine names, as the catalog's columns have. */
    List<List<byte @Nullable []>> rows(String sql, List<EngineType> types, short format) {
        try (EngineStatement statement = connection.prepare(sql)) {
            return rows(statement, types, format, TextSettings.DEFAULT);
        }
    }

    private static List<List<byte @Nullable []>> rows(
            EngineStatement statement, short format, TextSettings settings) {
        return rows(statement, null, format, settings);
    }

    private static List<List<byte @Nullable []>> rows(
            EngineStatement statement,
            @Nullable List<EngineType> types,
            short format,
            TextSettings settings) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        try (EngineResult result = statement.execute()) {
            List<EngineType> own = result.columns().stream().map(EngineColumn::type).toList();
            RowEncoder encoder =
                    new RowEncoder(types == null ? own : types, new short[] {format}, settings);
            for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                for (int row = 0; row < chunk.size(); ) {
                    row = encoder.encode(chunk, row, chunk.size(), out, Integer.MAX_VALUE / 2);
                }
            }
            return takeApart(out);
        } finally {
            out.release();
        }
    }

    /** What comes back for a bound value, in binary. */
    byte[] echo(EngineValue value, String cast) {
        try (EngineStatement statement = connection.prepare("SELECT $1" + cast)) {
            statement.bind(1, value);
            return Objects.requireNonNull(
                    rows(statement, BINARY, TextSettings.DEFAULT).getFirst().getFirst());
        }
    }

    /** Reads DataRow messages until the buffer's end. */
    static List<List<byte @Nullable []>> takeApart(ByteBuf messages) {
        List<List<byte @Nullable []>> rows = new ArrayList<>();
        while (messages.isReadable()) {
            if (messages.readByte() != 'D') {
                throw new AssertionError("Not a DataRow at " + (messages.readerIndex() - 1));
            }
            ByteBuf body = messages.readSlice(messages.readInt() - Integer.BYTES);
            List<byte @Nullable []> row = new ArrayList<>();
            int columns = body.readShort();
            for (int i = 0; i < columns; i++) {
                int length = body.readInt();
                byte[] value = length < 0 ? null : new byte[length];
                if (value != null) {
                    body.readBytes(value);
                }
                row.add(value);
            }
            if (body.isReadable()) {
                throw new AssertionError(body.readableBytes() + " bytes behind the last column");
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() {
        instance.close();
    }
}
