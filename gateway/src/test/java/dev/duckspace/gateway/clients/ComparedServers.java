package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A real PostgreSQL 15 and Duckspace, side by side, with the same tables where one wants them. */
final class ComparedServers implements AutoCloseable {
    private final GatewayUnderTest gateway;
    private final PostgresServer postgres;
    private int databases;

    private ComparedServers(GatewayUnderTest gateway, PostgresServer postgres) {
        this.gateway = gateway;
        this.postgres = postgres;
    }

    static ComparedServers start() throws IOException {
        return new ComparedServers(GatewayUnderTest.start(), PostgresServer.start());
    }

    /** A workspace with the tables of {@code clients/tables.sql}. */
    WireTarget duckspace() throws IOException {
        return withTables(gateway.workspace());
    }

    /** The same in a database of its own, owned by a role of its own that may do no more. */
    WireTarget postgres() throws IOException {
        String name = "compared_" + ++databases;
        WireTarget administrator = postgres.target();
        run(
                administrator,
                """
                create role owner_of_%1$s login password 'secret';
                create database %1$s owner owner_of_%1$s;
                """
                        .formatted(name));
        return withTables(
                new WireTarget(
                        administrator.kind(),
                        administrator.host(),
                        administrator.port(),
                        name,
                        "owner_of_" + name,
                        "secret",
                        true));
    }

    private static WireTarget withTables(WireTarget target) throws IOException {
        run(target, Files.readString(ComparedClient.SCRIPTS.resolve("tables.sql")));
        return target;
    }

    private static void run(WireTarget target, String script) {
        ClientProgram.Outcome outcome =
                ClientProgram.run(
                        target, List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"), script);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Override
    public void close() {
        gateway.close();
        postgres.close();
    }
}
