package dev.duckspace.gateway.session;

import dev.duckspace.gateway.auth.AuthExchange;
import dev.duckspace.gateway.auth.Login;
import dev.duckspace.gateway.auth.StoredCredential;
import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.ProtocolVersion;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.SettingDefaults;
import dev.duckspace.gateway.session.settings.ShownSetting;
import dev.duckspace.gateway.workspace.OpenWorkspace;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.SessionIdentity;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a client from its StartupMessage to a session: protocol version, authentication, workspace,
 * settings, and the messages that precede the first ReadyForQuery. Every failure is FATAL.
 */
final class StartupHandler {
    private static final Set<String> NOT_SETTINGS =
            Set.of("user", "database", "options", "replication");

    private final SessionServices services;
    private final FrontendMessage.StartupMessage startup;
    private final SessionInbox inbox;
    private final SessionOutput output;
    private final ConnectionInfo connection;

    /** What the client has proved to know the password of. */
    private String verifier = "";

    StartupHandler(
            SessionServices services,
            FrontendMessage.StartupMessage startup,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo connection) {
        this.services = services;
        this.startup = startup;
        this.inbox = inbox;
        this.output = output;
        this.connection = connection;
    }

    /**
     * Authenticates the client; from here on it counts among the sessions of its workspace.
     *
     * @throws PgException FATAL, with what the client is told
     * @throws ConnectionLostException when it leaves half way
     */
    SessionPlace authenticate() {
        ProtocolVersion.negotiate(startup).notice().ifPresent(output::send);
        String username = parameter("user");
        if (username.isEmpty()) {
            throw fatal(
                    SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                    "no PostgreSQL user name specified in startup packet");
        }
        refuseReplication();
        StoredCredential credential = authenticate(username);
        verifier = credential.verifier().format();
        output.send(new BackendMessage.AuthenticationOk());
        return services.registry()
                .admit(credential.workspaceId(), credential.username(), connection);
    }

