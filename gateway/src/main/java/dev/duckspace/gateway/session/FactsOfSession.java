package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.SessionFacts;
import dev.duckspace.gateway.session.settings.SettingDefinition;
import dev.duckspace.gateway.session.settings.SettingRow;
import dev.duckspace.gateway.session.settings.SettingUnit;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalog asks about a session and the others of its workspace. */
final class FactsOfSession implements SessionFacts {
    private final Session session;
    private final SessionRegistry registry;

    FactsOfSession(Session session, SessionRegistry registry) {
        this.session = session;
        this.registry = registry;
    }

    @Override
    public List<Backend> backends() {
        return registry.ofWorkspace(session.workspaceId()).stream()
                .map(info -> backend(info, registry.connectionOf(info.processId())))
                .toList();
    }

    private static Backend backend(SessionInfo info, @Nullable ConnectionInfo connection) {
        InetAddress address = info.clientAddress().getAddress();
        return new Backend(
                info.processId(),
                info.username(),
                info.applicationName(),
                address == null ? null : address.getHostAddress(),
                info.clientAddress().getPort(),
                info.connectedAt(),
                info.transactionStartedAt(),
                info.queryStartedAt(),
                info.stateChangedAt(),
                waitsFor(info),
                info.state().equals("starting") ? "active" : info.state(),
                info.query() == null ? "" : info.query(),
                connection == null ? null : tls(connection));
    }

    private static SessionFacts.@Nullable Wait waitsFor(SessionInfo info) {
        if (info.waitsForLock()) {
            return new Wait("Lock", "advisory");
        }
        if (info.waiting()) {
            return new Wait("Extension", "Extension");
        }
        return info.state().startsWith("idle") ? new Wait("Client", "ClientRead") : null;
    }

    private static SessionFacts.@Nullable Tls tls(ConnectionInfo connection) {
        String protocol = connection.tlsProtocol();
        String cipher = connection.cipher();
        return protocol == null || cipher == null
                ? null
                : new Tls(protocol, cipher, cipher.contains("128") ? 128 : 256);
    }

    @Override
    public List<AdvisoryLock> locks() {
        return session.state().locks();
    }

    @Override
    public List<Integer> blockers(int pid) {
        Session blocked = registry.session(session.workspaceId(), pid);
        return blocked == null ? List.of() : blocked.state().blockers();
    }

    @Override
    public List<Setting> settings() {
        return session.settings().rows().stream().map(FactsOfSession::setting).toList();
    }

    private static Setting setting(SettingRow row) {
        SettingDefinition definition = row.definition();
        SettingUnit unit = definition.unit();
        return new Setting(
                definition.name(),
                row.setting(),
                unit == null ? "" : unit.sqlName(),
                definition.category(),
                definition.context().sqlName(),
                definition.type().sqlName(),
                row.source().sqlName(),
                definition.minimum(),
                definition.maximum(),
                definition.enumValues(),
                definition.plain(definition.bootValue()),
                row.resetValue());
    }

    @Override
    public List<Cursor> cursors() {
        return session.cursors().listed();
    }

    @Override
    public List<Prepared> prepared() {
        return session.statements().listed();
    }

    @Override
    public List<String> channels() {
        return session.state().channels().stream().sorted().toList();
    }

    @Override
    public boolean interrupt(int pid, boolean end) {
        return registry.interrupt(
                session.workspaceId(),
                pid,
                end ? InterruptReason.SHUTDOWN : InterruptReason.USER_CANCEL);
    }

    @Override
    public void warn(String message) {
        session.state().warn(message);
    }
}
