package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.ChunkEncoder;
import dev.duckspace.gateway.types.RowEncoder;
import dev.duckspace.gateway.types.TextSettings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which formats the rows of a cursor are made: as it was declared, until a FETCH by the extended
 * protocol asks for others.
 */
final class CursorForm implements RowForm {
    private final boolean binary;
    private List<EngineType> columns = List.of();
    private TextSettings settings = TextSettings.DEFAULT;
    private short[] formats = {};
    private @Nullable ChunkEncoder encoder;

    CursorForm(boolean binary) {
        this.binary = binary;
    }

    @Override
    public ChunkEncoder encoder(List<EngineType> types, TextSettings texts) {
        columns = List.copyOf(types);
        settings = texts;
        use(declared());
        return (chunk, from, to, frames, limit) -> current().encode(chunk, from, to, frames, limit);
    }

    private ChunkEncoder current() {
        ChunkEncoder known = encoder;
        if (known == null) {
            throw new IllegalStateException("No rows have been made yet");
        }
        return known;
    }

    @Override
    public short[] formats(int count) {
        short[] all = new short[count];
        Arrays.fill(all, (short) (binary ? 1 : 0));
        return all;
    }

    /** Those of FETCH by the simple protocol. */
    short[] declared() {
        return formats(columns.size());
    }

    /**
     * Rows are made in these formats from now on.
     *
     * @throws PgException 0A000 for a type that has no such form
     */
    void use(short[] wanted) {
        encoder = new RowEncoder(columns, wanted, settings);
        formats = wanted.clone();
    }

    /** Makes rows in other formats; null where a type has no such form. */
    @Nullable ChunkEncoder other(short[] wanted) {
        try {
            return new RowEncoder(columns, wanted, settings);
        } catch (PgException e) {
            if (e.sqlState() == SqlState.FEATURE_NOT_SUPPORTED) {
                return null;
            }
            throw e;
        }
    }

    /** All as text where the rows are binary, and the other way round. */
    short[] opposite() {
        short[] all = new short[columns.size()];
        boolean isBinary = formats.length > 0 && formats[0] == 1;
        Arrays.fill(all, (short) (isBinary ? 0 : 1));
        return all;
    }

    static List<FieldDescription> described(List<FieldDescription> fields, short[] formats) {
        return formats.length == fields.size()
                ? ExtendedQueryHandler.withFormats(fields, formats)
                : fields;
    }
}
