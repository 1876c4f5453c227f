package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of inet or cidr.
 *
 * <p>Stored as family (4 or 6), the network, the length of its mask, and the address: bytes that
 * compare as PostgreSQL compares addresses.
 *
 * @param address 4 or 16 bytes; never changed
 * @param bits length of the mask
 */
public record NetworkAddress(byte[] address, int bits) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /**
     * @param cidr whether octets may be left out, and no bit may be set behind the mask
     */
    static NetworkAddress parse(String text, boolean cidr) {
        String type = cidr ? "cidr" : "inet";
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = host.indexOf(':') >= 0 ? ipv6(host) : ipv4(host, cidr);
        if (bytes == null) {
            throw InputErrors.invalidSyntax(type, text);
        }
        int bits = slash < 0 ? defaultBits(host, bytes, cidr) : mask(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw InputErrors.invalidSyntax(type, text);
        }
        NetworkAddress parsed = new NetworkAddress(bytes, bits);
        if (cidr && !Arrays.equals(parsed.network(), bytes)) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_TEXT_REPRESENTATION,
                                    "invalid cidr value: \"%s\"".formatted(text))
                            .withDetail("Value has bits set to right of mask."));
        }
        return parsed;
    }

    private static int mask(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= 3;
        for (int i = 0; i < digits.length(); i++) {
            number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return number ? Integer.parseInt(digits) : -1;
    }

    /** Of a cidr without a mask: by the old classes, and no octet that is written is cut off. */
    private static int defaultBits(String host, byte[] bytes, boolean cidr) {
        if (!cidr || bytes.length == IPV6_BYTES) {
            return bytes.length * 8;
        }
        int first = bytes[0] & 0xFF;
        int byClass =
                first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
        int octets = (int) host.chars().filter(c -> c == '.').count() + 1;
        return Math.max(byClass, octets * 8);
    }

    private static byte @Nullable [] ipv4(String host, boolean cidr) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > IPV4_BYTES || (!cidr && parts.length < IPV4_BYTES)) {
            return null;
        }
        byte[] bytes = new byte[IPV4_BYTES];
        for (int i = 0; i < parts.length; i++) {
            int octet = mask(parts[i]);
            if (octet < 0 || octet > 255) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return bytes;
    }

    private static byte @Nullable [] ipv6(String host) {
        int gap = host.indexOf("::");
        if (gap >= 0 && host.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<Integer> head = groups(gap < 0 ? host : host.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(host.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int written = head.size() + tail.size();
        if (gap < 0 ? written != 8 : written > 7) {
            return null;
        }
        byte[] bytes = new byte[IPV6_BYTES];
        for (int i = 0; i < head.size(); i++) {
            put(bytes, i, head.get(i));
        }
        for (int i = 0; i < tail.size(); i++) {
            put(bytes, 8 - tail.size() + i, tail.get(i));
        }
        return bytes;
    }

    private static void put(byte[] bytes, int group, int value) {
        bytes[2 * group] = (byte) (value >> 8);
        bytes[2 * group + 1] = (byte) value;
    }

    /** Groups of 16 bits; the last two may be written as IPv4. Null for anything else. */
    private static @Nullable List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') > 0) {
                byte[] inner = ipv4(parts[i], false);
                if (inner == null) {
                    return null;
                }
                groups.add(((inner[0] & 0xFF) << 8) | (inner[1] & 0xFF));
                groups.add(((inner[2] & 0xFF) << 8) | (inner[3] & 0xFF));
            } else {
                boolean hex = !parts[i].isEmpty() && parts[i].length() <= 4;
                for (int c = 0; c < parts[i].length(); c++) {
                    hex &= Character.digit(parts[i].charAt(c), 16) >= 0;
                }
                if (!hex) {
                    return null;
                }
                groups.add(Integer.parseInt(parts[i], 16));
            }
        }
        return groups;
    }

    public static NetworkAddress ofStored(byte[] stored) {
        int width = stored[0] == 4 ? IPV4_BYTES : IPV6_BYTES;
        return new NetworkAddress(
                Arrays.copyOfRange(stored, 2 + width, 2 + 2 * width), stored[1 + width] & 0xFF);
    }

    public byte[] stored() {
        byte[] stored = new byte[2 + 2 * address.length];
        stored[0] = (byte) family();
        System.arraycopy(network(), 0, stored, 1, address.length);
        stored[1 + address.length] = (byte) bits;
        System.arraycopy(address, 0, stored, 2 + address.length, address.length);
        return stored;
    }

    /** 4 or 6. */
    public int family() {
        return address.length == IPV4_BYTES ? 4 : 6;
    }

    public int maxBits() {
        return address.length * 8;
    }

    /** The address with the bits behind the mask cleared. */
    public byte[] network() {
        byte[] mask = netmask();
        byte[] network = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            network[i] = (byte) (address[i] & mask[i]);
        }
        return network;
    }

    public byte[] netmask() {
        byte[] mask = new byte[address.length];
        for (int i = 0; i < bits; i++) {
            mask[i >> 3] |= (byte) (0x80 >> (i & 7));
        }
        return mask;
    }

    /** Whether the other is within this network or the same. */
    public boolean contains(NetworkAddress other) {
        return family() == other.family()
                && bits <= other.bits
                && Arrays.equals(network(), new NetworkAddress(other.address, bits).network());
    }

    /** Without its mask. */
    public String host() {
        return address.length == IPV4_BYTES ? dotted(address, 0) : colons();
    }

    /** {@code 10.0.0.1}, {@code 10.0.0.1/8}: the mask of a host is left out. */
    public String text() {
        return bits == maxBits() ? host() : host() + '/' + bits;
    }

    /** With its mask in any case, as cidr is printed. */
    public String fullText() {
        return host() + '/' + bits;
    }

    private static String dotted(byte[] bytes, int from) {
        return "%d.%d.%d.%d"
                .formatted(
                        bytes[from] & 0xFF,
                        bytes[from + 1] & 0xFF,
                        bytes[from + 2] & 0xFF,
                        bytes[from + 3] & 0xFF);
    }

    private int group(int index) {
        return ((address[2 * index] & 0xFF) << 8) | (address[2 * index + 1] & 0xFF);
    }

    private String colons() {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        boolean mapped = gap == 0 && (gapLength == 6 || (gapLength == 5 && group(5) == 0xFFFF));
        StringBuilder text = new StringBuilder();
        int groups = mapped ? 6 : 8;
        for (int i = 0; i < groups; i++) {
            if (i == gap) {
                text.append(i == 0 ? "::" : ":");
                i += gapLength - 1;
                continue;
            }
            text.append(Integer.toHexString(group(i))).append(i < 7 ? ":" : "");
        }
        return mapped ? text + dotted(address, 12) : text.toString();
    }

    /**
     * @param cidr which of the two types
     */
    static StoredType.BytesForm form(boolean cidr) {
        return new Form(cidr);
    }

    private record Form(boolean cidr) implements StoredType.BytesForm {
        private static final byte PGSQL_AF_INET = 2;

        @Override
        public byte[] parse(String text, TextSettings settings) {
            return NetworkAddress.parse(text, cidr).stored();
        }

        @Override
        public String format(byte[] stored, TextSettings settings) {
            NetworkAddress value = ofStored(stored);
            return cidr ? value.fullText() : value.text();
        }

        /** Family 2 or 3, bits, whether cidr, number of bytes, bytes. */
        @Override
        public byte[] send(byte[] stored) {
            NetworkAddress value = ofStored(stored);
            byte[] binary = new byte[4 + value.address.length];
            binary[0] = value.family() == 4 ? PGSQL_AF_INET : PGSQL_AF_INET + 1;
            binary[1] = (byte) value.bits;
            binary[2] = (byte) (cidr ? 1 : 0);
            binary[3] = (byte) value.address.length;
            System.arraycopy(value.address, 0, binary, 4, value.address.length);
            return binary;
        }

        @Override
        public byte[] receive(byte[] binary) {
            int width = binary.length - 4;
            boolean valid =
                    (width == IPV4_BYTES || width == IPV6_BYTES)
                            && binary[0]
                                    == (width == IPV4_BYTES ? PGSQL_AF_INET : PGSQL_AF_INET + 1)
                            && binary[3] == width
                            && (binary[1] & 0xFF) <= width * 8;
            if (!valid) {
                throw InputErrors.invalidBinary(
                        "invalid external \"%s\" value".formatted(cidr ? "cidr" : "inet"));
            }
            return new NetworkAddress(
                            Arrays.copyOfRange(binary, 4, binary.length), binary[1] & 0xFF)
                    .stored();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NetworkAddress(byte[] otherAddress, int otherBits)
                && bits == otherBits
                && Arrays.equals(address, otherAddress);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + bits;
    }

    @Override
    public String toString() {
        return text();
    }
}
