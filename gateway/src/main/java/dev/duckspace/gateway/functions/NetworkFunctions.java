package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.NetworkAddress;
import dev.duckspace.gateway.types.StoredTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;

/** Functions and operators of inet and cidr, and of hardware addresses. */
final class NetworkFunctions {
    private static final EngineType INET = StoredTypes.INET.engineType();
    private static final EngineType CIDR = StoredTypes.CIDR.engineType();
    private static final EngineType MACADDR = StoredTypes.MACADDR.engineType();
    private static final EngineType MACADDR8 = StoredTypes.MACADDR8.engineType();

    private final List<EngineFunction> functions = new ArrayList<>();

    private NetworkFunctions() {}

    static List<EngineFunction> all() {
        NetworkFunctions all = new NetworkFunctions();
        all.casts();
        all.accessors();
        all.operators();
        all.hardware();
        return all.functions;
    }

    /** cidr is taken for inet where that is asked for; both are stored alike. */
    private void casts() {
        functions.add(
                new CastFunction(CIDR, INET, 1, cast(CIDR, INET, row -> row.bytes(0)).body()));
        functions.add(cast(INET, CIDR, row -> networkOf(address(row, 0)).stored()));
    }

    private static NetworkAddress address(Row row, int argument) {
        return NetworkAddress.ofStored(row.bytes(argument));
    }

    private static NetworkAddress networkOf(NetworkAddress of) {
        return new NetworkAddress(of.network(), of.bits());
    }

    /** cidr is taken for inet, but where the answer differs. */
    private void accessors() {
        text("host", INET, NetworkAddress::host);
        text("text", INET, NetworkAddress::fullText);
        text("abbrev", INET, NetworkAddress::text);
        text("abbrev", CIDR, NetworkFunctions::abbreviated);
        functions.add(function("masklen", INT, List.of(INET), row -> address(row, 0).bits()));
        functions.add(function("family", INT, List.of(INET), row -> address(row, 0).family()));
        made("netmask", INET, of -> host(of.netmask()));
        made("hostmask", INET, of -> host(inverted(of.netmask())));
        made("network", CIDR, NetworkFunctions::networkOf);
        made("broadcast", INET, NetworkFunctions::broadcast);
        for (EngineType type : List.of(INET, CIDR)) {
            functions.add(
                    function(
                            "set_masklen",
                            type,
                            List.of(type, INT),
                            row -> withMask(address(row, 0), row.integer(1), type.equals(CIDR))));
        }
    }

    private void text(String name, EngineType type, Function<NetworkAddress, String> of) {
        functions.add(function(name, TEXT, List.of(type), row -> of.apply(address(row, 0))));
    }

    private void made(String name, EngineType result, Function<NetworkAddress, NetworkAddress> of) {
        functions.add(
                function(name, result, List.of(INET), row -> of.apply(address(row, 0)).stored()));
    }

    /** Zero octets that the mask leaves out are not written. */
    private static String abbreviated(NetworkAddress of) {
        if (of.family() == 6) {
            return of.fullText();
        }
        String[] octets = of.host().split("\\.");
        int kept = Math.max(1, (of.bits() + 7) / 8);
        return String.join(".", Arrays.copyOf(octets, kept)) + '/' + of.bits();
    }

    private static NetworkAddress host(byte[] bytes) {
        return new NetworkAddress(bytes, bytes.length * 8);
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    private static NetworkAddress broadcast(NetworkAddress of) {
        byte[] mask = of.netmask();
        byte[] bytes = of.address().clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= (byte) ~mask[i];
        }
        return new NetworkAddress(bytes, of.bits());
    }

