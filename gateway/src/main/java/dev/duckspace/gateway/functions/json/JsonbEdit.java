package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of jsonb made of others: joined, and with members or elements taken away. */
public final class JsonbEdit {
    private JsonbEdit() {}

    /** {@code ||}: objects are merged, everything else is joined as arrays. */
    public static Jsonb concat(Jsonb first, Jsonb second) {
        if (first instanceof Jsonb.Members left && second instanceof Jsonb.Members right) {
            SortedMap<String, Jsonb> merged = members(left);
            right.members().forEach(member -> merged.put(member.key(), member.value()));
            return Jsonb.object(merged);
        }
        return new Jsonb.Array(Stream.concat(elements(first), elements(second)).toList());
    }

    private static Stream<Jsonb> elements(Jsonb value) {
        return value instanceof Jsonb.Array array ? array.elements().stream() : Stream.of(value);
    }

    static SortedMap<String, Jsonb> members(Jsonb.Members object) {
        TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEYS);
        object.members().forEach(member -> members.put(member.key(), member.value()));
        return members;
    }

    /** {@code - 'key'}, and {@code - '{key,...}'}: NULLs name nothing. */
    public static Jsonb delete(Jsonb value, List<@Nullable String> keys) {
        return switch (value) {
            case Jsonb.Members object ->
                    new Jsonb.Members(
                            object.members().stream()
                                    .filter(member -> !keys.contains(member.key()))
                                    .toList());
            case Jsonb.Array array ->
                    new Jsonb.Array(
                            array.elements().stream()
                                    .filter(element -> !isOneOf(element, keys))
                                    .toList());
            case Jsonb.Null nothing -> throw scalar();
            case Jsonb.Bool bool -> throw scalar();
            case Jsonb.Num number -> throw scalar();
            case Jsonb.Str string -> throw scalar();
        };
    }

    private static boolean isOneOf(Jsonb element, List<@Nullable String> keys) {
        return element instanceof Jsonb.Str string && keys.contains(string.value());
    }

    private static RuntimeException scalar() {
        return JsonFailures.invalid("cannot delete from scalar");
    }

    /** {@code - 1}. */
    public static Jsonb delete(Jsonb value, long index) {
        return switch (value) {
            case Jsonb.Members object ->
                    throw JsonFailures.invalid("cannot delete from object using integer index");
            case Jsonb.Array array -> {
                long at = index < 0 ? array.elements().size() + index : index;
                yield at < 0 || at >= array.elements().size() ? value : without(array, (int) at);
            }
            case Jsonb.Null nothing -> throw scalar();
            case Jsonb.Bool bool -> throw scalar();
            case Jsonb.Num number -> throw scalar();
            case Jsonb.Str string -> throw scalar();
        };
    }

    public static Jsonb without(Jsonb.Array array, int index) {
        List<Jsonb> elements = new ArrayList<>(array.elements());
        elements.remove(index);
        return new Jsonb.Array(elements);
    }

    /** Members that are null go away, at every depth; elements stay. */
    public static Jsonb stripNulls(Jsonb value) {
        return switch (value) {
            case Jsonb.Array array ->
                    new Jsonb.Array(array.elements().stream().map(JsonbEdit::stripNulls).toList());
            case Jsonb.Members object ->
                    new Jsonb.Members(
                            object.members().stream()
                                    .filter(member -> !member.value().equals(JsonbValues.NULL))
                                    .map(
                                            member ->
                                                    new Jsonb.Member(
                                                            member.key(),
                                                            stripNulls(member.value())))
                                    .toList());
            case Jsonb.Null nothing -> value;
            case Jsonb.Bool bool -> value;
            case Jsonb.Num number -> value;
            case Jsonb.Str string -> value;
        };
    }
}
