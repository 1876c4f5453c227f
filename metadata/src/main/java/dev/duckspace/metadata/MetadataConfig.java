package dev.duckspace.metadata;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the metadata lives. */
public sealed interface MetadataConfig {

    /** How many connections the pool holds at most. */
    int poolSize();

    /** A DuckDB file of this process alone. */
    record Embedded(Path file, int poolSize) implements MetadataConfig {
        public Embedded {
            requirePoolSize(poolSize);
        }

        public Embedded(Path file) {
            this(file, 4);
        }
    }

    /** A PostgreSQL server, by its JDBC URL. */
    record PostgreSql(
            String jdbcUrl, @Nullable String user, @Nullable String password, int poolSize)
            implements MetadataConfig {
        public PostgreSql {
            if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("the metadata URL starts with jdbc:postgresql:");
            }
            requirePoolSize(poolSize);
        }

        public PostgreSql(String jdbcUrl, @Nullable String user, @Nullable String password) {
            this(jdbcUrl, user, password, 10);
        }

        @Override
        public String toString() {
            return "PostgreSql[poolSize=" + poolSize + "]";
        }
    }

    private static void requirePoolSize(int poolSize) {
        if (poolSize < 1 || poolSize > 100) {
            throw new IllegalArgumentException("the metadata pool has 1 to 100 connections");
        }
    }
}
