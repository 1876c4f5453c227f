package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Array literals: {@code {1,NULL,"a b"}}, {@code {{1,2},{3,4}}}, {@code [1:2]={5,6}}. */
final class ArrayInput {
    private static final int MAX_DIMENSIONS = 6;

    /** One dimension; a single number is its upper bound. */
    private static final Pattern BOUNDS =
            Pattern.compile("\\s*\\[(?:([+-]?\\d{1,9}):)?([+-]?\\d{1,9})]");

    private sealed interface Item {}

    private record Leaf(EngineValue value) implements Item {}

    private record Items(List<Item> items) implements Item {}

    private final String text;
    private final EngineType element;
    private final Function<String, EngineValue> decodeElement;
    private int at;

    private ArrayInput(
            String text, EngineType element, Function<String, EngineValue> decodeElement) {
        this.text = text;
        this.element = element;
        this.decodeElement = decodeElement;
    }

    static EngineValue parse(
            String text, EngineType element, Function<String, EngineValue> decodeElement) {
        return new ArrayInput(text, element, decodeElement).read();
    }

    private EngineValue read() {
        skipSpace();
        List<Integer> bounds = readBounds();
        if (peek() != '{') {
            throw malformed("Array value must start with \"{\" or dimension information.");
        }
        Items items = readItems(1);
        skipSpace();
        if (at < text.length()) {
            throw malformed("Junk after closing right brace.");
        }
        int depth = depth(items);
        int[] sizes = new int[depth];
        measure(items, 0, sizes);
        if (!bounds.isEmpty() && !bounds.equals(Arrays.stream(sizes).boxed().toList())) {
            throw malformed("Specified array dimensions do not match array contents.");
        }
        return value(items, depth);
    }

    /**
     * {@code [1:3][1:2]=}, of arrays that count from 1.
     *
     * @return the sizes, none where the text has no such prefix
     */
    private List<Integer> readBounds() {
        List<Integer> sizes = new ArrayList<>();
        if (peek() != '[') {
            return sizes;
        }
        Matcher bounds = BOUNDS.matcher(text).region(at, text.length());
        while (bounds.lookingAt()) {
            String lower = bounds.group(1);
            if (lower != null && Integer.parseInt(lower) != 1) {
                throw lowerBoundNotSupported();
            }
            sizes.add(Integer.valueOf(bounds.group(2)));
            at = bounds.end();
            bounds.region(at, text.length());
        }
        skipSpace();
        if (peek() != '=') {
            throw malformed("Missing assignment operator.");
        }
        at++;
        skipSpace();
        return sizes;
    }

    static PgException lowerBoundNotSupported() {
        return PgException.notSupported(
                "arrays with a lower bound other than 1 are not supported",
                "Send the elements without dimension information.");
    }

    private Items readItems(int depth) {
        if (depth > MAX_DIMENSIONS) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "number of array dimensions (%d) exceeds the maximum allowed (%d)"
                            .formatted(depth, MAX_DIMENSIONS));
        }
        at++;
        List<Item> items = new ArrayList<>();
        skipSpace();
        if (peek() == '}') {
            if (depth > 1) {
                throw malformed("Unexpected \"}\" character.");
            }
            at++;
            return new Items(items);
        }
        while (true) {
            skipSpace();
            items.add(peek() == '{' ? readItems(depth + 1) : new Leaf(readElement()));
            skipSpace();
            char next = peek();
            at++;
            if (next == '}') {
                return new Items(items);
            }
            if (next != ',') {
                throw next == '\0'
                        ? malformed("Unexpected end of input.")
                        : malformed("Unexpected array element.");
            }
        }
    }

    private EngineValue readElement() {
        if (peek() == '"') {
            return decodeElement.apply(readQuoted());
        }
        StringBuilder value = new StringBuilder();
        boolean escaped = false;
        int end = 0;
        while (at < text.length() && "{},\"".indexOf(peek()) < 0) {
            char c = text.charAt(at++);
            if (c == '\\') {
                escaped = true;
                value.append(next());
                end = value.length();
            } else {
                value.append(c);
                end = NumberInput.isSpace(c) ? end : value.length();
            }
        }
        value.setLength(end);
        if (value.isEmpty() || peek() == '"' || peek() == '{') {
            throw at < text.length()
                    ? malformed("Unexpected \"%s\" character.".formatted(peek()))
                    : malformed("Unexpected end of input.");
        }
        String word = value.toString();
        boolean isNull = !escaped && word.toUpperCase(Locale.ROOT).equals("NULL");
        return isNull ? new EngineValue.Null() : decodeElement.apply(word);
    }

    private String readQuoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            char c = next();
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? next() : c);
        }
    }

    private char next() {
        if (at == text.length()) {
            throw malformed("Unexpected end of input.");
        }
        return text.charAt(at++);
    }

    private static int depth(Items items) {
        return !items.items.isEmpty() && items.items.getFirst() instanceof Items inner
                ? 1 + depth(inner)
                : 1;
    }

    /** Refuses what is not rectangular. */
    private void measure(Items items, int level, int[] sizes) {
        if (sizes[level] == 0) {
            sizes[level] = items.items.size();
        }
        if (items.items.size() != sizes[level]) {
            throw ragged();
        }
        for (Item item : items.items) {
            boolean innermost = level + 1 == sizes.length;
            switch (item) {
                case Leaf leaf when innermost -> {}
                case Items inner when !innermost -> measure(inner, level + 1, sizes);
                case Leaf leaf -> throw ragged();
                case Items inner -> throw ragged();
            }
        }
    }

    private PgException ragged() {
        return malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
    }

    private EngineValue value(Items items, int depth) {
        List<EngineValue> leaves = new ArrayList<>();
        collect(items, leaves);
        return leaves.isEmpty()
                ? new EngineValue.ListOf(element, List.of())
                : nested(items, depth, elementFor(element, leaves));
    }

    private static void collect(Items items, List<EngineValue> leaves) {
        for (Item item : items.items) {
            switch (item) {
                case Leaf leaf -> leaves.add(leaf.value);
                case Items inner -> collect(inner, leaves);
            }
        }
    }

    private static EngineValue nested(Items items, int depth, EngineType element) {
        EngineType type = element;
        for (int i = 1; i < depth; i++) {
            type = new EngineType.ListOf(type);
        }
        List<EngineValue> values = new ArrayList<>();
        for (Item item : items.items) {
            values.add(
                    switch (item) {
                        case Leaf leaf -> leaf.value;
                        case Items inner -> nested(inner, depth - 1, element);
                    });
        }
        return new EngineValue.ListOf(type, values);
    }

    /** A decimal that holds all of the elements; for other types the type itself. */
    static EngineType elementFor(EngineType element, List<EngineValue> values) {
        if (!(element instanceof EngineType.Decimal)) {
            return element;
        }
        int scale = 0;
        int integerDigits = 1;
        for (EngineValue value : values) {
            if (value instanceof EngineValue.Decimal(BigDecimal decimal)) {
                scale = Math.max(scale, decimal.scale());
                integerDigits = Math.max(integerDigits, decimal.precision() - decimal.scale());
            }
        }
        if (scale + integerDigits > NumberInput.MAX_DECIMAL_DIGITS) {
            throw NumberInput.tooManyDigits();
        }
        return new EngineType.Decimal(NumberInput.MAX_DECIMAL_DIGITS, scale);
    }

    private void skipSpace() {
        while (NumberInput.isSpace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private PgException malformed(String detail) {
        return InputErrors.malformedArray(text, detail);
    }
}
