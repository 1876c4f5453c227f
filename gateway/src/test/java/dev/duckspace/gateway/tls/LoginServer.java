package dev.duckspace.gateway.tls;

import dev.duckspace.gateway.auth.AuthExchange;
import dev.duckspace.gateway.auth.Authenticator;
import dev.duckspace.gateway.auth.Login;
import dev.duckspace.gateway.auth.LoginThrottle;
import dev.duckspace.gateway.auth.ScramVerifier;
import dev.duckspace.gateway.auth.StoredCredential;
import dev.duckspace.gateway.protocol.BackendEncoder;
import dev.duckspace.gateway.protocol.BackendMessage;
import dev.duckspace.gateway.protocol.FrontendDecoder;
import dev.duckspace.gateway.protocol.FrontendFrames;
import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.ProtocolVersion;
import dev.duckspace.gateway.protocol.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The least server that a real client can log in to: codec, certificate and authenticator with
 * nothing but blocking streams between them. Every query is answered as an empty one.
 */
final class LoginServer implements AutoCloseable {
    private static final BackendMessage READY =
            new BackendMessage.ReadyForQuery(TransactionStatus.IDLE);
    private static final String[][] STATUSES = {
        {"server_version", "15.0"},
        {"client_encoding", "UTF8"},
        {"DateStyle", "ISO, MDY"},
        {"integer_datetimes", "on"},
        {"standard_conforming_strings", "on"}
    };

    private final SSLContext tls;
    private final Optional<byte[]> serverEndPoint;
    private final Authenticator authenticator;
    private final ServerSocket listener;

    LoginServer(TlsFiles files, String user, String password)
            throws IOException, GeneralSecurityException {
        tls = serverContext(TlsCertificates.load(files));
        serverEndPoint = TlsContext.open(files).current().tlsServerEndPoint();
        SecureRandom random = new SecureRandom();
        StoredCredential credential =
                new StoredCredential(user, "ws", ScramVerifier.create(password, random));
        authenticator =
                new Authenticator(
                        name -> name.equals(user) ? Optional.of(credential) : Optional.empty(),
                        new LoginThrottle(LoginThrottle.Limits.standard(), System::nanoTime),
                        new byte[32],
                        random);
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    private static SSLContext serverContext(TlsIdentity identity)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                identity.privateKey(),
                new char[0],
                identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            converse(socket, Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            // The client has left, which every test ends with.
        }
    }

    private void converse(Socket socket, Optional<byte[]> channel) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        switch (FrontendDecoder.decodeStartup(
                body(in, FrontendFrames.startupBodyLength(in.readInt())))) {
            case FrontendMessage.SslRequest _ -> {
                socket.getOutputStream().write('S');
                SSLSocket secured =
                        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
                secured.setUseClientMode(false);
                converse(secured, serverEndPoint);
            }
            case FrontendMessage.GssEncRequest _ -> {
                socket.getOutputStream().write('N');
                converse(socket, channel);
            }
            case FrontendMessage.StartupMessage startup -> session(socket, in, startup, channel);
            case FrontendMessage.CancelRequest _ -> {}
        }
    }

    private void session(
            Socket socket,
            DataInputStream in,
            FrontendMessage.StartupMessage startup,
            Optional<byte[]> channel)
            throws IOException {
        AuthExchange exchange =
                new AuthExchange() {
                    @Override
                    public void send(BackendMessage message) {
                        LoginServer.send(socket, List.of(message));
                    }

                    @Override
                    public byte[] receive() {
                        return ((FrontendMessage.AuthenticationData)
                                        next(in, FrontendFrames.Phase.AUTHENTICATION))
                                .body();
                    }
                };
        try {
            ProtocolVersion.negotiate(startup).notice().ifPresent(exchange::send);
            String user = startup.parameters().getOrDefault("user", "");
            authenticator.authenticate(new Login(user, socket.getInetAddress(), channel), exchange);
        } catch (PgException e) {
            send(socket, List.of(new BackendMessage.ErrorResponse(e.info())));
            return;
        }
        send(socket, List.of(new BackendMessage.AuthenticationOk()));
        for (String[] status : STATUSES) {
            send(socket, List.of(new BackendMessage.ParameterStatus(status[0], status[1])));
        }
        send(socket, List.of(new BackendMessage.BackendKeyData(1, new byte[] {1, 2, 3, 4}), READY));
        answerAll(socket, in);
    }

    private static void answerAll(Socket socket, DataInputStream in) {
        while (true) {
            switch (next(in, FrontendFrames.Phase.SESSION)) {
                case FrontendMessage.Query _ ->
                        send(socket, List.of(new BackendMessage.EmptyQueryResponse(), READY));
                case FrontendMessage.Parse _ ->
                        send(socket, List.of(new BackendMessage.ParseComplete()));
                case FrontendMessage.Bind _ ->
                        send(socket, List.of(new BackendMessage.BindComplete()));
                case FrontendMessage.Describe _ ->
                        send(socket, List.of(new BackendMessage.NoData()));
                case FrontendMessage.Execute _ ->
                        send(socket, List.of(new BackendMessage.EmptyQueryResponse()));
                case FrontendMessage.Sync _ -> send(socket, List.of(READY));
                default -> {
                    return;
                }
            }
        }
    }

    private static FrontendMessage next(DataInputStream in, FrontendFrames.Phase phase) {
        try {
            byte type = in.readByte();
            int length = FrontendFrames.bodyLength(type, in.readInt(), phase, 1 << 20);
            return FrontendDecoder.decode(type, body(in, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuf body(DataInputStream in, int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return Unpooled.wrappedBuffer(body);
    }

    private static void send(Socket socket, List<BackendMessage> messages) {
        ByteBuf out = Unpooled.buffer();
        messages.forEach(message -> BackendEncoder.encode(message, out));
        try {
            out.readBytes(socket.getOutputStream(), out.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
