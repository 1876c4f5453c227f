package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** What the tests expect of the types, asked of a real PostgreSQL 15. */
final class TypesOnPostgresIT {
    /** The header of COPY's binary format, the count of columns. */
    private static final int BEFORE_VALUE = 19 + Short.BYTES;

    private static Connection postgres;

    @BeforeAll
    static void connect() throws IOException, SQLException {
        assertThat(PostgresServer.isInstalled()).as("PostgreSQL 15 is installed").isTrue();
        WireTarget target = PostgresServer.shared().target();
        postgres =
                DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(target.host(), target.port(), target.database()),
                        target.user(),
                        target.password());
    }

    @AfterAll
    static void disconnect() throws SQLException {
        postgres.close();
    }

    @Test
    void the_registry_is_pg_type() throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT oid, typname, format_type(oid, NULL), typlen, typarray,"
                                        + " typelem, typcategory FROM pg_type")) {
            int known = 0;
            while (rows.next()) {
                PgType type = PgType.ofOid(rows.getInt(1)).orElse(null);
                if (type != null) {
                    known++;
                    assertThat(type)
                            .isEqualTo(
                                    new PgType(
                                            rows.getInt(1),
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getShort(4),
                                            rows.getInt(5),
                                            rows.getInt(6),
                                            rows.getString(7).charAt(0)));
                }
            }
            assertThat(known).isGreaterThan(140);
        }
    }

    @Test
    void golden_values_are_what_postgresql_sends() throws SQLException, IOException {
        set(TextSettings.DEFAULT.withZone(ZoneId.of("UTC")));
        for (GoldenValue value : GoldenValue.all()) {
            assertThat(HexFormat.of().formatHex(binary(value.postgresSql())))
                    .as(value.toString())
                    .isEqualTo(value.binaryHex());
            String text = Objects.requireNonNull(text(value.postgresSql()));
            assertThat(value.type().equals("bool") ? text.substring(0, 1) : text)
                    .as(value.toString())
                    .isEqualTo(value.text());
        }
    }

    /** The driver hangs up when DateStyle is not ISO, so only a function may see it changed. */
    @Test
    void styled_values_are_what_postgresql_spells() throws SQLException {
        execute(
                """
                CREATE FUNCTION pg_temp.spell(style text, expression text) RETURNS text
                LANGUAGE plpgsql SET DateStyle FROM CURRENT AS $$
                DECLARE spelled text;
                BEGIN
                    PERFORM set_config('DateStyle', style, true);
                    EXECUTE 'SELECT (' || expression || ')::text' INTO spelled;
                    RETURN spelled;
                END $$
                """);
        for (StyledValue value : StyledValue.all()) {
            set(value.settings());
            String call =
                    "pg_temp.spell('%s', '%s')"
                            .formatted(
                                    value.settings().dateStyle(),
                                    value.postgresSql().replace("'", "''"));
            assertThat(text(call)).as(value.toString()).isEqualTo(value.text());
        }
    }

    @Test
    void parameter_probes_are_what_postgresql_answers() throws SQLException, IOException {
        for (ParameterProbe probe : ParameterProbe.all()) {
            set(probe.settings());
            String literal = "'" + probe.input().replace("'", "''") + "'::" + name(probe.type());
            assertThat(outcome(literal))
                    .as(probe.toString())
                    .isEqualTo(probe.outcome() + " " + probe.detail());
        }
    }

    private static String outcome(String expression) throws SQLException, IOException {
        try {
            return "OK " + HexFormat.of().formatHex(binary(expression));
        } catch (PSQLException e) {
            return "ERR "
                    + e.getSQLState()
                    + " "
                    + Objects.requireNonNull(e.getServerErrorMessage()).getMessage();
        }
    }

    private static String name(PgType type) {
        return type.isArray() ? type.name().substring(1) + "[]" : type.name();
    }

    private static void set(TextSettings settings) throws SQLException {
        String dateStyle = "ISO, " + settings.dateStyle().order();
        execute(
                "SET DateStyle = '%s'; SET IntervalStyle = '%s'; SET TimeZone = '%s';"
                                .formatted(
                                        dateStyle,
                                        settings.intervalStyle().label(),
                                        settings.zone())
                        + " SET extra_float_digits = %d; SET bytea_output = '%s'"
                                .formatted(
                                        settings.extraFloatDigits(),
                                        settings.byteaOutput().label()));
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(sql);
        }
    }

    private static @Nullable String text(String expression) throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT (" + expression + ")::pg_catalog.text")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static byte[] binary(String expression) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        postgres.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT " + expression + ") TO STDOUT (FORMAT binary)", out);
        ByteBuffer row = ByteBuffer.wrap(out.toByteArray()).position(BEFORE_VALUE);
        byte[] value = new byte[row.getInt()];
        row.get(value);
        return value;
    }
}
