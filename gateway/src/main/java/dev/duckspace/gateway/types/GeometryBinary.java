package dev.duckspace.gateway.types;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The binary messages of geometric types: their coordinates, as they stand in the text. */
final class GeometryBinary {
    private static final Pattern NUMBER = Pattern.compile("[^(),<>\\[\\]{}]+");

    private GeometryBinary() {}

    /**
     * @param text as {@link GeometryText} prints it
     */
    static byte[] of(PgType type, String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(NumberInput.float8(number.group()));
        }
        boolean path = type.equals(PgType.PATH);
        boolean counted = path || type.equals(PgType.POLYGON);
        int head = (path ? 1 : 0) + (counted ? Integer.BYTES : 0);
        ByteBuffer bytes = ByteBuffer.allocate(head + numbers.size() * Double.BYTES);
        if (path) {
            bytes.put((byte) (text.startsWith("(") ? 1 : 0));
        }
        if (counted) {
            bytes.putInt(numbers.size() / 2);
        }
        numbers.forEach(bytes::putDouble);
        return bytes.array();
    }
}
