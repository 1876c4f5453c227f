package dev.duckspace.gateway.sql;

import java.util.Set;

/**
 * The names, in lower case, of columns of the tables and views that are there whose types the
 * engine reckons otherwise with than PostgreSQL.
 *
 * @param reals that only columns of type real have
 * @param smallints that any column of type smallint has
 * @param characters that only columns of type char(n) have
 * @param nested that any column of rows, or of arrays of numerics or rows, has
 */
public record TypedNames(
        Set<String> reals, Set<String> smallints, Set<String> characters, Set<String> nested) {
    public static final TypedNames NONE = new TypedNames(Set.of(), Set.of(), Set.of(), Set.of());

    public TypedNames {
        reals = Set.copyOf(reals);
        smallints = Set.copyOf(smallints);
        characters = Set.copyOf(characters);
        nested = Set.copyOf(nested);
    }
}
