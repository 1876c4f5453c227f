package dev.duckspace.gateway.net;

import dev.duckspace.gateway.tls.TlsContext;
import dev.duckspace.gateway.tls.TlsFiles;
import dev.duckspace.gateway.wire.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TLS with a certificate of the tests' own. */
final class TestTls {
    private TestTls() {}

    static TlsContext open() {
        TestCertificate certificate = TestCertificate.create("localhost");
        try {
            Path folder = Files.createTempDirectory("tls");
            Path chain =
                    Files.writeString(folder.resolve("server.crt"), certificate.certificatePem());
            Path key = Files.writeString(folder.resolve("server.key"), certificate.keyPem());
            TlsContext context = TlsContext.open(new TlsFiles(chain, key));
            Files.delete(chain);
            Files.delete(key);
            Files.delete(folder);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
