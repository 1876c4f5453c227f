package dev.duckspace.metadata;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.duckspace.metadata.MetadataException.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What exists, in one SQL database. Changes are serializable: on the embedded file one writer at a
 * time, on PostgreSQL by its isolation level; the function of a change may therefore run more than
 * once and has no effect outside the transaction.
 *
 * <p>Thread-safe. Blocks on the database: call it from a thread that may block, virtual ones
 * included.
 */
public final class MetadataStore implements AutoCloseable {
    private static final int ATTEMPTS_MAX = 10;

    private final HikariDataSource pool;
    private final @Nullable ReentrantLock writer;
    private final @Nullable NativeCallers nativeCallers;
    private final AtomicLong accessVersion = new AtomicLong();
    private final RememberedReads<Optional<Workspace>> workspaces =
            new RememberedReads<>(accessVersion);
    private final RememberedReads<Optional<Credential>> credentials =
            new RememberedReads<>(accessVersion);

    private MetadataStore(HikariDataSource pool, MetadataConfig config) {
        this.pool = pool;
        boolean embedded = config instanceof MetadataConfig.Embedded;
        this.writer = embedded ? new ReentrantLock(true) : null;
        this.nativeCallers = embedded ? new NativeCallers(config.poolSize()) : null;
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws MetadataException UNAVAILABLE when it cannot be reached, SCHEMA when it is newer than
     *     this program or was made by other migrations
     */
    public static MetadataStore open(MetadataConfig config) {
        return open(config, Migrations.ofThisProgram());
    }

    static MetadataStore open(MetadataConfig config, Migrations migrations) {
        MetadataStore store = connect(config);
        try (Connection connection = store.pool.getConnection()) {
            migrations.apply(connection, config instanceof MetadataConfig.PostgreSql);
            return store;
        } catch (SQLException e) {
            store.close();
            throw MetadataException.of(e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static MetadataStore connect(MetadataConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("metadata");
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(10_000);
        switch (config) {
            case MetadataConfig.Embedded embedded -> configure(hikari, embedded);
            case MetadataConfig.PostgreSql postgreSql -> configure(hikari, postgreSql);
        }
        try {
            return new MetadataStore(new HikariDataSource(hikari), config);
        } catch (PoolInitializationException e) {
            throw new MetadataException(
                    Problem.UNAVAILABLE,
                    "the metadata database cannot be opened: " + rootMessage(e),
                    e);
        }
    }

    private static void configure(HikariConfig hikari, MetadataConfig.Embedded embedded) {
        hikari.setJdbcUrl("jdbc:duckdb:" + embedded.file().toAbsolutePath());
        hikari.addDataSourceProperty("threads", "1");
        hikari.addDataSourceProperty("memory_limit", "256MB");
        hikari.addDataSourceProperty("autoinstall_known_extensions", "false");
        hikari.addDataSourceProperty("autoload_known_extensions", "false");
    }

    private static void configure(HikariConfig hikari, MetadataConfig.PostgreSql postgreSql) {
        hikari.setJdbcUrl(postgreSql.jdbcUrl());
        hikari.setUsername(postgreSql.user());
        hikari.setPassword(postgreSql.password());
        hikari.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        hikari.addDataSourceProperty("ApplicationName", "duckspace");
    }

    /**
     * Connections to the database now.
     *
     * @param waiting threads that wait for one
     * @param size connections at most
     */
    public record PoolState(int active, int idle, int waiting, int size) {}

    public PoolState poolState() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new PoolState(
                state.getActiveConnections(),
                state.getIdleConnections(),
                state.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }

    /** Runs {@code work} on one consistent state; what it writes is rolled back. */
    public <T> T read(Function<Transaction, T> work) {
        return attempt(work, false);
    }

    /**
     * What {@link WorkspaceRepository#find} finds. Of the embedded file, which this store alone
     * writes, it is remembered until something changes.
     */
    public Optional<Workspace> workspace(String id) {
        return recalled(workspaces, id, key -> read(tx -> tx.workspaces().find(key)));
    }

    /** What {@link CredentialRepository#find} finds, as {@link #workspace}. */
    public Optional<Credential> credential(String username) {
        return recalled(credentials, username, key -> read(tx -> tx.credentials().find(key)));
    }

    private <T> T recalled(RememberedReads<T> reads, String key, Function<String, T> reader) {
        return writer == null ? reader.apply(key) : reads.get(key, reader);
    }

    /**
     * Runs {@code work} as one change: all of it or, when it throws, nothing.
     *
     * @throws MetadataException DUPLICATE when a name is taken, CONFLICT when others were first ten
     *     times in a row
     */
    public <T> T inTransaction(Function<Transaction, T> work) {
        if (writer == null) {
            return repeatOnConflict(work);
        }
        writer.lock();
        try {
            return repeatOnConflict(work);
        } finally {
            writer.unlock();
        }
    }

    private <T> T repeatOnConflict(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work, true);
            } catch (MetadataException e) {
                if (e.problem() != Problem.CONFLICT || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private <T> T attempt(Function<Transaction, T> work, boolean commit) {
        return nativeCallers == null
                ? transact(work, commit)
                : nativeCallers.call(() -> transact(work, commit));
    }

    private <T> T transact(Function<Transaction, T> work, boolean commit) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                Transaction transaction = new Transaction(connection);
                T result = work.apply(transaction);
                if (commit) {
                    connection.commit();
                    committed = true;
                    if (transaction.mayChangeAccess()) {
                        accessVersion.incrementAndGet();
                    }
                }
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw MetadataException.of(e);
        }
    }

    /** Whether the database answers. */
    public boolean isReachable() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
        if (nativeCallers != null) {
            nativeCallers.close();
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
