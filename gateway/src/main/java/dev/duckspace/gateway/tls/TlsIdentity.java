package dev.duckspace.gateway.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate chain, the server's own first, and the key that belongs to it. */
record TlsIdentity(List<X509Certificate> chain, PrivateKey privateKey) {
    X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
