package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writers of the types that are kept under an alias. */
final class StoredWriters {
    private StoredWriters() {}

    /** Null for types that are written as the engine's own. */
    static @Nullable ValueWriter text(EngineType.Scalar type, TextSettings settings) {
        String alias = type.alias();
        if (alias == null) {
            return null;
        }
        ValueWriter padded = padded(alias);
        if (padded != null) {
            return padded;
        }
        return switch (StoredTypes.ofAlias(alias).orElse(null)) {
            case null -> null;
            case StoredType.OfText text -> null;
            case StoredType.OfBytes bytes ->
                    new Written(
                            (vector, row) ->
                                    utf8(bytes.form().format(vector.bytesAt(row), settings)));
        };
    }

    /** Null for types that are written as the engine's own. */
    static @Nullable ValueWriter binary(EngineType.Scalar type) {
        String alias = type.alias();
        if (alias == null) {
            return null;
        }
        ValueWriter padded = padded(alias);
        if (padded != null) {
            return padded;
        }
        ValueWriter ofCatalog = ofCatalog(alias);
        if (ofCatalog != null) {
            return ofCatalog;
        }
        return switch (StoredTypes.ofAlias(alias).orElse(null)) {
            case null -> null;
            case StoredType.OfText text when text.type().equals(PgType.XML) -> null;
            case StoredType.OfText text when text.type().category() == 'G' ->
                    new Written(
                            (vector, row) -> GeometryBinary.of(text.type(), vector.textAt(row)));
            case StoredType.OfText text ->
                    throw PgException.notSupported(
                            "the binary format of %s is not supported"
                                    .formatted(text.type().name()),
                            "Ask for the text format, or cast to text.");
            case StoredType.OfBytes bytes ->
                    new Written((vector, row) -> bytes.form().send(vector.bytesAt(row)));
        };
    }

    /** What the catalog keeps as texts, though its binary form is none. */
    private static @Nullable ValueWriter ofCatalog(String alias) {
        return switch (alias) {
            case "pg_lsn" -> new Written((vector, row) -> logPosition(vector.textAt(row)));
            case "pg_inet" -> new Written((vector, row) -> address(vector.textAt(row)));
            default -> null;
        };
    }

    /** Of {@code 0/16B3748}: the high and the low half in hexadecimal. */
    private static byte[] logPosition(String text) {
        int slash = text.indexOf('/');
        return ByteBuffer.allocate(Long.BYTES)
                .putInt(Integer.parseUnsignedInt(text.substring(0, slash), 16))
                .putInt(Integer.parseUnsignedInt(text.substring(slash + 1), 16))
                .array();
    }

    private static byte[] address(String text) {
        StoredType.BytesForm form = NetworkAddress.form(false);
        return form.send(form.parse(text, TextSettings.DEFAULT));
    }

    private static @Nullable ValueWriter padded(String alias) {
        LengthType length = LengthType.ofAlias(alias).orElse(null);
        return length == null || length.kind() != LengthType.Kind.CHAR
                ? null
                : new Padded(length.length());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Bytes {
        byte[] of(ColumnVector vector, int row);
    }

    private static final class Written extends NestedWriter {
        private final Bytes bytes;

        Written(Bytes bytes) {
            this.bytes = bytes;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            byte[] value = bytes.of(vector, row);
            RowLimits.ensureWritable(out, value.length);
            out.writeBytes(value);
        }
    }

    /** Text with blanks behind it, up to a number of characters. */
    private static final class Padded extends NestedWriter {
        private final int length;

        Padded(int length) {
            this.length = length;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            byte[] text = vector.bytesAt(row);
            int characters = 0;
            for (byte b : text) {
                characters += (b & 0xC0) == 0x80 ? 0 : 1;
            }
            int blanks = Math.max(0, length - characters);
            RowLimits.ensureWritable(out, (long) text.length + blanks);
            out.writeBytes(text);
            for (int i = 0; i < blanks; i++) {
                out.writeByte(' ');
            }
        }
    }
}
