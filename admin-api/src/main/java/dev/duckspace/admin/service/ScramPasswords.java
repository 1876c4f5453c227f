package dev.duckspace.admin.service;

import dev.duckspace.gateway.auth.PasswordGenerator;
import dev.duckspace.gateway.auth.ScramVerifier;
import java.security.SecureRandom;

/** Random passwords, stored as PostgreSQL stores them. */
public final class ScramPasswords implements Passwords {
    private final SecureRandom random = new SecureRandom();
    private final PasswordGenerator generator = new PasswordGenerator(random);

    @Override
    public String generate() {
        return generator.generate();
    }

    @Override
    public String verifier(String password) {
        return ScramVerifier.create(password, random).format();
    }
}
