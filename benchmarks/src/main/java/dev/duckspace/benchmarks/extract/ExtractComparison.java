package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.servers.GatewayProcess;
import dev.duckspace.benchmarks.servers.PostgresProcess;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.wire.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the same table from all contestants in turns, and compares their medians. */
public final class ExtractComparison {
    private final ExtractOptions options;
    private final List<Server> contestants;

    private ExtractComparison(ExtractOptions options, List<Server> contestants) {
        this.options = options;
        this.contestants = contestants;
    }

    /**
     * @return 0, or 1 when what was read differs between the contestants
     */
    public static int run(ExtractOptions options) throws IOException {
        tellAboutMachine();
        boolean withPostgres = options.withPostgres() && PostgresServer.isInstalled();
        if (options.withPostgres() && !withPostgres) {
            System.err.println(
                    "duckspace: PostgreSQL 15 is not installed: nothing to compare with");
        }
        List<AutoCloseable> servers = new ArrayList<>();
        try {
            List<Server> contestants = new ArrayList<>();
            if (withPostgres) {
                PostgresProcess postgres = PostgresProcess.start(Map.of());
                servers.add(postgres);
                contestants.addAll(postgres(postgres.server(), options.gatewayTls()));
            }
            for (TlsEngine tls : options.gatewayTls()) {
                GatewayProcess gateway = GatewayProcess.start(options.gateway(tls));
                servers.add(gateway);
                contestants.add(gateway.server("gateway, TLS " + tls));
            }
            return new ExtractComparison(options, contestants).run();
        } finally {
            close(servers);
        }
    }

    /** Before anything of ours runs: what else does decides what the figures are worth. */
    private static void tellAboutMachine() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        int processors = machine.getAvailableProcessors();
        double load = machine.getSystemLoadAverage();
        System.out.printf(
                Locale.ROOT, "%d processors, load average %.1f before the run%n", processors, load);
        if (load > processors / 2.0) {
            System.out.println(
                    "The machine is busy: whoever has more threads gets more of it, which favours"
                            + " the gateway. Compare the processor times instead.");
        }
    }

    private static List<Server> postgres(Server server, List<TlsEngine> tls) {
        List<Server> contestants = new ArrayList<>();
        if (tls.stream().anyMatch(engine -> engine != TlsEngine.NONE)) {
            contestants.add(server);
        }
        if (tls.contains(TlsEngine.NONE)) {
            contestants.add(
                    new Server(
                            "PostgreSQL, TLS none",
                            server.contestant(),
                            server.target().withTls(false),
                            server.process()));
        }
        return contestants;
    }

    private static void close(List<AutoCloseable> servers) {
        for (AutoCloseable server : servers.reversed()) {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("duckspace: a server does not stop: " + e);
            }
        }
    }

    private int run() throws IOException {
        boolean same = true;
        for (long rows : options.rows()) {
            ExtractTable table = new ExtractTable(rows);
            create(table);
            PassTable results = new PassTable(table, options.formats(), contestants);
            for (int round = 0; round <= options.rounds(); round++) {
                play(table, round, results);
            }
            results.printMedians();
            same &= results.agree();
        }
        return same ? 0 : 1;
    }

    private void create(ExtractTable table) throws IOException {
        // Contestants that differ in TLS alone may share a database.
        List<Integer> filled = new ArrayList<>();
        for (Server contestant : contestants) {
            if (!filled.contains(contestant.target().port())) {
                filled.add(contestant.target().port());
                System.out.println("making " + table.name() + " in " + contestant.name());
                table.createIn(contestant);
            }
        }
    }

    private void play(ExtractTable table, int round, PassTable results) throws IOException {
        for (ReadFormat format : options.formats()) {
            for (Server contestant : contestants) {
                Pass pass = table.readFrom(contestant, format, options.readerTls());
                if (round == 0) {
                    results.warmedUp(contestant, format, pass);
                } else {
                    results.add(contestant, format, pass);
                }
            }
        }
    }
}
