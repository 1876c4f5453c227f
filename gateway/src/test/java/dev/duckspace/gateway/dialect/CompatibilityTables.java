package dev.duckspace.gateway.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of docs/compatibility.md, from the probe files: a table stands between {@code <!--
 * begin NAME -->} and {@code <!-- end NAME -->}, everything else is written by hand. Run it as a
 * program to write them anew.
 */
final class CompatibilityTables {
    static final Path DOCUMENT = Path.of("../docs/compatibility.md");

    private static final Set<Verdict> RIGHT = Set.of(Verdict.SAME, Verdict.VARIES);
    private static final Pattern CALLED =
            Pattern.compile("select (?:pg_catalog\\.)?\"?([a-z_0-9]+)\"?\\(.*");
    private static final int SHOWN_CHARACTERS = 160;

    private CompatibilityTables() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(DOCUMENT, renewed(Files.readString(DOCUMENT)));
    }

    /** The document with the tables as they must be now. */
    static String renewed(String document) throws IOException {
        List<Probe> statements = new ArrayList<>();
        List<Probe> functions = List.of();
        for (Path file : ProbeFile.all()) {
            if (file.endsWith(ProbeFile.FUNCTIONS)) {
                functions = ProbeFile.read(file);
            } else {
                statements.addAll(ProbeFile.read(file));
            }
        }
        String renewed = replaced(document, "statements", counts(statements));
        renewed =
                replaced(
                        renewed,
                        "refused",
                        noted(statements, probe -> probe.verdict() == Verdict.REFUSED));
        renewed =
                replaced(
                        renewed,
                        "different",
                        noted(
                                statements,
                                probe ->
                                        !RIGHT.contains(probe.verdict())
                                                && probe.verdict() != Verdict.REFUSED));
        return replaced(renewed, "functions", functions(functions));
    }

    private static String replaced(String document, String name, String table) {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        int from = document.indexOf(begin);
        int to = document.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("no place for the table " + name);
        }
        return document.substring(0, from + begin.length()) + table + document.substring(to);
    }

    private static String counts(List<Probe> probes) {
        Map<String, List<Probe>> groups = new TreeMap<>();
        for (Probe probe : probes) {
            groups.computeIfAbsent(probe.group(), group -> new ArrayList<>()).add(probe);
        }
        StringBuilder table =
                new StringBuilder("| group | asked | as PostgreSQL | refused | other |\n");
        table.append("|---|---|---|---|---|\n");
        groups.forEach((group, members) -> table.append(row(group, members)));
        return table.append(row("all", probes)).toString();
    }

    private static String row(String title, List<Probe> probes) {
        long right = probes.stream().filter(p -> RIGHT.contains(p.verdict())).count();
        long refused = probes.stream().filter(p -> p.verdict() == Verdict.REFUSED).count();
        return "| %s | %d | %d | %d | %d |%n"
                .formatted(title, probes.size(), right, refused, probes.size() - right - refused);
    }

    private static String noted(List<Probe> probes, Predicate<Probe> wanted) {
        Map<String, List<Probe>> byNote = new LinkedHashMap<>();
        probes.stream()
                .filter(wanted)
                .forEach(
                        probe ->
                                byNote.computeIfAbsent(probe.note(), note -> new ArrayList<>())
                                        .add(probe));
        StringBuilder list = new StringBuilder();
        byNote.forEach(
                (note, members) -> {
                    list.append("- ").append(note).append(": ");
                    list.append(
                            members.stream()
                                    .map(probe -> code(probe.statement()))
                                    .collect(Collectors.joining(", ")));
                    list.append('\n');
                });
        return list.toString();
    }

    private static String code(String statement) {
        String line = statement.replaceAll("\\s+", " ").replace('`', '\'');
        return "`"
                + (line.length() > SHOWN_CHARACTERS
                        ? line.substring(0, SHOWN_CHARACTERS) + " ..."
                        : line)
                + "`";
    }

    private static String functions(List<Probe> probes) {
        Map<String, List<Probe>> byName = new TreeMap<>();
        for (Probe probe : probes) {
            Matcher called = CALLED.matcher(probe.statement());
            if (called.matches()) {
                byName.computeIfAbsent(called.group(1), name -> new ArrayList<>()).add(probe);
            }
        }
        Set<String> whole = new TreeSet<>();
        Set<String> partly = new TreeSet<>();
        Set<String> none = new TreeSet<>();
        byName.forEach(
                (name, members) -> {
                    long right = members.stream().filter(p -> RIGHT.contains(p.verdict())).count();
                    Set<String> set = right == members.size() ? whole : right == 0 ? none : partly;
                    set.add("`" + name + "`");
                });
        return """
               PostgreSQL's %d documented functions with arguments of fixed types are called with
               NULL of each type by a test, which compares value and result type.

               With all their arguments (%d): %s.

               With some of their arguments (%d): %s.

               Not there, 42883 or 0A000 (%d): %s.
               """
                .formatted(
                        byName.size(),
                        whole.size(),
                        String.join(", ", whole),
                        partly.size(),
                        String.join(", ", partly),
                        none.size(),
                        String.join(", ", none));
    }
}
