package dev.duckspace.gateway.workspace;

import dev.duckspace.metadata.Identifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a project table as SQL sees it.
 *
 * @param schema of its bucket: {@code in_c_sales}
 * @param table {@code orders}
 */
public record TableName(String schema, String table) {
    /** {@code $} is in neither part, so that it can separate them in an alias. */
    private static final Pattern SCHEMA = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_]{0,62}");

    private static final Pattern TABLE = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]{0,62}");

    /** Schemas that mean something else to the engine, to PostgreSQL or to a workspace. */
    private static final Set<String> RESERVED_SCHEMAS =
            Set.of("main", "public", "temp", "system", "memory", "information_schema");

    public TableName {
        if (!isSchema(schema)) {
            throw new IllegalArgumentException("not the name of a bucket: " + shown(schema));
        }
        if (!isTable(table)) {
            throw new IllegalArgumentException("not the name of a table: " + shown(table));
        }
    }

    /**
     * From a bucket in any spelling ({@code in.c-sales}, {@code in_c_sales}) and a table.
     *
     * @throws IllegalArgumentException when one is no such name
     */
    public static TableName of(String bucket, String table) {
        return new TableName(schemaOf(bucket), table);
    }

    /** The schema, and directory, of a bucket in any spelling. */
    public static String schemaOf(String bucket) {
        return bucket.replace('.', '_').replace('-', '_');
    }

    /** The table that a directory and a file name stand for, when they do. */
    static Optional<TableName> ofFile(String bucketDirectory, String tableName) {
        String schema = schemaOf(bucketDirectory);
        return isSchema(schema) && isTable(tableName)
                ? Optional.of(new TableName(schema, tableName))
                : Optional.empty();
    }

    static boolean isSchema(String schema) {
        String folded = schema.toLowerCase(Locale.ROOT);
        return SCHEMA.matcher(schema).matches()
                && !RESERVED_SCHEMAS.contains(folded)
                && !folded.startsWith("pg_")
                && !Identifiers.isWorkspaceId(folded);
    }

    static boolean isTable(String table) {
        return TABLE.matcher(table).matches();
    }

    /** The same for two names that the engine cannot tell apart. */
    public String folded() {
        return folded(schema, table);
    }

    static String folded(String schema, String table) {
        return schema.toLowerCase(Locale.ROOT) + '.' + table.toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        return '"' + (name.length() <= 80 ? name : name.substring(0, 80) + "...") + '"';
    }

    @Override
    public String toString() {
        return schema + '.' + table;
    }
}
