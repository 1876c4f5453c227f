package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.CharacterEncoding;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Any bytes as the data of a COPY in each format, in pieces of any size: rows, or an error for the
 * client.
 */
public final class CopyFuzz {
    private static final EnginePool POOL = new EnginePool("copied", 2, 1);
    private static final List<TypeId> TYPES =
            List.of(
                    TypeId.INTEGER,
                    TypeId.VARCHAR,
                    TypeId.DATE,
                    TypeId.TIMESTAMP,
                    TypeId.DOUBLE,
                    TypeId.BOOLEAN,
                    TypeId.BLOB);

    private static final List<CopyFormat> FORMATS =
            List.of(
                    format(CopyFormat.Kind.TEXT, '\t', "\\N", CopyFormat.Header.NONE),
                    format(CopyFormat.Kind.TEXT, '|', "", CopyFormat.Header.PRESENT),
                    format(CopyFormat.Kind.CSV, ',', "", CopyFormat.Header.NONE),
                    format(CopyFormat.Kind.CSV, ';', "NULL", CopyFormat.Header.MATCH),
                    format(CopyFormat.Kind.BINARY, '\t', "", CopyFormat.Header.NONE));

    private static final EngineConnection CONNECTION = connect();

    private CopyFuzz() {}

    private static CopyFormat format(
            CopyFormat.Kind kind, char delimiter, String nullText, CopyFormat.Header header) {
        return new CopyFormat(
                kind,
                (byte) delimiter,
                nullText,
                header,
                (byte) '"',
                (byte) '"',
                CharacterEncoding.UTF8);
    }

    private static EngineConnection connect() {
        EngineConnection connection = DuckDb.load().open(null, Map.of("threads", "1")).connect();
        connection.execute(
                "CREATE TABLE t (c0 INTEGER, c1 VARCHAR, c2 DATE, c3 TIMESTAMP, c4 DOUBLE, c5 BOOLEAN, c6 BLOB)");
        return connection;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 3) {
            return;
        }
        CopyFormat format = FORMATS.get((input[0] & 0xff) % FORMATS.size());
        int width = 1 + (input[1] & 0xff) % TYPES.size();
        int piece = 1 + (input[2] & 0x3f);
        List<CopyColumn> columns = columns(width);
        CONNECTION.execute("BEGIN");
        CopyRows rows =
                new CopyRows(
                        "t",
                        columns,
                        TextSettings.DEFAULT,
                        null,
                        false,
                        POOL,
                        () ->
                                CONNECTION.appender(
                                        null,
                                        null,
                                        "t",
                                        columns.stream().map(CopyColumn::name).toList()));
        try {
            CopyReader reader = CopyReader.of(format, rows);
            for (int at = 3; at < input.length; at += piece) {
                reader.feed(Arrays.copyOfRange(input, at, Math.min(input.length, at + piece)));
            }
            reader.finish();
            rows.flush();
        } catch (PgException e) {
            if (e.sqlState() == SqlState.INTERNAL_ERROR) {
                throw new IllegalStateException("an internal error", e);
            }
        } finally {
            rows.close();
            CONNECTION.execute("ROLLBACK");
        }
    }

    private static List<CopyColumn> columns(int width) {
        List<CopyColumn> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            EngineType type = new EngineType.Scalar(TYPES.get(i));
            columns.add(
                    new CopyColumn(
                            "c" + i,
                            PgColumnType.of(type),
                            type,
                            type,
                            false,
                            i,
                            false,
                            false,
                            false));
        }
        return columns;
    }
}
