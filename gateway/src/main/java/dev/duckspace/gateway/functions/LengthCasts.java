package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.LengthType;
import dev.duckspace.gateway.types.NetworkAddress;
import dev.duckspace.gateway.types.StoredType;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Casts to strings of a length. A value that is too long for its column is refused where a
 * statement stores it; elsewhere the engine casts by itself, to compare or to find a common type,
 * and it stays whole. An explicit cast cuts it off.
 */
final class LengthCasts {
    /** Types beside text that PostgreSQL casts to strings by itself when they are stored. */
    private static final List<EngineType> OTHERS =
            List.of(
                    new EngineType.Scalar(TypeId.BOOLEAN),
                    new EngineType.Scalar(TypeId.SMALLINT),
                    new EngineType.Scalar(TypeId.INTEGER),
                    new EngineType.Scalar(TypeId.BIGINT),
                    new EngineType.Scalar(TypeId.HUGEINT),
                    new EngineType.Scalar(TypeId.FLOAT),
                    new EngineType.Scalar(TypeId.DOUBLE),
                    new EngineType.Scalar(TypeId.DATE),
                    new EngineType.Scalar(TypeId.TIMESTAMP),
                    new EngineType.Scalar(TypeId.TIMESTAMPTZ),
                    new EngineType.Scalar(TypeId.INTERVAL),
                    new EngineType.Scalar(TypeId.UUID),
                    Definitions.BYTEA);

    /** Other names of the engine's text, which it would take for any length. */
    private static final List<EngineType> STRINGS =
            List.of(
                    Definitions.named(TypeId.VARCHAR, "character varying"),
                    Definitions.named(TypeId.VARCHAR, "pg_bpchar"),
                    Definitions.named(TypeId.VARCHAR, "pg_name"),
                    Definitions.named(TypeId.VARCHAR, "pg_char"));

    private LengthCasts() {}

    /** The text of what an explicit cast to a string of a length is given. */
    static EngineFunction string() {
        return new ResolvedFunction(
                "pg_string",
                List.of(Definitions.ANY),
                arguments ->
                        new ResolvedFunction.Resolution(
                                TEXT,
                                arguments.type(0).id() == TypeId.VARCHAR
                                        ? LengthCasts::copy
                                        : LengthCasts::spell));
    }

    private static void copy(FunctionCall call) {
        ColumnVector from = call.argument(0);
        for (int row = 0; row < call.rows(); row++) {
            if (from.isNull(row)) {
                call.result().setNull(row);
            } else {
                byte[] bytes = from.bytesAt(row);
                call.result().setString(row, bytes, 0, bytes.length);
            }
        }
    }

    private static void spell(FunctionCall call) {
        ColumnVector from = call.argument(0);
        boolean bool = from.type().id() == TypeId.BOOLEAN;
        ValueText text = new ValueText(from.type(), SessionText.of(call));
        for (int row = 0; row < call.rows(); row++) {
            if (from.isNull(row)) {
                call.result().setNull(row);
            } else {
                String spelled = text.of(from, row);
                byte[] bytes =
                        (bool ? (spelled.equals("t") ? "true" : "false") : spelled)
                                .getBytes(StandardCharsets.UTF_8);
                call.result().setString(row, bytes, 0, bytes.length);
            }
        }
    }

    /** From the engine's own types. */
    static List<EngineFunction> into(LengthType type) {
        List<EngineFunction> casts = new ArrayList<>();
        if (type.kind().base() == TypeId.VARCHAR) {
            casts.add(into(TEXT, type));
            STRINGS.forEach(string -> casts.add(into(string, type)));
            OTHERS.forEach(other -> casts.add(written(other, type)));
            TextCasts.FRACTIONS.forEach(each -> casts.add(written(each, type)));
            for (StoredType stored : StoredTypes.all()) {
                if (stored instanceof StoredType.OfBytes && !stored.equals(StoredTypes.INET)) {
                    casts.add(written(stored.engineType(), type));
                }
            }
            casts.add(
                    new SessionCast(
                            StoredTypes.INET.engineType(),
                            type.engineType(),
                            call -> {
                                boolean strict = call.storing();
                                return row ->
                                        fit(
                                                type,
                                                NetworkAddress.ofStored(row.bytes(0)).fullText(),
                                                strict);
                            }));
            return casts;
        }
        casts.add(into(BIT, type));
        if (type.kind() == LengthType.Kind.BIT) {
            casts.add(ofNumber(Definitions.INT, type));
            casts.add(ofNumber(Definitions.BIGINT, type));
        }
        casts.add(
                new SessionCast(
                        TEXT,
                        type.engineType(),
                        call -> {
                            boolean strict = call.storing();
                            return row -> fit(type, bits(row.text(0)), strict);
                        }));
        return casts;
    }

