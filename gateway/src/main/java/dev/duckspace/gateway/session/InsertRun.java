package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.InsertCells;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.types.LiteralColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One INSERT whose rows are appended. Of several errors PostgreSQL tells the first literal that is
 * no value of its type, then the first value that does not fit its column, then the first NULL
 * where none may be: it reads all literals before it runs the statement. All methods belong on an
 * engine thread.
 */
final class InsertRun {
    private static final int PLAIN_BYTES = 4 << 10;

    private final InsertTarget target;
    private final List<EngineValue> parameters;
    private final InsertCells cells;
    private final @Nullable GatheredKeys keys;
    private boolean refused;
    private final byte[] plain = new byte[PLAIN_BYTES];
    private @Nullable PgException misfit;
    private @Nullable PgException missing;

    /**
     * @param keys that a row must not have yet; null where the engine looks
     */
    InsertRun(
            InsertRows insert,
            InsertTarget target,
            List<EngineValue> parameters,
            @Nullable GatheredKeys keys) {
        this.target = target;
        this.keys = keys;
        this.parameters = parameters;
        this.cells = insert.cells();
    }

    /**
     * Writes some more rows.
     *
     * @return false after the last one
     * @throws PgException for the statement as a whole
     */
    boolean writeSome(AppendedRows rows, int count) {
        for (int i = 0; i < count && !cells.atEnd(); i++) {
            writeRow(rows);
        }
        if (!cells.atEnd()) {
            return true;
        }
        if (misfit != null) {
            throw misfit;
        }
        if (missing != null) {
            throw missing;
        }
        return false;
    }

    private void writeRow(AppendedRows rows) {
        for (int column = 0; column < target.writers().size(); column++) {
            if (!cells.next()) {
                throw new IllegalStateException("The values have been read before");
            }
            write(column, rows.column(column), rows.row());
        }
        if (misfit == null && missing == null) {
            if (keys == null || keys.take(rows)) {
                rows.endRow();
            } else {
                refused = true;
            }
        }
    }

    /** Whether a row was left out, whose keys may be taken. */
    boolean isRefused() {
        return refused;
    }

    private void write(int column, WritableVector vector, int row) {
        LiteralColumn writer = target.writers().get(column);
        switch (cells.kind()) {
            case NULL -> setNull(column, vector, row);
            case TRUE -> fitting(() -> writer.bool(true, vector, row));
            case FALSE -> fitting(() -> writer.bool(false, vector, row));
            case INTEGER, NUMERIC -> number(writer, vector, row);
            case STRING -> string(writer, vector, row);
            case PARAMETER -> {
                EngineValue value = parameters.get(cells.parameter() - 1);
                if (value instanceof EngineValue.Null) {
                    setNull(column, vector, row);
                } else {
                    fitting(() -> writer.value(value, vector, row));
                }
            }
        }
    }

    private void number(LiteralColumn writer, WritableVector vector, int row) {
        try {
            int to = cells.copyPlain(plain, 1);
            int from = cells.negative() ? 0 : 1;
            plain[0] = '-';
            if (to >= 0 && writer.number(plain, from, to, vector, row)) {
                return;
            }
            if (cells.kind() == InsertCells.Kind.INTEGER) {
                writer.integer(integer(), vector, row);
            } else {
                writer.numeric(numeric(), vector, row);
            }
        } catch (PgException e) {
            misfit = misfit == null ? e : misfit;
        }
    }

    private long integer() {
        long value = Long.parseLong(cells.digits());
        return cells.negative() ? -value : value;
    }

    private BigDecimal numeric() {
        BigDecimal value = new BigDecimal(cells.digits());
        return cells.negative() ? value.negate() : value;
    }

    private void string(LiteralColumn writer, WritableVector vector, int row) {
        try {
            int length = cells.copyPlain(plain, 0);
            if (length >= 0) {
                writer.text(plain, length, vector, row);
            } else {
                byte[] bytes = cells.string().getBytes(StandardCharsets.UTF_8);
                writer.text(bytes, bytes.length, vector, row);
            }
        } catch (PgException e) {
            if (!LiteralColumn.isOfFit(e)) {
                throw new PgException(e.info().withPosition(cells.position()), e);
            }
            misfit = misfit == null ? e : misfit;
        }
    }

    private void fitting(Runnable write) {
        try {
            write.run();
        } catch (PgException e) {
            misfit = misfit == null ? e : misfit;
        }
    }

    private void setNull(int column, WritableVector vector, int row) {
        vector.setNull(row);
        CopyRelation.Column named = target.columns().get(column);
        if (!named.nullable() && missing == null) {
            CopyRelation relation = target.relation();
            missing =
                    new PgException(
                            ErrorInfo.error(
                                            SqlState.NOT_NULL_VIOLATION,
                                            "null value in column \"%s\" of relation \"%s\" violates not-null constraint"
                                                    .formatted(named.name(), relation.name()))
                                    .withObject(null, relation.name(), named.name(), null));
        }
    }
}
