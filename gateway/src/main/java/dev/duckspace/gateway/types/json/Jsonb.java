package dev.duckspace.gateway.types.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A value of type jsonb. Equal is what PostgreSQL holds equal, but for the scale of numbers. */
public sealed interface Jsonb {

    /** Keys as jsonb keeps them: shorter ones first, then by their bytes. */
    Comparator<String> KEYS = Jsonb::compareKeys;

    record Null() implements Jsonb {}

    record Bool(boolean value) implements Jsonb {}

    /** With the scale that it was written with, 0 or more. */
    record Num(BigDecimal value) implements Jsonb {}

    record Str(String value) implements Jsonb {}

    record Array(List<Jsonb> elements) implements Jsonb {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** An object, its members in the order of {@link #KEYS}. */
    record Members(List<Member> members) implements Jsonb {
        public Members {
            members = List.copyOf(members);
        }

        public @Nullable Jsonb get(String key) {
            int found =
                    Collections.binarySearch(
                            members,
                            new Member(key, JsonbValues.NULL),
                            (first, second) -> KEYS.compare(first.key, second.key));
            return found < 0 ? null : members.get(found).value;
        }
    }

    record Member(String key, Jsonb value) {}

    /**
     * @throws PgException 22P02 for what is no JSON, 22P05 for a zero in a string, 22003 for
     *     numbers beyond numeric
     */
    static Jsonb parse(String text) {
        return of(JsonReader.readCharacters(text));
    }

    static Jsonb of(JsonNode node) {
        return switch (node) {
            case JsonNode.Scalar scalar -> ofScalar(scalar);
            case JsonNode.Array array ->
                    new Array(array.elements().stream().map(Jsonb::of).toList());
            case JsonNode.Members members -> {
                TreeMap<String, Jsonb> map = new TreeMap<>(KEYS);
                for (int i = 0; i < members.keys().size(); i++) {
                    map.put(members.keys().get(i), of(members.values().get(i)));
                }
                yield object(map);
            }
        };
    }

    private static Jsonb ofScalar(JsonNode.Scalar scalar) {
        return switch (scalar.kind()) {
            case STRING -> new Str(scalar.string());
            case NUMBER -> number(scalar.text());
            case BOOLEAN -> bool(scalar.source().charAt(scalar.start()) == 't');
            case NULL, ARRAY, OBJECT -> JsonbValues.NULL;
        };
    }

    static Jsonb bool(boolean value) {
        return value ? JsonbValues.TRUE : JsonbValues.FALSE;
    }

    static Jsonb text(@Nullable String value) {
        return value == null ? JsonbValues.NULL : new Str(value);
    }

    static Jsonb number(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    /** From the digits of a number, an exponent included. */
    static Jsonb number(String digits) {
        try {
            return number(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
        }
    }

    static Jsonb number(BigDecimal value) {
        if (value.precision() - (long) value.scale() > 131_072 || value.scale() > 16_383) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
        }
        return new Num(value.scale() < 0 ? value.setScale(0) : value);
    }

    /**
     * @param sorted by {@link #KEYS}
     */
    static Jsonb object(SortedMap<String, Jsonb> sorted) {
        List<Member> members = new ArrayList<>(sorted.size());
        sorted.forEach((key, value) -> members.add(new Member(key, value)));
        return new Members(members);
    }

    private static int compareKeys(String first, String second) {
        byte[] left = first.getBytes(StandardCharsets.UTF_8);
        byte[] right = second.getBytes(StandardCharsets.UTF_8);
        return left.length == right.length
                ? Arrays.compareUnsigned(left, right)
                : Integer.compare(left.length, right.length);
    }

    default JsonKind kind() {
        return switch (this) {
            case Null nothing -> JsonKind.NULL;
            case Bool bool -> JsonKind.BOOLEAN;
            case Num number -> JsonKind.NUMBER;
            case Str string -> JsonKind.STRING;
            case Array array -> JsonKind.ARRAY;
            case Members members -> JsonKind.OBJECT;
        };
    }

    /** With numbers in their shortest form, so that what PostgreSQL holds equal is equal. */
    default Jsonb unscaled() {
        return switch (this) {
            case Null nothing -> this;
            case Bool bool -> this;
            case Str string -> this;
            case Num number -> new Num(number.value().stripTrailingZeros());
            case Array array -> new Array(array.elements().stream().map(Jsonb::unscaled).toList());
            case Members members ->
                    new Members(
                            members.members().stream()
                                    .map(each -> new Member(each.key(), each.value().unscaled()))
                                    .toList());
        };
    }

    default boolean isScalar() {
        return !(this instanceof Array) && !(this instanceof Members);
    }

    /** As PostgreSQL writes it: {@code {"a": [1, 2]}}. */
    default String text() {
        StringBuilder text = new StringBuilder();
        JsonbText.append(text, this);
        return text.toString();
    }

    /** As {@code ->>} answers it: a string without quotes; null for JSON's null. */
    default @Nullable String asText() {
        return switch (this) {
            case Null nothing -> null;
            case Str string -> string.value();
            case Bool bool -> text();
            case Num number -> text();
            case Array array -> text();
            case Members members -> text();
        };
    }
}