    /**
     * Opens the workspace for a client that has a place, and greets it. The workspace is looked at
     * only now, since who drops or expires it ends the sessions that have a place.
     *
     * @throws PgException FATAL, with what the client is told
     * @throws ConnectionLostException when it leaves half way
     */
    Session open(SessionPlace place) {
        NoticeCollector notices = new NoticeCollector();
        Workspace workspace = workspaceOf(place);
        SessionSettings settings = settings(place.username(), notices);
        Session.Identity identity =
                new Session.Identity(
                        place.processId(),
                        services.registry()
                                .newSecretKey(ProtocolVersion.negotiate(startup).version()),
                        workspace.id(),
                        place.username(),
                        connection);
        place.requireWanted();
        Session session = open(workspace, identity, settings, notices);
        try {
            place.take(session);
            greet(session, identity);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    String parameter(String name) {
        return startup.parameters().getOrDefault(name, "");
    }

    private void refuseReplication() {
        String replication = parameter("replication");
        if (!replication.isEmpty() && !Set.of("false", "off", "no", "0").contains(replication)) {
            throw fatal(
                    SqlState.FEATURE_NOT_SUPPORTED, "replication connections are not supported");
        }
    }

    private StoredCredential authenticate(String username) {
        Login login =
                new Login(
                        username,
                        connection.remoteAddress().getAddress(),
                        Optional.ofNullable(connection.tlsServerEndPoint()));
        return services.authenticator().authenticate(login, new InboxExchange());
    }

    /** The authenticator's side of the conversation, within the time that is left for it. */
    private final class InboxExchange implements AuthExchange {
        private final long deadline =
                System.nanoTime() + services.limits().authenticationTimeout().toNanos();

        @Override
        public void send(BackendMessage message) {
            output.send(message);
            output.flush();
        }

        @Override
        public byte[] receive() {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            return switch (inbox.poll(left)) {
                case FrontendMessage.AuthenticationData data -> data.body();
                case FrontendMessage.Terminate _ ->
                        throw new ConnectionLostException("the client left while authenticating");
                case null ->
                        throw fatal(
                                SqlState.QUERY_CANCELED, "canceling authentication due to timeout");
                default ->
                        throw fatal(
                                SqlState.PROTOCOL_VIOLATION,
                                "expected password response, got another message");
            };
        }
    }

    /** The one workspace that the user may connect to, if that is the one asked for. */
    private Workspace workspaceOf(SessionPlace place) {
        String database = parameter("database");
        String asked = database.isEmpty() ? place.username() : database;
        requireStillValid(place.username());
        Workspace workspace =
                services.metadata()
                        .workspace(place.workspaceId())
                        .filter(candidate -> candidate.database().equals(asked))
                        .orElseThrow(
                                () ->
                                        fatal(
                                                SqlState.INVALID_CATALOG_NAME,
                                                "database \"" + asked + "\" does not exist"));
        if (workspace.hasExpired(services.clock().instant())) {
            throw new PgException(
                    ErrorInfo.fatal(
                                    SqlState.CANNOT_CONNECT_NOW,
                                    "workspace \"%s\" expired at %s"
                                            .formatted(workspace.id(), workspace.expiresAt()))
                            .withHint("Ask its operator to extend it."));
        }
        if (workspace.status() != WorkspaceStatus.ACTIVE) {
            throw fatal(
                    SqlState.CANNOT_CONNECT_NOW,
                    "workspace \"%s\" is not ready: its status is %s"
                            .formatted(workspace.id(), workspace.status().text()));
        }
        return workspace;
    }

    /**
     * A password may be reset while its old one is being proved. Who resets it ends the sessions
     * that have a place; this refuses the one that had none yet.
     */
    private void requireStillValid(String username) {
        boolean valid =
                services.metadata()
                        .credential(username)
                        .filter(now -> now.scramVerifier().equals(verifier))
                        .isPresent();
        if (!valid) {
            throw fatal(
                    SqlState.INVALID_PASSWORD,
                    "password authentication failed for user \"" + username + "\"");
        }
    }

    private void greet(Session session, Session.Identity identity) {
        session.sendSettingNotices();
        for (ShownSetting shown : session.settings().reported()) {
            output.send(new BackendMessage.ParameterStatus(shown.name(), shown.value()));
        }
        output.send(new BackendMessage.BackendKeyData(identity.processId(), identity.secretKey()));
    }

    private SessionSettings settings(String username, NoticeCollector notices) {
        SessionSettings settings =
                new SessionSettings(
                        new SettingDefaults(services.serverVersion(), username, Map.of()), notices);
        String options = parameter("options");
        if (!options.isEmpty()) {
            settings.applyStartupOptions(options);
        }
        startup.parameters()
                .forEach(
                        (name, value) -> {
                            if (!NOT_SETTINGS.contains(name)
                                    && !ProtocolVersion.isProtocolOption(name)) {
                                settings.applyStartup(name, value);
                            }
                        });
        return settings;
    }

    private Session open(
            Workspace workspace,
            Session.Identity identity,
            SessionSettings settings,
            NoticeCollector notices) {
        OpenWorkspace opened =
                services.workspaces().acquire(location(workspace, inheritsMain(workspace)));
        try {
            InetSocketAddress client = connection.remoteAddress();
            SessionIdentity shown =
                    new SessionIdentity(
                            identity.username(),
                            workspace.database(),
                            identity.processId(),
                            client.getAddress().getHostAddress(),
                            client.getPort());
            WorkspaceConnection engine = services.pool().call(() -> opened.connect(shown));
            return new Session(
                    identity, services, inbox, output, settings, notices, opened, engine);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private boolean inheritsMain(Workspace workspace) {
        String branchId = workspace.branchId();
        if (branchId == null) {
            return true;
        }
        return services.metadata()
                .read(tx -> tx.branches().find(workspace.projectId(), branchId))
                .map(Branch::inherit)
                .orElse(true);
    }

    private static WorkspaceLocation location(Workspace workspace, boolean inherits) {
        return new WorkspaceLocation(
                new ProjectLocation(workspace.projectId(), workspace.branchId()),
                inherits,
                workspace.id());
    }

    private static PgException fatal(SqlState state, String message) {
        return new PgException(ErrorInfo.fatal(state, message));
    }
}
