package dev.duckspace.gateway.dialect;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the answers of a real PostgreSQL, and how the gateway's stand to them, into probe files.
 * Notes and what varies stay. Then read the differences with a critical eye.
 */
final class ProbeRecorder {
    private ProbeRecorder() {}

    /**
     * Arguments: probe files. A line may also be {@code group, statement}: it is completed, and
     * varies when a second PostgreSQL database gives another answer.
     */
    public static void main(String[] files) throws IOException {
        for (String name : files) {
            Path file = Path.of(name);
            List<Probe> probes = ofPostgres(asked(file));
            ProbeFile.write(file, ofGateway(probes));
        }
    }

    private static List<Probe> asked(Path file) throws IOException {
        String first = Files.readAllLines(file).getFirst();
        if (first.split("\t", -1).length > 2) {
            return ProbeFile.read(file);
        }
        List<Probe> probes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            Answer none = new Answer("", "");
            probes.add(new Probe(fields[0], fields[1], none, false, Verdict.SAME, ""));
        }
        return probes;
    }

    private static List<Probe> ofPostgres(List<Probe> probes) throws IOException {
        List<Probe> recorded = new ArrayList<>();
        try (PostgresServer one = PostgresServer.start();
                PostgresServer other = PostgresServer.start();
                ProbeSession first = new ProbeSession(one.target());
                ProbeSession second = new ProbeSession(other.target())) {
            for (Probe probe : probes) {
                Answer answer = first.answer(probe.statement());
                boolean varies = probe.varies() || !second.answer(probe.statement()).equals(answer);
                Answer kept = varies && !answer.isError() ? answer.withoutRows() : answer;
                recorded.add(
                        new Probe(
                                probe.group(),
                                probe.statement(),
                                kept,
                                varies,
                                probe.verdict(),
                                probe.note()));
            }
        }
        return recorded;
    }

    private static List<Probe> ofGateway(List<Probe> probes) throws IOException {
        List<Probe> judged = new ArrayList<>();
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                ProbeSession session = new ProbeSession(gateway.workspace())) {
            for (Probe probe : probes) {
                judged.add(probe.judged(session.answer(probe.statement())));
            }
        }
        return judged;
    }
}
