package dev.duckspace.admin;

import dev.duckspace.admin.config.DuckspaceConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports for {@code demo}, which would rather start elsewhere than not at all. */
final class FreePorts {
    private static final int TRIED_MAX = 100;
    private static final int PORT_MAX = 65_535;

    private FreePorts() {}

    /** The configuration with each taken port replaced by the next free one; says so. */
    static DuckspaceConfig choose(DuckspaceConfig config, PrintStream out) {
        int port = firstFree(config.host(), config.port(), -1);
        int adminPort = firstFree(config.adminHost(), config.adminPort(), port);
        tell(out, config.port(), port);
        tell(out, config.adminPort(), adminPort);
        return config.withPorts(port, adminPort);
    }

    private static void tell(PrintStream out, int wanted, int found) {
        if (wanted != found) {
            out.println("Port " + wanted + " is taken: using " + found + ".");
        }
    }

    /** The wanted port itself when none nearby is free: binding it then tells why. */
    private static int firstFree(String host, int wanted, int except) {
        for (int port = wanted; port < wanted + TRIED_MAX && port <= PORT_MAX; port++) {
            if (port != except && isFree(host, port)) {
                return port;
            }
        }
        return wanted;
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do, so that connections in TIME_WAIT do not count as taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
