package dev.duckspace.gateway.types.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * jsonb as the engine keeps it: bytes that sort as PostgreSQL sorts the values.
 *
 * <pre>
 * value:  tag | what follows it
 * null, false, true, empty array that is the whole value: nothing
 * string: UTF-8 | 0
 * number: sign, and but for zero: int32 exponent | digits in pairs, each plus 1 | 0
 *         (all bytes but the sign inverted for negative numbers)
 * array:  int32 count | values
 * object: int32 count | key as UTF-8, 0, value, for each member
 * </pre>
 *
 * <p>Behind the value: for every number up to the last that has any, how many zeros end its
 * decimals, as variable-length integers. So 1.0 and 1 are next to each other but not equal.
 */
public final class JsonbBytes {
    private static final int EMPTY_ARRAY = 0x01;
    private static final int NULL = 0x10;
    private static final int STRING = 0x20;
    private static final int NUMBER = 0x30;
    private static final int FALSE = 0x40;
    private static final int TRUE = 0x41;
    private static final int ARRAY = 0x50;
    private static final int OBJECT = 0x60;

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;

    private JsonbBytes() {}

    public static byte[] encode(Jsonb value) {
        Encoder encoder = new Encoder();
        if (value.equals(JsonbValues.EMPTY_ARRAY)) {
            encoder.out.write(EMPTY_ARRAY);
        } else {
            encoder.value(value);
        }
        return encoder.finish();
    }

    /**
     * @throws IllegalArgumentException for bytes that are no jsonb
     */
    public static Jsonb decode(byte[] bytes) {
        try {
            if (bytes.length == 1 && bytes[0] == EMPTY_ARRAY) {
                return JsonbValues.EMPTY_ARRAY;
            }
            Decoder keys = new Decoder(bytes, bytes.length);
            keys.value();
            return keys.at == bytes.length ? keys.result : new Decoder(bytes, keys.at).value();
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("These bytes are no jsonb", e);
        }
    }

    private static final class Encoder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Integer> zeros = new ArrayList<>();
        private int used;

        private void value(Jsonb value) {
            switch (value) {
                case Jsonb.Null nothing -> out.write(NULL);
                case Jsonb.Bool bool -> out.write(bool.value() ? TRUE : FALSE);
                case Jsonb.Str string -> {
                    out.write(STRING);
                    text(string.value());
                }
                case Jsonb.Num number -> {
                    out.write(NUMBER);
                    number(number.value());
                }
                case Jsonb.Array array -> {
                    out.write(ARRAY);
                    integer(array.elements().size(), 0);
                    array.elements().forEach(this::value);
                }
                case Jsonb.Members object -> {
                    out.write(OBJECT);
                    integer(object.members().size(), 0);
                    for (Jsonb.Member member : object.members()) {
                        text(member.key());
                        value(member.value());
                    }
                }
            }
        }

        private void text(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }

        private void integer(int value, int mask) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write((value >>> shift) ^ mask);
            }
        }

        private void number(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            zeros.add(value.scale() - Math.max(stripped.scale(), 0));
            if (!zeros.getLast().equals(0)) {
                used = zeros.size();
            }
            if (stripped.signum() == 0) {
                out.write(ZERO);
                return;
            }
            int mask = stripped.signum() < 0 ? 0xFF : 0;
            out.write(mask == 0 ? POSITIVE : NEGATIVE);
            String digits = stripped.unscaledValue().abs().toString();
            integer((digits.length() - stripped.scale()) ^ Integer.MIN_VALUE, mask);
            for (int at = 0; at < digits.length(); at += 2) {
                int tens = digits.charAt(at) - '0';
                int ones = at + 1 < digits.length() ? digits.charAt(at + 1) - '0' : 0;
                out.write((tens * 10 + ones + 1) ^ mask);
            }
            out.write(mask);
        }

        private byte[] finish() {
            for (int count : zeros.subList(0, used)) {
                int rest = count;
                while (rest > 0x7F) {
                    out.write((rest & 0x7F) | 0x80);
                    rest >>>= 7;
                }
                out.write(rest);
            }
            return out.toByteArray();
        }
    }

    private static final class Decoder {
        private final byte[] bytes;
        private int at;
        private int zerosAt;
        private Jsonb result = JsonbValues.NULL;

        /**
         * @param zerosAt where the numbers' last zeros stand; at the end: nowhere
         */
        Decoder(byte[] bytes, int zerosAt) {
            this.bytes = bytes;
            this.zerosAt = zerosAt;
        }

        private Jsonb value() {
            int tag = bytes[at++];
            result =
                    switch (tag) {
                        case NULL -> JsonbValues.NULL;
                        case FALSE -> JsonbValues.FALSE;
                        case TRUE -> JsonbValues.TRUE;
                        case STRING -> new Jsonb.Str(text());
                        case NUMBER -> new Jsonb.Num(number());
                        case ARRAY -> array();
                        case OBJECT -> object();
                        default ->
                                throw new IllegalArgumentException("No jsonb begins with " + tag);
                    };
            return result;
        }

        private Jsonb array() {
            int count = integer(0);
            List<Jsonb> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(value());
            }
            return new Jsonb.Array(elements);
        }

        private Jsonb object() {
            int count = integer(0);
            List<Jsonb.Member> members = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String key = text();
                members.add(new Jsonb.Member(key, value()));
            }
            return new Jsonb.Members(members);
        }

        private String text() {
            int from = at;
            while (bytes[at] != 0) {
                at++;
            }
            at++;
            return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
        }

        private int integer(int mask) {
            int value = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                value = (value << 8) | ((bytes[at++] ^ mask) & 0xFF);
            }
            return value;
        }

        private BigDecimal number() {
            int sign = bytes[at++];
            BigDecimal stripped = sign == ZERO ? BigDecimal.ZERO : digits(sign == NEGATIVE);
            int scale = Math.max(stripped.scale(), 0) + zeros();
            return stripped.scale() == scale ? stripped : stripped.setScale(scale);
        }

        private BigDecimal digits(boolean negative) {
            int mask = negative ? 0xFF : 0;
            int exponent = integer(mask) ^ Integer.MIN_VALUE;
            StringBuilder digits = new StringBuilder();
            for (int pair = next(mask); pair != 0; pair = next(mask)) {
                digits.append((char) ('0' + (pair - 1) / 10))
                        .append((char) ('0' + (pair - 1) % 10));
            }
            BigInteger unscaled = new BigInteger(digits.toString());
            BigDecimal value = new BigDecimal(unscaled, digits.length() - exponent);
            return (negative ? value.negate() : value).stripTrailingZeros();
        }

        private int next(int mask) {
            return (bytes[at++] ^ mask) & 0xFF;
        }

        private int zeros() {
            int count = 0;
            for (int shift = 0; zerosAt < bytes.length; shift += 7) {
                int part = bytes[zerosAt++];
                count |= (part & 0x7F) << shift;
                if (part >= 0) {
                    break;
                }
            }
            return count;
        }
    }
}
