package dev.duckspace.gateway.engine;

import org.jspecify.annotations.Nullable;

/** A function of one row. */
@FunctionalInterface
public interface RowFunction {
    /**
     * @return NULL as null, else what {@link ResultWriter} takes for the result's type
     * @throws FunctionError what the client is told
     */
    @Nullable Object of(Row row);

    /** For all rows; NULL where an argument is NULL. */
    default FunctionBody strict() {
        return call -> {
            WritableVector result = call.result();
            for (int row = 0; row < call.rows(); row++) {
                if (call.hasNull(row)) {
                    result.setNull(row);
                } else {
                    ResultWriter.write(result, row, of(new Row(call, row)));
                }
            }
        };
    }

    /** For all rows; it looks for NULL itself. */
    default FunctionBody withNulls() {
        return call -> {
            WritableVector result = call.result();
            for (int row = 0; row < call.rows(); row++) {
                ResultWriter.write(result, row, of(new Row(call, row)));
            }
        };
    }

    /** For a cast. */
    default RowBody each() {
        return (call, row) -> ResultWriter.write(call.result(), row, of(new Row(call, row)));
    }
}
