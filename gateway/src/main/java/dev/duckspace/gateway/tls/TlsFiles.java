package dev.duckspace.gateway.tls;

import java.nio.file.Path;

/**
 * @param certificate PEM: the server's certificate first, then those that lead to its root
 * @param privateKey PEM: PKCS #8, PKCS #1 or SEC 1, not encrypted
 */
public record TlsFiles(Path certificate, Path privateKey) {}