    /** The lowest bits; only an explicit cast may. */
    private static EngineFunction ofNumber(EngineType from, LengthType type) {
        return Definitions.cast(
                from,
                type.engineType(),
                row -> {
                    if (!type.cut()) {
                        throw new PgException(
                                SqlState.DATATYPE_MISMATCH,
                                "a column of type bit takes no number without an explicit cast");
                    }
                    String digits = Long.toBinaryString(row.number(0));
                    String sign = row.number(0) < 0 ? "1" : "0";
                    String wide =
                            sign.repeat(Math.max(0, type.length() - digits.length())) + digits;
                    return new EngineValue.Bit(wide.substring(wide.length() - type.length()));
                });
    }

    /** From another one of these types. */
    static EngineFunction between(LengthType from, LengthType to) {
        return into(from.engineType(), to);
    }

    private static EngineFunction into(EngineType from, LengthType type) {
        return new SessionCast(
                from,
                type.engineType(),
                call -> {
                    boolean strict = call.storing();
                    return type.kind().base() == TypeId.VARCHAR
                            ? row -> fit(type, row.text(0), strict)
                            : row -> fit(type, digits(row), strict);
                });
    }

    /** Of another type's value, as its text. */
    static EngineFunction written(EngineType from, LengthType type) {
        return new SessionCast(
                from,
                type.engineType(),
                call -> {
                    boolean strict = call.storing();
                    TextSettings settings = SessionText.of(call);
                    ValueText text = new ValueText(from, settings);
                    return row -> fit(type, textOf(text, call, row), strict);
                });
    }

    private static String textOf(ValueText text, FunctionCall call, Row row) {
        return row.type(0).id() == TypeId.BOOLEAN
                ? Boolean.toString(row.bool(0))
                : text.of(call.argument(0), row.index());
    }

    /** {@code '{abc,de}'::varchar(3)[]}. */
    static EngineFunction intoArray(LengthType type) {
        return new SessionCast(
                TEXT,
                new EngineType.ListOf(type.engineType()),
                call -> {
                    boolean strict = call.storing();
                    return row -> fitAll(type, row.text(0), strict);
                });
    }

    private static List<Object> fitAll(LengthType type, String text, boolean strict) {
        List<Object> items = new ArrayList<>();
        for (EngineValue item : TextInput.array(text, TEXT, TextSettings.DEFAULT)) {
            items.add(
                    switch (item) {
                        case EngineValue.Text(String value) -> fit(type, value, strict);
                        case EngineValue.ListOf list ->
                                throw PgException.notSupported(
                                        "multidimensional arrays of %s are not supported"
                                                .formatted(type.sqlName()),
                                        "Use text[][].");
                        default -> item;
                    });
        }
        return items;
    }

    static String digits(Row row) {
        return ((EngineValue.Bit) row.value(0)).digits();
    }

    private static String bits(String text) {
        return TextInput.bits(text).digits();
    }

    private static Object fit(LengthType type, String value, boolean strict) {
        String fitted = type.limited() ? fitted(type, value, strict) : value;
        return switch (type.kind()) {
            case VARCHAR -> fitted;
            case CHAR -> withoutBlanks(fitted);
            case BIT, VARBIT -> new EngineValue.Bit(fitted);
        };
    }

    private static String fitted(LengthType type, String value, boolean strict) {
        return switch (type.kind()) {
            case VARCHAR, CHAR -> text(type, value, strict);
            case BIT -> {
                if (value.length() == type.length() || (!type.cut() && !strict)) {
                    yield value;
                }
                if (!type.cut()) {
                    throw new PgException(
                            SqlState.STRING_DATA_LENGTH_MISMATCH,
                            "bit string length %d does not match type %s"
                                    .formatted(value.length(), type.sqlName()));
                }
                yield value.length() > type.length()
                        ? value.substring(0, type.length())
                        : value + "0".repeat(type.length() - value.length());
            }
            case VARBIT -> {
                if (value.length() <= type.length() || (!type.cut() && !strict)) {
                    yield value;
                }
                if (!type.cut()) {
                    throw new PgException(
                            SqlState.STRING_DATA_RIGHT_TRUNCATION,
                            "bit string too long for type " + type.sqlName());
                }
                yield value.substring(0, type.length());
            }
        };
    }

    private static String text(LengthType type, String value, boolean strict) {
        if (value.length() <= type.length()
                || value.codePointCount(0, value.length()) <= type.length()
                || (!type.cut() && !strict)) {
            return value;
        }
        int end = value.offsetByCodePoints(0, type.length());
        if (!type.cut() && !withoutBlanks(value.substring(end)).isEmpty()) {
            throw new PgException(
                    SqlState.STRING_DATA_RIGHT_TRUNCATION,
                    "value too long for type " + type.sqlName());
        }
        return value.substring(0, end);
    }

    static String withoutBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
