package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Utf8;
import dev.duckspace.gateway.types.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads values of PostgreSQL's types that the engine keeps under an alias. */
abstract class AliasReader extends FieldReader {
    private static final String JSON = "JSON";

    private AliasReader(PgType named, TextSettings settings) {
        super(named, settings);
    }

    static boolean reads(EngineType.Scalar type, String alias) {
        return of(type, alias, PgType.TEXT, TextSettings.DEFAULT).isPresent();
    }

    static Optional<FieldReader> of(
            EngineType.Scalar type, String alias, PgType named, TextSettings settings) {
        if (type.id() == TypeId.VARCHAR && alias.equals(JSON)) {
            return Optional.of(new Json(named, settings));
        }
        LengthType length = LengthType.ofAlias(alias).orElse(null);
        if (length != null) {
            return type.id() == TypeId.VARCHAR && length.kind().base() == TypeId.VARCHAR
                    ? Optional.of(new Strings(named, settings, length))
                    : Optional.empty();
        }
        TimeType time = TimeType.ofAlias(alias).orElse(null);
        if (time != null) {
            return type.id() == time.engineType().id()
                    ? Optional.of(new Times(named, settings, time))
                    : Optional.empty();
        }
        return StoredTypes.ofAlias(alias)
                .filter(stored -> stored.engineType().id() == type.id())
                .map(stored -> new Stored(named, settings, stored));
    }

    @Override
    void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
        binaryByText(bytes, from, to, vector, row);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** varchar, varchar(n) and char(n), which is kept without the blanks at its end. */
    private static final class Strings extends AliasReader {
        private final LengthType type;
        private final boolean isText;

        Strings(PgType named, TextSettings settings, LengthType type) {
            super(named, settings);
            this.type = type;
            this.isText = BinaryInput.isText(named);
        }

        /**
         * @throws PgException 22001 when more than blanks is too long
         */
        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            int end = to;
            if (type.limited() && to - from > type.length()) {
                end = endOf(bytes, from, to);
            }
            if (type.kind() == LengthType.Kind.CHAR) {
                while (end > from && bytes[end - 1] == ' ') {
                    end--;
                }
            }
            vector.setString(row, bytes, from, end - from);
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (isText) {
                Utf8.requireValid(bytes, from, to);
                read(bytes, from, to, vector, row);
            } else {
                binaryByText(bytes, from, to, vector, row);
            }
        }

        private int endOf(byte[] bytes, int from, int to) {
            int characters = 0;
            for (int at = from; at < to; at++) {
                boolean begins = (bytes[at] & 0xC0) != 0x80;
                if (begins && ++characters > type.length()) {
                    requireBlanks(bytes, at, to);
                    return at;
                }
            }
            return to;
        }

        private void requireBlanks(byte[] bytes, int from, int to) {
            for (int at = from; at < to; at++) {
                if (bytes[at] != ' ') {
                    throw InputErrors.valueTooLong(type);
                }
            }
        }
    }

    /** Times of a precision, which values are rounded to as they are written. */
    private static final class Times extends AliasReader {
        private final TimeType type;
        private final TextSettings settings;

        Times(PgType named, TextSettings settings, TimeType type) {
            super(named, settings);
            this.type = type;
            this.settings = settings;
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            IntervalFields fields = type.fields();
            if (fields == null) {
                slowly(bytes, from, to, vector, row);
            } else {
                VectorValues.write(
                        vector, row, TextInput.interval(text(bytes, from, to), fields, settings));
            }
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            binarySlowly(bytes, from, to, vector, row);
        }
    }

    private static final class Json extends AliasReader {
        Json(PgType named, TextSettings settings) {
            super(named, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            JsonReader.read(text(bytes, from, to));
            vector.setString(row, bytes, from, to - from);
        }
    }

    private static final class Stored extends AliasReader {
        private final StoredType type;
        private final TextSettings settings;

        Stored(PgType named, TextSettings settings, StoredType type) {
            super(named, settings);
            this.type = type;
            this.settings = settings;
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            String text = text(bytes, from, to);
            byte[] kept =
                    switch (type) {
                        case StoredType.OfBytes binary -> binary.form().parse(text, settings);
                        case StoredType.OfText canonical ->
                                canonical.form().canonical(text).getBytes(StandardCharsets.UTF_8);
                    };
            vector.setString(row, kept, 0, kept.length);
        }
    }
}
