package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every method of JDBC's DatabaseMetaData, on PostgreSQL 15 and on Duckspace: the same answers. */
class MetaDataIT {
    private static final String NAMES_WITH_CASE =
            """
            create table "Mixed Case" ("Id" int primary key, "Größe" text not null default 'x');
            create index "By Größe" on "Mixed Case" ("Größe");
            create table "order" ("select" int references "Mixed Case" ("Id"));
            """;

    /** Of the server that is installed, with its own version and the databases that it has. */
    private static final Map<String, String> OF_THE_SERVER =
            Map.of(
                    "getDatabaseMinorVersion", "20",
                    "getDatabaseProductVersion", "15.20",
                    "getCatalogs", "TABLE_CAT:name\nDATABASE");

    /** What is asked of methods with texts among their arguments. */
    private static final Map<String, List<Object[]>> ARGUMENTS =
            Map.ofEntries(
                    asked("getTables", tables("%"), tables("Mixed%"), tables("order")),
                    asked("getColumns", columns("%"), columns("Mixed Case"), columns("order%")),
                    asked("getPrimaryKeys", table("orders"), table("Mixed Case"), table("none")),
                    asked("getImportedKeys", table("orders"), table("order"), table("none")),
                    asked("getExportedKeys", table("customers"), table("Mixed Case")),
                    asked("getVersionColumns", table("orders")),
                    asked("getTablePrivileges", table("Mixed Case"), table("order")),
                    asked("getSuperTables", table("%")),
                    asked("getSuperTypes", table("%")),
                    asked("getColumnPrivileges", columns("Mixed Case")),
                    asked("getAttributes", columns("%")),
                    asked("getPseudoColumns", columns("%")),
                    asked(
                            "getBestRowIdentifier",
                            new Object[] {null, "public", "Mixed Case", 0, true},
                            new Object[] {null, "public", "order_lines", 2, false}),
                    asked(
                            "getIndexInfo",
                            new Object[] {null, "public", "Mixed Case", false, true},
                            new Object[] {null, "public", "orders", true, true}),
                    asked(
                            "getCrossReference",
                            new Object[] {null, "public", "customers", null, "public", "orders"},
                            new Object[] {null, "public", "Mixed Case", null, "public", "order"}),
                    asked("getUDTs", new Object[] {null, "public", "%", null}),
                    asked("getSchemas", new Object[] {null, "public"}),
                    asked("getProcedures", table("%")),
                    asked("getProcedureColumns", columns("%")),
                    asked("getFunctions", new Object[] {null, "pg_catalog", "abs"}, table("%")),
                    asked(
                            "getFunctionColumns",
                            new Object[] {null, "pg_catalog", "abs", "%"},
                            columns("%")));

    private static Map.Entry<String, List<Object[]>> asked(String method, Object[]... arguments) {
        return Map.entry(method, List.of(arguments));
    }

    private static Object[] tables(String pattern) {
        return new Object[] {null, "public", pattern, null};
    }

    private static Object[] columns(String pattern) {
        return new Object[] {null, "public", pattern, "%"};
    }

    private static Object[] table(String name) {
        return new Object[] {null, "public", name};
    }

    @Test
    void every_method_answers_as_on_postgresql() throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        try (ComparedServers servers = ComparedServers.start()) {
            WireTarget postgres = servers.postgres();
            WireTarget duckspace = servers.duckspace();
            try (Connection theirs = connect(postgres);
                    Connection ours = connect(duckspace)) {
                for (Method method : methods()) {
                    for (Object[] arguments : arguments(method)) {
                        String expected =
                                OF_THE_SERVER.getOrDefault(
                                        method.getName(),
                                        answer(theirs, postgres, method, arguments));
                        String answer = answer(ours, duckspace, method, arguments);
                        if (!answer.equals(expected)) {
                            differences.add(
                                    "%s%s%n%s%nDuckspace:%n%s"
                                            .formatted(
                                                    method.getName(),
                                                    Arrays.toString(arguments),
                                                    expected,
                                                    answer));
                        }
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<Method> methods() {
        return Stream.of(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class)
                .filter(method -> method.getReturnType() != Connection.class)
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static List<Object[]> arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length == 0) {
            return List.<Object[]>of(new Object[0]);
        }
        if (Stream.of(types).allMatch(int.class::equals)) {
            return IntStream.of(0, 1, 2, 4, 8, 12, 93, 1003, 1004, 1007)
                    .mapToObj(
                            value ->
                                    IntStream.range(0, types.length)
                                            .mapToObj(i -> (Object) (value + i))
                                            .toArray())
                    .toList();
        }
        assertThat(ARGUMENTS).as("arguments for " + method).containsKey(method.getName());
        return ARGUMENTS.getOrDefault(method.getName(), List.of());
    }

    private static String answer(
            Connection connection, WireTarget target, Method method, Object[] arguments)
            throws SQLException {
        String answer;
        try {
            Object value = method.invoke(connection.getMetaData(), arguments);
            answer = value instanceof ResultSet rows ? rows(rows) : String.valueOf(value);
        } catch (InvocationTargetException e) {
            answer =
                    e.getCause() instanceof SQLException failure
                            ? "ERROR " + failure.getSQLState()
                            : String.valueOf(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return answer.replace(target.user(), "USER")
                .replace(target.database(), "DATABASE")
                .replace(":" + target.port() + "/", ":PORT/")
                .replaceAll(" \\(Duckspace[^)]*\\)| \\(Debian[^)]*\\)", "");
    }

    /** All rows in the order of their texts: not every list has an order of its own. */
    private static String rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            header.add(
                    rows.getMetaData().getColumnName(i)
                            + ':'
                            + rows.getMetaData().getColumnTypeName(i));
        }
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                fields.add(String.valueOf(rows.getString(i)));
            }
            lines.add(String.join("|", fields));
        }
        rows.close();
        lines.sort(Comparator.naturalOrder());
        return String.join("|", header) + '\n' + String.join("\n", lines);
    }

    private static Connection connect(WireTarget target) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("sslmode", target.tls() ? "require" : "disable");
        Connection connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(target.host(), target.port(), target.database()),
                        properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(NAMES_WITH_CASE);
        }
        return connection;
    }
}
