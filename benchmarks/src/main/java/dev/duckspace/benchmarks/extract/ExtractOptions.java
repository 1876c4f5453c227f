package dev.duckspace.benchmarks.extract;

import dev.duckspace.benchmarks.servers.GatewaySettings;
import dev.duckspace.benchmarks.wire.TlsEngine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param rows of the table; one run for each size
 * @param rounds that count, after one that does not
 * @param gatewayTls one gateway for each
 * @param withPostgres whether to compare
 * @param recording where the gateway's JVM writes a JFR recording; null for none
 * @param gatewayJavaOptions further options of the gateway's JVM
 */
public record ExtractOptions(
        List<Long> rows,
        int rounds,
        List<ReadFormat> formats,
        List<TlsEngine> gatewayTls,
        TlsEngine readerTls,
        boolean withPostgres,
        @Nullable String recording,
        List<String> gatewayJavaOptions) {

    public static final String USAGE =
            """
              --rows 10m            size of the table; 1m,10m measures both
              --rounds 5            rounds that count; one more before them warms up
              --formats text,binary
              --tls openssl         what encrypts in the gateway: openssl, jdk, none, or several
              --reader-tls openssl  what decrypts in the reader
              --gateway-only        no PostgreSQL, no ratios
              --jfr FILE            records the gateway's JVM with Flight Recorder
              --gateway-java "..."  further options of the gateway's JVM
            """;

    public ExtractOptions {
        require(!rows.isEmpty() && rows.stream().allMatch(n -> n > 0), "--rows must be positive");
        require(rounds > 0, "--rounds must be positive");
        require(!formats.isEmpty(), "--formats must name one");
        require(!gatewayTls.isEmpty(), "--tls must name one");
        require(readerTls != TlsEngine.NONE, "--reader-tls is openssl or jdk");
        require(recording == null || gatewayTls.size() == 1, "--jfr records one gateway only");
    }

    GatewaySettings gateway(TlsEngine tls) {
        return new GatewaySettings(tls, 60, 100, recording, gatewayJavaOptions);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * @throws IllegalArgumentException with a message for the user
     */
    public static ExtractOptions parse(String... args) {
        List<Long> rows = List.of(10_000_000L);
        int rounds = 5;
        List<ReadFormat> formats = List.of(ReadFormat.values());
        List<TlsEngine> gatewayTls = List.of(TlsEngine.OPENSSL);
        TlsEngine readerTls = TlsEngine.OPENSSL;
        boolean withPostgres = true;
        String recording = null;
        List<String> gatewayJavaOptions = List.of();
        Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
        while (!left.isEmpty()) {
            String option = left.remove();
            switch (option) {
                case "--rows" -> rows = list(value(option, left), ExtractOptions::count);
                case "--rounds" -> rounds = (int) count(value(option, left)).longValue();
                case "--formats" -> formats = list(value(option, left), ExtractOptions::format);
                case "--tls" -> gatewayTls = list(value(option, left), ExtractOptions::tls);
                case "--reader-tls" -> readerTls = tls(value(option, left));
                case "--gateway-only" -> withPostgres = false;
                case "--jfr" -> recording = value(option, left);
                case "--gateway-java" ->
                        gatewayJavaOptions = List.of(value(option, left).trim().split(" +"));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new ExtractOptions(
                rows,
                rounds,
                formats,
                gatewayTls,
                readerTls,
                withPostgres,
                recording,
                gatewayJavaOptions);
    }

    private static String value(String option, Deque<String> left) {
        require(!left.isEmpty(), option + " needs a value");
        return left.remove();
    }

    private static <T> List<T> list(String text, Function<String, T> element) {
        return Arrays.stream(text.split(",")).map(element).distinct().toList();
    }

    /** Digits, and perhaps k or m for thousands or millions. */
    private static Long count(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        long unit = digits.endsWith("m") ? 1_000_000 : digits.endsWith("k") ? 1_000 : 1;
        String number = unit == 1 ? digits : digits.substring(0, digits.length() - 1);
        require(number.matches("[0-9]{1,9}"), "no number: " + text);
        return Long.parseLong(number) * unit;
    }

    private static ReadFormat format(String text) {
        return switch (text) {
            case "text" -> ReadFormat.TEXT;
            case "binary" -> ReadFormat.BINARY;
            default -> throw new IllegalArgumentException("no format: " + text);
        };
    }

    private static TlsEngine tls(String text) {
        return switch (text) {
            case "openssl" -> TlsEngine.OPENSSL;
            case "jdk" -> TlsEngine.JDK;
            case "none" -> TlsEngine.NONE;
            default -> throw new IllegalArgumentException("no TLS engine: " + text);
        };
    }
}
