package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbBytes;
import java.util.Arrays;

/** Which values are equal, which come first, and which contain which. */
public final class JsonbComparison {
    private JsonbComparison() {}

    /** Numbers by value: 1.0 is 1. */
    public static boolean equal(Jsonb first, Jsonb second) {
        return switch (first) {
            case Jsonb.Num number ->
                    second instanceof Jsonb.Num other
                            && number.value().compareTo(other.value()) == 0;
            case Jsonb.Array array -> second instanceof Jsonb.Array other && equal(array, other);
            case Jsonb.Members object ->
                    second instanceof Jsonb.Members other && equal(object, other);
            case Jsonb.Null nothing -> first.equals(second);
            case Jsonb.Bool bool -> first.equals(second);
            case Jsonb.Str string -> first.equals(second);
        };
    }

    private static boolean equal(Jsonb.Array first, Jsonb.Array second) {
        if (first.elements().size() != second.elements().size()) {
            return false;
        }
        for (int i = 0; i < first.elements().size(); i++) {
            if (!equal(first.elements().get(i), second.elements().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Jsonb.Members first, Jsonb.Members second) {
        if (first.members().size() != second.members().size()) {
            return false;
        }
        for (int i = 0; i < first.members().size(); i++) {
            Jsonb.Member left = first.members().get(i);
            Jsonb.Member right = second.members().get(i);
            if (!left.key().equals(right.key()) || !equal(left.value(), right.value())) {
                return false;
            }
        }
        return true;
    }

    public static int compare(Jsonb first, Jsonb second) {
        return equal(first, second)
                ? 0
                : Arrays.compareUnsigned(JsonbBytes.encode(first), JsonbBytes.encode(second));
    }

    /** {@code whole @> part}: an array also contains a scalar that is one of its elements. */
    public static boolean contains(Jsonb whole, Jsonb part) {
        if (whole instanceof Jsonb.Array array && part.isScalar()) {
            return containsScalar(array, part);
        }
        return containsNested(whole, part);
    }

    private static boolean containsNested(Jsonb whole, Jsonb part) {
        return switch (part) {
            case Jsonb.Array array ->
                    whole instanceof Jsonb.Array elements
                            && array.elements().stream()
                                    .allMatch(element -> containsElement(elements, element));
            case Jsonb.Members object ->
                    whole instanceof Jsonb.Members members
                            && object.members().stream()
                                    .allMatch(member -> containsMember(members, member));
            case Jsonb.Null nothing -> equal(whole, part);
            case Jsonb.Bool bool -> equal(whole, part);
            case Jsonb.Num number -> equal(whole, part);
            case Jsonb.Str string -> equal(whole, part);
        };
    }

    private static boolean containsElement(Jsonb.Array array, Jsonb element) {
        return element.isScalar()
                ? containsScalar(array, element)
                : array.elements().stream().anyMatch(whole -> containsNested(whole, element));
    }

    private static boolean containsScalar(Jsonb.Array array, Jsonb scalar) {
        return array.elements().stream().anyMatch(element -> equal(element, scalar));
    }

    private static boolean containsMember(Jsonb.Members object, Jsonb.Member member) {
        Jsonb value = object.get(member.key());
        return value != null && containsNested(value, member.value());
    }
}
