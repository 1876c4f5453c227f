package dev.duckspace.gateway.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Probes that follow one another in one session: a line each, {@code group, verdict, varies or
 * nothing, statement, PostgreSQL's answer, its columns, note} between tabs; backslash, tab and line
 * end are escaped.
 */
final class ProbeFile {
    /** The statements that the project has to answer. */
    static final Path PROBES = Path.of("src/test/resources/dialect/probes.tsv");

    /** Each of PostgreSQL's documented functions with NULLs. */
    static final Path FUNCTIONS = Path.of("functions.tsv");

    private static final int FIELDS = 7;
    private static final String VARIES = "varies";

    private ProbeFile() {}

    /** All files of the test resources. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dialect"))) {
            return files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList();
        }
    }

    static List<Probe> read(Path file) throws IOException {
        List<Probe> probes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IOException(file + ": not " + FIELDS + " fields: " + line);
            }
            probes.add(
                    new Probe(
                            fields[0],
                            plain(fields[3]),
                            new Answer(plain(fields[4]), plain(fields[5])),
                            fields[2].equals(VARIES),
                            Verdict.named(fields[1]),
                            fields[6]));
        }
        return probes;
    }

    static void write(Path file, List<Probe> probes) throws IOException {
        Files.write(file, probes.stream().map(ProbeFile::line).toList());
    }

    private static String line(Probe probe) {
        return String.join(
                "\t",
                probe.group(),
                probe.verdict().title(),
                probe.varies() ? VARIES : "",
                escaped(probe.statement()),
                escaped(probe.postgres().text()),
                escaped(probe.postgres().columns()),
                probe.note());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '\\') {
                next =
                        switch (text.charAt(++at)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> text.charAt(at);
                        };
            }
            plain.append(next);
        }
        return plain.toString();
    }
}
