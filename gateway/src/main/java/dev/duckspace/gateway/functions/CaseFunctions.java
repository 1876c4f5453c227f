package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.functions.regex.CharClasses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** upper and lower: a character becomes one character. */
final class CaseFunctions {
    private CaseFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                changing("upper", 'a', 'z', CharClasses::upper),
                changing("ucase", 'a', 'z', CharClasses::upper),
                changing("lower", 'A', 'Z', CharClasses::lower),
                changing("lcase", 'A', 'Z', CharClasses::lower));
    }

    /** ASCII texts without a string of each. */
    private static ScalarFunction changing(
            String name, char first, char last, IntUnaryOperator change) {
        FunctionBody body =
                call -> {
                    ColumnVector vector = call.argument(0);
                    for (int row = 0; row < call.rows(); row++) {
                        if (vector.isNull(row)) {
                            call.result().setNull(row);
                            continue;
                        }
                        byte[] bytes = vector.bytesAt(row);
                        if (!flipped(bytes, first, last)) {
                            bytes = changed(bytes, change);
                        }
                        call.result().setString(row, bytes, 0, bytes.length);
                    }
                };
        return new ScalarFunction(name, TEXT, List.of(TEXT), body);
    }

    /** Whether all is ASCII; then letters of a range are of the other case. */
    private static boolean flipped(byte[] bytes, char first, char last) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= first && bytes[i] <= last) {
                bytes[i] ^= 0x20;
            }
        }
        return true;
    }

    private static byte[] changed(byte[] bytes, IntUnaryOperator change) {
        StringBuilder out = new StringBuilder(bytes.length);
        new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .map(change)
                .forEach(out::appendCodePoint);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