    private static byte[] withMask(NetworkAddress of, int bits, boolean cidr) {
        int length = bits == -1 ? of.maxBits() : bits;
        if (length < 0 || length > of.maxBits()) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "invalid mask length: " + bits);
        }
        NetworkAddress masked = new NetworkAddress(of.address(), length);
        return (cidr ? networkOf(masked) : masked).stored();
    }

    private void operators() {
        test("<<", (a, b) -> b.contains(a) && b.bits() < a.bits());
        test("<<=", (a, b) -> b.contains(a));
        test(">>", (a, b) -> a.contains(b) && a.bits() < b.bits());
        test(">>=", NetworkAddress::contains);
        test("&&", (a, b) -> a.contains(b) || b.contains(a));
        test("inet_same_family", (a, b) -> a.family() == b.family());
        bits("&", (a, b) -> a & b);
        bits("|", (a, b) -> a | b);
        functions.add(
                function(
                        "~",
                        INET,
                        List.of(INET),
                        row -> {
                            NetworkAddress of = address(row, 0);
                            return new NetworkAddress(inverted(of.address()), of.bits()).stored();
                        }));
        functions.add(
                function(
                        "+",
                        INET,
                        List.of(INET, BIGINT),
                        row -> moved(address(row, 0), BigInteger.valueOf(row.number(1)))));
        functions.add(
                function(
                        "+",
                        INET,
                        List.of(BIGINT, INET),
                        row -> moved(address(row, 1), BigInteger.valueOf(row.number(0)))));
        functions.add(
                function(
                        "-",
                        INET,
                        List.of(INET, BIGINT),
                        row -> moved(address(row, 0), BigInteger.valueOf(row.number(1)).negate())));
        functions.add(
                function(
                        "-",
                        BIGINT,
                        List.of(INET, INET),
                        row -> distance(address(row, 0), address(row, 1))));
        functions.add(
                function(
                        "inet_merge",
                        CIDR,
                        List.of(INET, INET),
                        row -> merged(address(row, 0), address(row, 1))));
    }

    private void test(String name, BiPredicate<NetworkAddress, NetworkAddress> of) {
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(INET, INET),
                        row -> of.test(address(row, 0), address(row, 1))));
    }

    private void bits(String name, IntBinaryOperator of) {
        BinaryOperator<NetworkAddress> both =
                (a, b) -> {
                    requireSameFamily(a, b, name.equals("&") ? "AND" : "OR");
                    byte[] bytes = new byte[a.address().length];
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = (byte) of.applyAsInt(a.address()[i], b.address()[i]);
                    }
                    return new NetworkAddress(bytes, Math.max(a.bits(), b.bits()));
                };
        functions.add(
                function(
                        name,
                        INET,
                        List.of(INET, INET),
                        row -> both.apply(address(row, 0), address(row, 1)).stored()));
    }

    private static void requireSameFamily(NetworkAddress a, NetworkAddress b, String operation) {
        if (a.family() != b.family()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "cannot %s inet values of different sizes".formatted(operation));
        }
    }

    private static byte[] moved(NetworkAddress of, BigInteger by) {
        BigInteger sum = new BigInteger(1, of.address()).add(by);
        if (sum.signum() < 0 || sum.bitLength() > of.maxBits()) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "result is out of range");
        }
        byte[] magnitude = sum.toByteArray();
        byte[] bytes = new byte[of.address().length];
        int length = Math.min(magnitude.length, bytes.length);
        System.arraycopy(
                magnitude, magnitude.length - length, bytes, bytes.length - length, length);
        return new NetworkAddress(bytes, of.bits()).stored();
    }

    private static long distance(NetworkAddress a, NetworkAddress b) {
        if (a.family() != b.family()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "cannot subtract inet values of different sizes");
        }
        BigInteger distance =
                new BigInteger(1, a.address()).subtract(new BigInteger(1, b.address()));
        if (distance.bitLength() > 63) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "result is out of range");
        }
        return distance.longValueExact();
    }

    private static byte[] merged(NetworkAddress a, NetworkAddress b) {
        if (a.family() != b.family()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "cannot merge addresses from different families");
        }
        int bits = Math.min(a.bits(), b.bits());
        while (!new NetworkAddress(a.address(), bits)
                .contains(new NetworkAddress(b.address(), bits))) {
            bits--;
        }
        return networkOf(new NetworkAddress(a.address(), bits)).stored();
    }

    private void hardware() {
        for (EngineType type : List.of(MACADDR, MACADDR8)) {
            bytes("&", type, (a, b) -> a & b);
            bytes("|", type, (a, b) -> a | b);
            functions.add(function("~", type, List.of(type), row -> inverted(row.bytes(0))));
            functions.add(
                    function(
                            "trunc",
                            type,
                            List.of(type),
                            row -> {
                                byte[] bytes = row.bytes(0);
                                Arrays.fill(bytes, 3, bytes.length, (byte) 0);
                                return bytes;
                            }));
        }
        functions.add(
                cast(
                        MACADDR,
                        MACADDR8,
                        row -> {
                            byte[] six = row.bytes(0);
                            return new byte[] {
                                six[0],
                                six[1],
                                six[2],
                                (byte) 0xFF,
                                (byte) 0xFE,
                                six[3],
                                six[4],
                                six[5]
                            };
                        }));
    }

    private void bytes(String name, EngineType type, IntBinaryOperator of) {
        functions.add(
                function(
                        name,
                        type,
                        List.of(type, type),
                        row -> {
                            byte[] a = row.bytes(0);
                            byte[] b = row.bytes(1);
                            byte[] result = new byte[a.length];
                            for (int i = 0; i < a.length; i++) {
                                result[i] = (byte) of.applyAsInt(a[i], b[i]);
                            }
                            return result;
                        }));
    }
}
