package dev.duckspace.admin.service;

/** Makes what a client logs in with. */
public interface Passwords {

    /** A new random password. */
    String generate();

    /** What is stored in its place: PostgreSQL's SCRAM-SHA-256 verifier. */
    String verifier(String password);
}
