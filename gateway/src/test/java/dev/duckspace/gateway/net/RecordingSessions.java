package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.session.ConnectionInfo;
import dev.duckspace.gateway.session.SessionInbox;
import dev.duckspace.gateway.session.SessionOutput;
import dev.duckspace.gateway.session.SessionStarter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sessions that only exist: a test plays their part. */
final class RecordingSessions implements SessionStarter {
    record Started(
            FrontendMessage.StartupMessage startup,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo info) {}

    record Cancelled(int processId, byte[] secretKey) {}

    private final List<Started> started = Collections.synchronizedList(new ArrayList<>());
    private final List<Cancelled> cancelled = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void start(
            FrontendMessage.StartupMessage startup,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo info) {
        started.add(new Started(startup, inbox, output, info));
    }

    @Override
    public void cancel(int processId, byte[] secretKey, Runnable settled) {
        cancelled.add(new Cancelled(processId, secretKey));
        settled.run();
    }

    List<Started> started() {
        return started;
    }

    List<Cancelled> cancelled() {
        return cancelled;
    }
}
