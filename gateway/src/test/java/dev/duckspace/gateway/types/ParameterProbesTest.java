package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as parameters, bound to a real engine and read back, beside PostgreSQL's outcome. */
final class ParameterProbesTest {
    private static final Map<String, String> DIFFERENCES = ParameterProbe.differences();

    private static EncodedQuery engine;

    @BeforeAll
    static void open() {
        engine = new EncodedQuery();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static List<ParameterProbe> probes() {
        return ParameterProbe.all();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void the_outcome_is_postgresqls(ParameterProbe probe) {
        byte[] input = probe.input().getBytes(StandardCharsets.UTF_8);
        assertThat(outcome(probe, EncodedQuery.TEXT, input)).isEqualTo(expected(probe));
    }

    static List<ParameterProbe> values() {
        return ParameterProbe.all().stream().filter(probe -> probe.outcome().equals("OK")).toList();
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_postgresql_sends_in_binary_is_read_back_the_same(ParameterProbe probe) {
        byte[] input = HexFormat.of().parseHex(probe.detail());
        String expected = expected(probe);
        assertThat(outcome(probe, EncodedQuery.BINARY, input))
                .isEqualTo(
                        expected.startsWith("ERR") ? "ERR 22008 timestamp out of range" : expected);
    }

    private static String expected(ParameterProbe probe) {
        return DIFFERENCES.getOrDefault(probe.key(), probe.outcome() + " " + probe.detail());
    }

    private static String outcome(ParameterProbe probe, short format, byte[] input) {
        try {
            EngineValue value =
                    ParameterDecoder.decode(probe.type(), format, input, probe.settings(), 1);
            String hex = HexFormat.of().formatHex(engine.echo(value, cast(probe.type())));
            return "OK " + (probe.type().equals(PgType.OID) ? hex.substring(8) : hex);
        } catch (PgException e) {
            return "ERR " + e.sqlState().code() + " " + e.getMessage();
        }
    }

    /** Arrays and decimals bring their type with the value. */
    private static String cast(PgType type) {
        String name =
                type.isArray() || type.equals(PgType.NUMERIC) ? "" : EngineTypeNames.sqlName(type);
        return name.isEmpty() ? "" : "::" + name;
    }
}
