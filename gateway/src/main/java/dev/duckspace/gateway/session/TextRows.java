package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.BackendMessage.DataRow;
import dev.duckspace.gateway.protocol.FieldDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small answer of the gateway's own, such as SHOW's: all columns are text. */
final class TextRows implements RowSource {
    private static final int TEXT_OID = 25;

    private final List<List<@Nullable String>> rows;
    private int next;

    TextRows(List<List<@Nullable String>> rows) {
        this.rows = rows;
    }

    static List<FieldDescription> fields(List<String> names) {
        List<FieldDescription> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(
                    new FieldDescription(name, 0, (short) 0, TEXT_OID, (short) -1, -1, (short) 0));
        }
        return List.copyOf(fields);
    }

    @Override
    public long send(SessionOutput output, long maxRows) {
        long sent = 0;
        while (sent < maxRows && next < rows.size()) {
            output.send(new DataRow(encode(rows.get(next++))));
            sent++;
        }
        return sent;
    }

    private static List<byte @Nullable []> encode(List<@Nullable String> row) {
        List<byte @Nullable []> values = new ArrayList<>(row.size());
        for (String value : row) {
            values.add(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        }
        return values;
    }

    @Override
    public void close() {
        next = rows.size();
    }
}
