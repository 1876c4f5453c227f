package dev.duckspace.benchmarks.tpch;

import dev.duckspace.benchmarks.servers.GatewayProcess;
import dev.duckspace.benchmarks.servers.LocalEngine;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same data in all three places. */
final class TpchServers {
    private TpchServers() {}

    /** Puts the data into PostgreSQL, with keys, indexes and statistics. */
    static void fill(Server postgres, TpchData data) throws IOException {
        try (RawClient client = RawClient.connect(postgres.target(), TlsEngine.OPENSSL)) {
            for (TpchTable<?> table : TpchData.tables()) {
                String name = table.getTableName();
                client.query("DROP TABLE IF EXISTS " + name);
                client.query(TpchData.create(table));
                for (Path file : data.files(table)) {
                    try (FileChannel in = FileChannel.open(file)) {
                        client.copyIn("COPY " + name + " FROM STDIN (DELIMITER '|')", in);
                    }
                }
                for (String index : TpchData.indexes(table)) {
                    client.query(index);
                }
            }
        }
        for (TpchTable<?> table : TpchData.tables()) {
            postgres.settle(table.getTableName());
        }
    }

    /** Writes the files of project tables, before anybody has looked for them. */
    static void publish(GatewayProcess gateway, String bucket, TpchData data) throws IOException {
        for (TpchTable<?> table : TpchData.tables()) {
            Path file = gateway.tableFile(bucket, table.getTableName());
            Files.createDirectories(file.getParent());
            try (LocalEngine engine = LocalEngine.open(file)) {
                engine.execute("CREATE TABLE data AS " + data.query(table));
                engine.execute("CHECKPOINT");
            }
        }
    }

    /** Lets the engine read the gateway's files, each with the one table in it. */
    static void attach(LocalEngine engine, GatewayProcess gateway, String bucket) {
        for (TpchTable<?> table : TpchData.tables()) {
            String name = table.getTableName();
            String alias = "file_" + name;
            engine.execute(
                    "ATTACH '%s' AS %s (READ_ONLY)"
                            .formatted(gateway.tableFile(bucket, name), alias));
            engine.execute("CREATE VIEW %s AS SELECT * FROM %s.main.data".formatted(name, alias));
        }
    }

    static Answers answers(Server server, String searchPath, String query) throws IOException {
        try (WireConnection connection = WireConnection.connect(server.target())) {
            connection.socket().setSoTimeout(0);
            connection.query("SET search_path TO " + searchPath);
            List<List<@Nullable String>> rows = new ArrayList<>();
            for (ServerMessage message : connection.query(query)) {
                if (message.type() == 'E') {
                    throw new IOException(server.name() + ": " + message.line() + "\n" + query);
                }
                if (message.type() == 'D') {
                    rows.add(texts(message));
                }
            }
            return new Answers(rows);
        }
    }

    private static List<@Nullable String> texts(ServerMessage message) {
        List<@Nullable String> texts = new ArrayList<>();
        for (byte @Nullable [] value : message.values()) {
            texts.add(
                    value == null
                            ? null
                            : new String(value, java.nio.charset.StandardCharsets.UTF_8));
        }
        return texts;
    }

    static Answers answers(LocalEngine engine, String query) {
        return new Answers(
                engine.rows("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + query + ") AS answer"));
    }
}
