package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.function.Function;

/** PostgreSQL's input functions, by type. All of them throw PgException as it answers. */
public final class TextInput {
    private TextInput() {}

    /**
     * A value from its text; of an array all its elements.
     *
     * @param oid a type of {@link PgType}; other types stay texts
     * @throws PgException 22P02, 22003, 22007, 22008 and their like
     */
    public static EngineValue value(int oid, String text, TextSettings settings) {
        return ParameterDecoder.decodeText(oid, text, settings);
    }

    /** An interval of which only some fields are kept. */
    public static EngineValue.Interval interval(
            String text, IntervalFields fields, TextSettings settings) {
        return IntervalInput.interval(text, fields, settings);
    }

    /**
     * A whole number in decimal digits.
     *
     * @param typeName for the message
     */
    public static long integer(String text, long min, long max, String typeName) {
        return NumberInput.integer(text, min, max, typeName);
    }

    /** Unsigned 32 bits; a negative number wraps around. */
    public static long oid(String text) {
        return NumberInput.oid(text);
    }

    public static float float4(String text) {
        return NumberInput.float4(text);
    }

    public static double float8(String text) {
        return NumberInput.float8(text);
    }

    public static boolean bool(String text) {
        return NumberInput.bool(text);
    }

    /** {@code \x6162}, or with {@code \\} and {@code \ooo}. */
    public static byte[] bytea(String text) {
        return StringInput.bytea(text).value();
    }

    /** {@code 0101}, {@code x1F}. */
    public static EngineValue.Bit bits(String text) {
        return StringInput.bits(text);
    }

    /**
     * An array from its text, of whatever dimensions the text has; the engine's own form will do.
     *
     * @param element the engine's type of an element
     * @throws PgException 22P02 for what is no array, and what the element's input throws
     */
    public static List<EngineValue> array(String text, EngineType element, TextSettings settings) {
        EngineValue value =
                ArrayInput.parse(
                        EngineListText.is(text) ? EngineListText.asArray(text) : text,
                        element,
                        reader(element, settings));
        return ((EngineValue.ListOf) value).items();
    }

    /** A value of a type of the engine's from its text, as it is kept. */
    public static EngineValue element(String text, EngineType type, TextSettings settings) {
        return reader(type, settings).apply(text);
    }

    private static Function<String, EngineValue> reader(EngineType type, TextSettings settings) {
        int oid = PgColumnType.of(type).type().oid();
        StoredType stored = StoredTypes.ofOid(oid).orElse(null);
        return stored == null
                ? text -> ParameterDecoder.decodeText(oid, text, settings)
                : text -> stored(stored, text, settings);
    }

    /** As it is kept. */
    private static EngineValue stored(StoredType type, String text, TextSettings settings) {
        return switch (type) {
            case StoredType.OfBytes bytes ->
                    new EngineValue.Blob(bytes.form().parse(text, settings));
            case StoredType.OfText canonical ->
                    new EngineValue.Text(canonical.form().canonical(text));
        };
    }
}
