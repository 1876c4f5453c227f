package dev.duckspace.gateway.wire;

import java.io.IOException;

/** The server answered ErrorResponse where the client cannot go on. */
public final class WireErrorException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ServerMessage error;

    WireErrorException(ServerMessage error) {
        super(error.line());
        this.error = error;
    }

    public ServerMessage error() {
        return error;
    }

    public String sqlState() {
        return error.fields().getOrDefault('C', "");
    }
}
