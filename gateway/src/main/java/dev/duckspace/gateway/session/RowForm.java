package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.types.ChunkEncoder;
import dev.duckspace.gateway.types.RowEncoder;
import dev.duckspace.gateway.types.TextSettings;
import java.util.List;

/** In which messages the rows of a statement are sent. */
@FunctionalInterface
interface RowForm {
    ChunkEncoder encoder(List<EngineType> columns, TextSettings settings);

    /** The format of each of so many columns in a description of the rows: 0 text, 1 binary. */
    default short[] formats(int columns) {
        return new short[columns];
    }

    /**
     * DataRow messages.
     *
     * @param formats of the columns: none for all text, else one each
     */
    static RowForm dataRows(short[] formats) {
        return new DataRows(formats);
    }

    /** See {@link #dataRows}. */
    @SuppressWarnings("ArrayRecordComponent")
    record DataRows(short[] given) implements RowForm {
        @Override
        public ChunkEncoder encoder(List<EngineType> columns, TextSettings settings) {
            return new RowEncoder(columns, formats(columns.size()), settings);
        }

        @Override
        public short[] formats(int columns) {
            return given.length == columns ? given : new short[columns];
        }
    }
}
