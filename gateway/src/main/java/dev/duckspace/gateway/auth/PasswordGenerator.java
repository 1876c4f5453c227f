package dev.duckspace.gateway.auth;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Makes passwords of 24 letters and digits, 142 bits of chance: nothing in them needs quoting in a
 * URL, a shell or a configuration file.
 */
public final class PasswordGenerator {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    private final SecureRandom random;

    public PasswordGenerator(SecureRandom random) {
        this.random = random;
    }

    public String generate() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
