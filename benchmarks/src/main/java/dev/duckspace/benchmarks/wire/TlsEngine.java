package dev.duckspace.benchmarks.wire;

import io.netty.handler.ssl.SslProvider;
import java.util.Locale;

/** What encrypts. */
public enum TlsEngine {
    OPENSSL,
    JDK,
    NONE;

    SslProvider provider() {
        return switch (this) {
            case OPENSSL -> SslProvider.OPENSSL;
            case JDK -> SslProvider.JDK;
            case NONE -> throw new IllegalStateException("no TLS");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
