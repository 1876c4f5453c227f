package dev.duckspace.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.stream.IntStream;

/**
 * Prepares a password for hashing (RFC 4013), so that two ways to type the same characters give the
 * same key. As in PostgreSQL and its clients, a password that the profile forbids is not refused
 * but taken as its bytes stand: server and client must agree, nothing more.
 */
final class SaslPrep {
    private static final SaslPrepTables TABLES = SaslPrepTables.tables();

    private SaslPrep() {}

    /** The bytes to hash, UTF-8. */
    static byte[] prepare(String password) {
        boolean ascii = password.chars().allMatch(character -> character < 0x80);
        return (ascii ? password : normalizedOrRaw(password)).getBytes(StandardCharsets.UTF_8);
    }

    private static String normalizedOrRaw(String password) {
        String mapped = map(password);
        String normalized = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        return isAllowed(normalized) ? normalized : password;
    }

    private static String map(String password) {
        StringBuilder mapped = new StringBuilder(password.length());
        password.codePoints()
                .forEach(
                        codePoint -> {
                            if (TABLES.nonAsciiSpace().get(codePoint)) {
                                mapped.append(' ');
                            } else if (!TABLES.mappedToNothing().get(codePoint)) {
                                mapped.appendCodePoint(codePoint);
                            }
                        });
        return mapped.toString();
    }

    private static boolean isAllowed(String text) {
        return !text.isEmpty()
                && text.codePoints().noneMatch(TABLES.prohibited()::get)
                && text.codePoints().noneMatch(TABLES.unassigned()::get)
                && isBidirectionallySound(text.codePoints().toArray());
    }

    /** Text with right-to-left letters begins and ends with one and has no left-to-right ones. */
    private static boolean isBidirectionallySound(int[] codePoints) {
        if (IntStream.of(codePoints).noneMatch(TABLES.rightToLeft()::get)) {
            return true;
        }
        return IntStream.of(codePoints).noneMatch(TABLES.leftToRight()::get)
                && TABLES.rightToLeft().get(codePoints[0])
                && TABLES.rightToLeft().get(codePoints[codePoints.length - 1]);
    }
}
