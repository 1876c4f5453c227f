package dev.duckspace.gateway.types;

import java.util.Locale;
import java.util.regex.Pattern;

/** macaddr and macaddr8, stored as their bytes. */
final class HardwareAddress {
    private static final Pattern SIX =
            Pattern.compile(
                    "(?:[0-9a-f]{1,2}(:|-)(?:[0-9a-f]{1,2}\\1){4}[0-9a-f]{1,2})"
                            + "|[0-9a-f]{6}[:-][0-9a-f]{6}"
                            + "|[0-9a-f]{4}([.-])[0-9a-f]{4}\\2[0-9a-f]{4}"
                            + "|[0-9a-f]{12}");
    private static final Pattern EIGHT =
            Pattern.compile("[0-9a-f]{2}(?:([:.-])?[0-9a-f]{2}(?:\\1?[0-9a-f]{2})*)");

    private HardwareAddress() {}

    static StoredType.BytesForm form(int bytes) {
        return new Form(bytes);
    }

    private record Form(int bytes) implements StoredType.BytesForm {
        @Override
        public byte[] parse(String text, TextSettings settings) {
            String written = NumberInput.trim(text).toLowerCase(Locale.ROOT);
            boolean valid = (bytes == 6 ? SIX : EIGHT).matcher(written).matches();
            byte[] read = valid ? read(written) : new byte[0];
            if (bytes == 8 && read.length == 6) {
                read =
                        new byte[] {
                            read[0],
                            read[1],
                            read[2],
                            (byte) 0xFF,
                            (byte) 0xFE,
                            read[3],
                            read[4],
                            read[5]
                        };
            }
            if (read.length != bytes) {
                throw InputErrors.invalidSyntax(bytes == 6 ? "macaddr" : "macaddr8", text);
            }
            return read;
        }

        private static byte[] read(String written) {
            StringBuilder digits = new StringBuilder();
            String[] parts = written.split("[:.-]", -1);
            for (String part : parts) {
                digits.append(part.length() == 1 ? "0" + part : part);
            }
            return digits.length() % 2 == 0
                    ? java.util.HexFormat.of().parseHex(digits)
                    : new byte[0];
        }

        @Override
        public String format(byte[] stored, TextSettings settings) {
            return java.util.HexFormat.ofDelimiter(":").formatHex(stored);
        }

        @Override
        public byte[] send(byte[] stored) {
            return stored;
        }

        @Override
        public byte[] receive(byte[] binary) {
            if (binary.length != bytes) {
                throw InputErrors.insufficientData();
            }
            return binary;
        }
    }
}
