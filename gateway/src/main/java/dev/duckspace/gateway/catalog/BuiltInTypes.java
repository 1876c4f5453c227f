package dev.duckspace.gateway.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** PostgreSQL's own types, as far as columns and names need them. */
final class BuiltInTypes {
    /** One row of pg_type. */
    record Facts(
            long oid,
            String name,
            long namespace,
            int length,
            boolean byValue,
            char category,
            long element,
            long array,
            String align,
            String storage,
            long collation,
            long output,
            long send) {}

    private static final Map<Long, Facts> BY_OID = new HashMap<>();
    private static final Map<String, Facts> BY_NAME = new HashMap<>();

    static {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(CatalogFile.stream("rows/pg_type.csv.gz")),
                                StandardCharsets.UTF_8))) {
            lines.lines().map(BuiltInTypes::facts).forEach(BuiltInTypes::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the types", e);
        }
    }

    private BuiltInTypes() {}

    private static void add(Facts facts) {
        BY_OID.put(facts.oid(), facts);
        BY_NAME.putIfAbsent(facts.name(), facts);
    }

    private static Facts facts(String line) {
        // The only quoted field is the delimiter between elements.
        String[] field = line.replace("\",\"", "comma").split(",", -1);
        return new Facts(
                Long.parseLong(field[0]),
                field[1],
                Long.parseLong(field[2]),
                Integer.parseInt(field[4]),
                field[5].equals("true"),
                field[7].charAt(0),
                Long.parseLong(field[13]),
                Long.parseLong(field[14]),
                field[22],
                field[23],
                Long.parseLong(field[28]),
                Long.parseLong(field[16]),
                Long.parseLong(field[18]));
    }

    /** Of a type that {@link #has} has. */
    static Facts ofOid(long oid) {
        Facts facts = BY_OID.get(oid);
        if (facts == null) {
            throw new IllegalArgumentException("no built-in type " + oid);
        }
        return facts;
    }

    static boolean has(long oid) {
        return BY_OID.containsKey(oid);
    }

    /** By typname; the oid of text for what is none. */
    static long oidOf(String name) {
        Facts facts = BY_NAME.get(name);
        return facts == null ? 25 : facts.oid();
    }
}
