package dev.duckspace.benchmarks.copy;

import dev.duckspace.benchmarks.extract.ExtractTable;

/** The eight columns that are copied in, made by the same SQL everywhere. */
public final class CopyTable {
    public static final String COLUMNS =
            "id bigint, quantity integer, price double precision, amount numeric(12,2),"
                    + " code varchar, customer varchar, day date, moment timestamp";

    public static final String NAMES = "id, quantity, price, amount, code, customer, day, moment";

    private CopyTable() {}

    public static String create(String name) {
        return "CREATE TABLE " + name + " (" + COLUMNS + ")";
    }

    /** The rows themselves. */
    public static String select(long rows) {
        return "SELECT " + NAMES + " FROM (" + ExtractTable.select(0, rows) + ") AS made";
    }
}
