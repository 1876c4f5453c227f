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
     * How many rows to compute as the statement starts, before the client is told anything: the
     * first of them may fail.
     */
    default long ahead() {
        return 0;
    }

    /**
     * DataRow messages.
     *
     * @param formats of the columns: none for all text, else one each
     * @param ahead see {@link #ahead}
     */
    static RowForm dataRows(short[] formats, long ahead) {
        return new DataRows(formats, ahead, false);
    }

    /** The same, of a portal, whose client has told the formats that it takes. */
    static RowForm portalRows(short[] formats, long ahead) {
        return new DataRows(formats, ahead, true);
    }

    /** See {@link #dataRows}. */
    @SuppressWarnings("ArrayRecordComponent")
    record DataRows(short[] given, long ahead, boolean bound) implements RowForm {
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
