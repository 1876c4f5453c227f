package dev.duckspace.benchmarks.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchColumnType;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** TPC-H's tables as files of lines, made by two threads. */
final class TpchData {
    private static final int PARTS = 2;

    /** Of PostgreSQL, which would take hours for some queries without those of foreign keys. */
    private static final Map<String, List<String>> INDEXES =
            Map.of(
                    "lineitem",
                    List.of(
                            "PRIMARY KEY (l_orderkey, l_linenumber)",
                            "INDEX (l_partkey, l_suppkey)"),
                    "orders",
                    List.of("PRIMARY KEY (o_orderkey)", "INDEX (o_custkey)"),
                    "customer",
                    List.of("PRIMARY KEY (c_custkey)", "INDEX (c_nationkey)"),
                    "part",
                    List.of("PRIMARY KEY (p_partkey)"),
                    "partsupp",
                    List.of("PRIMARY KEY (ps_partkey, ps_suppkey)", "INDEX (ps_suppkey)"),
                    "supplier",
                    List.of("PRIMARY KEY (s_suppkey)", "INDEX (s_nationkey)"),
                    "nation",
                    List.of("PRIMARY KEY (n_nationkey)"),
                    "region",
                    List.of("PRIMARY KEY (r_regionkey)"));

    private final Path folder;

    private TpchData(Path folder) {
        this.folder = folder;
    }

    /** Writes all tables into a new folder. */
    static TpchData write(Path folder, double factor)
            throws IOException, InterruptedException, ExecutionException {
        TpchData data = new TpchData(Files.createDirectory(folder));
        try (ExecutorService threads = Executors.newFixedThreadPool(PARTS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (TpchTable<?> table : TpchTable.getTables()) {
                for (int part = 1; part <= PARTS; part++) {
                    int number = part;
                    writing.add(
                            threads.submit(
                                    () -> {
                                        data.write(table, factor, number);
                                        return null;
                                    }));
                }
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
        return data;
    }

    private void write(TpchTable<?> table, double factor, int part) throws IOException {
        // These are not divided by the generator.
        boolean whole = table == TpchTable.NATION || table == TpchTable.REGION;
        if (whole && part > 1) {
            return;
        }
        try (BufferedWriter out =
                Files.newBufferedWriter(file(table, part), StandardCharsets.UTF_8)) {
            for (TpchEntity row : table.createGenerator(factor, part, whole ? 1 : PARTS)) {
                String line = row.toLine();
                out.write(line, 0, line.endsWith("|") ? line.length() - 1 : line.length());
                out.write('\n');
            }
        }
    }

    private Path file(TpchTable<?> table, int part) {
        return folder.resolve(table.getTableName() + "." + part);
    }

    static List<TpchTable<?>> tables() {
        return TpchTable.getTables();
    }

    /** Those of a table's files that there are. */
    List<Path> files(TpchTable<?> table) {
        List<Path> files = new ArrayList<>();
        for (int part = 1; part <= PARTS; part++) {
            if (Files.exists(file(table, part))) {
                files.add(file(table, part));
            }
        }
        return files;
    }

    static String create(TpchTable<?> table) {
        return "CREATE TABLE %s (%s)"
                .formatted(
                        table.getTableName(),
                        columns(table, c -> c.getColumnName() + " " + type(c) + " NOT NULL"));
    }

    /** A query of DuckDB over the files. */
    String query(TpchTable<?> table) {
        return "SELECT * FROM read_csv(%s, delim = '|', header = false, quote = '', escape = '', columns = {%s})"
                .formatted(
                        files(table).stream()
                                .map(file -> "'" + file + "'")
                                .collect(Collectors.joining(", ", "[", "]")),
                        columns(table, c -> "'" + c.getColumnName() + "': '" + type(c) + "'"));
    }

    private static String columns(TpchTable<?> table, Function<TpchColumn<?>, String> definition) {
        return table.getColumns().stream().map(definition).collect(Collectors.joining(", "));
    }

    private static String type(TpchColumn<?> column) {
        TpchColumnType type = column.getType();
        return switch (type.getBase()) {
            case INTEGER -> "integer";
            case IDENTIFIER -> "bigint";
            case DATE -> "date";
            case DOUBLE -> "decimal(15,2)";
            case VARCHAR -> "varchar";
        };
    }

    /** Keys and indexes, as PostgreSQL's statements. */
    static List<String> indexes(TpchTable<?> table) {
        String name = table.getTableName();
        return INDEXES.getOrDefault(name, List.of()).stream()
                .map(
                        index ->
                                index.startsWith("PRIMARY")
                                        ? "ALTER TABLE " + name + " ADD " + index
                                        : index.replace("INDEX", "CREATE INDEX ON " + name))
                .toList();
    }
}
