package dev.duckspace.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A raw client: sends what it is told, reads message by message. Every read ends within {@link
 * #READ_TIMEOUT} by a message, the end of the stream, or a SocketTimeoutException. Certificates are
 * not checked.
 */
public final class WireConnection implements AutoCloseable {
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
    private static final int MESSAGE_BYTES_MAX = 1 << 30;

    private Socket socket;
    private DataInputStream in;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private int processId;
    private byte[] secretKey = new byte[0];

    private WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connected socket and nothing said yet. */
    public static WireConnection open(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        socket.connect(new InetSocketAddress(host, port), (int) READ_TIMEOUT.toMillis());
        return new WireConnection(socket);
    }

    /** A logged-in session, ready for a query. */
    public static WireConnection connect(WireTarget target) throws IOException {
        return connect(target, Map.of());
    }

    /** The same with further start-up parameters. */
    public static WireConnection connect(WireTarget target, Map<String, String> options)
            throws IOException {
        WireConnection connection = open(target.host(), target.port());
        try {
            if (target.tls()) {
                connection.requestTls();
            }
            Map<String, String> startup = new LinkedHashMap<>();
            startup.put("user", target.user());
            startup.put("database", target.database());
            startup.putAll(options);
            connection.send(ClientMessages.startup(ClientMessages.PROTOCOL_3_0, startup));
            connection.login(target.password());
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** SSLRequest, then the handshake. */
    public void requestTls() throws IOException {
        send(ClientMessages.sslRequest());
        int answer = in.read();
        if (answer != 'S') {
            throw new IOException("the server refused TLS: " + answer);
        }
        startTls(List.of());
    }

    /** The handshake without a request before it; {@code alpn} may be empty. */
    public void startTls(List<String> alpn) throws IOException {
        SSLSocket tls =
                (SSLSocket)
                        trustingContext()
                                .getSocketFactory()
                                .createSocket(
                                        socket,
                                        socket.getInetAddress().getHostAddress(),
                                        socket.getPort(),
                                        true);
        SSLParameters sslParameters = tls.getSSLParameters();
        sslParameters.setApplicationProtocols(alpn.toArray(String[]::new));
        tls.setSSLParameters(sslParameters);
        tls.startHandshake();
        socket = tls;
        in = new DataInputStream(tls.getInputStream());
    }

    private static SSLContext trustingContext() {
        X509TrustManager trusting =
                new X509TrustManager() {
                    @Override
                    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

                    @Override
                    public X509Certificate[] getAcceptedIssuers() {
                        return new X509Certificate[0];
                    }
                };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusting}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Answers the server's authentication requests and reads up to the first ReadyForQuery.
     *
     * @throws WireErrorException when the server refuses
     */
    public void login(String password) throws IOException {
        @Nullable ScramClient scram = null;
        while (true) {
            ServerMessage message = readMessage();
            switch (message.type()) {
                case 'R' -> scram = authenticate(message, password, scram);
                case 'S' -> remember(message);
                case 'K' -> rememberKey(message);
                case 'E' -> throw new WireErrorException(message);
                case 'Z' -> {
                    return;
                }
                default -> {
                    // NegotiateProtocolVersion, NoticeResponse: nothing to do
                }
            }
        }
    }

    private @Nullable ScramClient authenticate(
            ServerMessage message, String password, @Nullable ScramClient scram)
            throws IOException {
        ByteBuffer body = ByteBuffer.wrap(message.body());
        int code = body.getInt();
        byte[] rest = Arrays.copyOfRange(message.body(), 4, message.body().length);
        try {
            switch (code) {
                case 0 -> {
                    return scram;
                }
                case 3 -> send(ClientMessages.password(password));
                case 10 -> {
                    boolean plus = new String(rest, UTF_8).contains("SCRAM-SHA-256-PLUS");
                    ScramClient client = new ScramClient(password, plus ? serverEndPoint() : null);
                    send(
                            ClientMessages.saslInitialResponse(
                                    client.mechanism(), client.firstMessage()));
                    return client;
                }
                case 11 -> {
                    if (scram == null) {
                        throw new IOException("SASLContinue before SASL");
                    }
                    send(ClientMessages.saslResponse(scram.finalMessage(rest)));
                }
                case 12 -> {
                    if (scram == null) {
                        throw new IOException("SASLFinal before SASL");
                    }
                    scram.checkServerFinal(rest);
                }
                default -> throw new IOException("authentication request " + code);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return scram;
    }

    private byte @Nullable [] serverEndPoint() throws IOException, GeneralSecurityException {
        if (!(socket instanceof SSLSocket tls)) {
            return null;
        }
        X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        String signature = certificate.getSigAlgName();
        String digest =
                signature.startsWith("SHA384")
                        ? "SHA-384"
                        : signature.startsWith("SHA512") ? "SHA-512" : "SHA-256";
        return MessageDigest.getInstance(digest).digest(certificate.getEncoded());
    }

    private void remember(ServerMessage message) {
        Map.Entry<String, String> parameter = message.parameterStatus();
        parameters.put(parameter.getKey(), parameter.getValue());
    }

    private void rememberKey(ServerMessage message) {
        processId = ByteBuffer.wrap(message.body()).getInt();
        secretKey = Arrays.copyOfRange(message.body(), 4, message.body().length);
    }

    /** Sends whole frames, or pieces of them, in one write. */
    public void send(byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
    }

    /** The next message; empty at the end of the stream, however it came. */
    public Optional<ServerMessage> read() throws IOException {
        int type;
        try {
            type = in.read();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return Optional.empty();
        }
        if (type < 0) {
            return Optional.empty();
        }
        int length = in.readInt();
        if (length < 4 || length > MESSAGE_BYTES_MAX) {
            throw new IOException("message '" + (char) type + "' of length " + length);
        }
        byte[] body = new byte[length - 4];
        in.readFully(body);
        return Optional.of(new ServerMessage((char) type, body));
    }

    /** The next message; EOFException at the end of the stream. */
    public ServerMessage readMessage() throws IOException {
        return read().orElseThrow(() -> new EOFException("the server closed the connection"));
    }

    /** One byte outside of any message, as answers SSLRequest; -1 at the end of the stream. */
    public int readByte() throws IOException {
        return in.read();
    }

    /** Messages up to and with the next of this type. */
    public List<ServerMessage> readUntil(char type) throws IOException {
        List<ServerMessage> messages = new ArrayList<>();
        do {
            messages.add(readMessage());
        } while (messages.getLast().type() != type);
        return messages;
    }

    /** Sends a Query and reads up to its ReadyForQuery. */
    public List<ServerMessage> query(String sql) throws IOException {
        send(ClientMessages.query(sql));
        return readUntil('Z');
    }

    /** Whether nothing arrives for this long. */
    public boolean isSilentFor(Duration duration) throws IOException {
        socket.setSoTimeout((int) duration.toMillis());
        try {
            int type = in.read();
            throw new IOException("not silent: read " + type);
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        }
    }

    /** ParameterStatus values reported at login. */
    public Map<String, String> parameters() {
        return parameters;
    }

    public int processId() {
        return processId;
    }

    public byte[] secretKey() {
        return secretKey.clone();
    }

    /** For tests that half-close, reset or stall. */
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
