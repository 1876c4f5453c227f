package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.protocol.Utf8;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a Bind message, by PostgreSQL's input rules. */
public final class ParameterDecoder {
    private static final short TEXT = 0;
    private static final short BINARY = 1;

    private ParameterDecoder() {}

    /**
     * @param type the declared one
     * @param format 0 text, 1 binary
     * @param value null for NULL
     * @param parameter its number from 1, for messages
     * @throws PgException as PostgreSQL answers: 22P02 and 22007 for a text that is no such value,
     *     22003 and 22008 out of range, 22P03 and 08P01 for impossible binary forms, 22021 for
     *     bytes that are no text; 0A000 for values that the engine has none for
     */
    public static EngineValue decode(
            PgType type,
            short format,
            byte @Nullable [] value,
            TextSettings settings,
            int parameter) {
        if (value == null) {
            return new EngineValue.Null();
        }
        return switch (format) {
            case TEXT -> decodeText(type, utf8(value), settings);
            case BINARY ->
                    StoredTypes.ofOid(type.oid()).orElse(null) instanceof StoredType.OfBytes stored
                            ? new EngineValue.Text(
                                    stored.form().format(stored.form().receive(value), settings))
                            : BinaryInput.decode(type, value, parameter);
            default ->
                    throw new PgException(
                            SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + format);
        };
    }

    /**
     * A value from its text. Types that the engine has no match for stay texts.
     *
     * @throws PgException as {@link #decode}
     */
    public static EngineValue decodeText(int oid, String text, TextSettings settings) {
        return decodeText(PgType.ofOid(oid).orElse(PgType.UNKNOWN), text, settings);
    }

    /** As {@link #decodeText(int, String, TextSettings)}, also of users' types. */
    public static EngineValue decodeText(PgType type, String text, TextSettings settings) {
        if (type.isArray()) {
            return ArrayInput.parse(
                    text,
                    EngineTypeNames.engineType(type.elementOid()),
                    element -> decodeText(type.elementOid(), element, settings));
        }
        return switch (type.name()) {
            case "bool" -> new EngineValue.Bool(NumberInput.bool(text));
            case "int2" -> integer(text, Short.MIN_VALUE, Short.MAX_VALUE, type);
            case "int4" -> integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
            case "int8" -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE, type);
            case "oid", "xid", "cid" -> new EngineValue.Int(NumberInput.oid(text));
            case "float4" -> new EngineValue.Float32(NumberInput.float4(text));
            case "float8" -> new EngineValue.Float64(NumberInput.float8(text));
            case "numeric" -> NumberInput.numeric(text);
            case "bytea" -> StringInput.bytea(text);
            case "uuid" -> StringInput.uuid(text);
            case "bit", "varbit" -> StringInput.bits(text);
            case "date" -> DateTimeInput.date(text, settings);
            case "time" -> DateTimeInput.time(text, settings);
            case "timetz" -> DateTimeInput.timeTz(text, settings);
            case "timestamp" -> DateTimeInput.timestamp(text, settings);
            case "timestamptz" -> DateTimeInput.timestampTz(text, settings);
            case "interval" -> IntervalInput.interval(text, settings);
            default -> new EngineValue.Text(text);
        };
    }

    private static EngineValue integer(String text, long min, long max, PgType type) {
        return new EngineValue.Int(NumberInput.integer(text, min, max, type.sqlName()));
    }

    /**
     * @throws PgException 22021 for bytes that are not UTF-8, or a zero byte
     */
    static String utf8(byte[] bytes) {
        String text = Utf8.decode(bytes);
        if (text.indexOf('\0') >= 0) {
            throw new PgException(
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                    "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
        return text;
    }
}
