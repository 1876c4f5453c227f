package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a server was told to do and has answered, and whether what it keeps is that. Each thing has
 * one worker, so that one answer at most is missing for it.
 */
@SuppressWarnings("NullAway") // a null fails the test as well
final class CrashWorld {
    private static final int ROWS = 500;
    private static final int EXPIRING = 2;

    private final Path data;
    private final CrashFiles files;
    private final Random random;
    private final CrashClient http = new CrashClient();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Ws> workspaces = new ConcurrentHashMap<>();
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final Map<String, Versions> tables = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** A workspace whose tables come and go, and the tables that it may have, as one text. */
    private Ws changing;

    /** A workspace whose rows come and go. */
    private Ws written;

    private final CrashWriter writer = new CrashWriter();
    private final CrashExpiry expiry = new CrashExpiry();
    private final CrashContainers containers =
            new CrashContainers(http, numbers::incrementAndGet, this::createWorkspace);

    private final Set<String> contents = ConcurrentHashMap.newKeySet();
    private volatile String port;
    private volatile boolean stopped;

    private record Ws(String path, String url, String user, String password) {}

    /** The versions that a table may be of; 0: absent. */
    private record Versions(Set<Integer> possible) {}

    CrashWorld(Path data, long seed) {
        this.data = data;
        this.files = new CrashFiles(data);
        this.random = new Random(seed);
    }

    void connect(String newAdmin, String newPort, @Nullable String newToken) {
        http.connect(newAdmin, newToken);
        port = newPort;
        stopped = false;
        if (newToken != null) {
            prepare();
        }
    }

    private void prepare() {
        assertThat(http.send("POST", "/projects", "{\"id\": \"p\"}").statusCode()).isEqualTo(201);
        try {
            CrashClient.require(201, http.put("/projects/p/tables/in.c-fixed/one", csv(1)));
            CrashClient.require(201, http.put("/projects/p/tables/in.c-fixed/two", csv(2)));
            changing = createWorkspace("/projects/p");
            written = createWorkspace("/projects/p");
            try (Connection connection = connect(written)) {
                CrashWriter.prepare(connection);
            }
        } catch (IOException | InterruptedException | SQLException e) {
            throw new AssertionError(e);
        }
        contents.add("");
    }

    void stop() {
        stopped = true;
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** How much has been acknowledged. */
    int answers() {
        return done.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    String summary() {
        return done.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    // --- what is done -----------------------------------------------------------------------

    /** Each runs until the server is gone. */
    List<Runnable> work() {
        int salt = random.nextInt();
        return List.of(
                forever(this::createAndFill),
                forever(this::createOrDrop),
                forever(() -> publishOrDelete("/projects/p", "a" + salt % 3)),
                forever(() -> publishOrDelete("/projects/p", "b" + salt % 3)),
                forever(this::changeContents),
                forever(() -> containers.branch(() -> count("branches"))),
                forever(() -> containers.project(() -> count("projects"))),
                forever(() -> write(writer::storeByInsert)),
                forever(() -> write(writer::storeByCopy)),
                forever(() -> write(writer::storeInTransaction)));
    }

    private interface Write {
        void run(Connection connection) throws SQLException, IOException;
    }

    /** Several changes by one connection, and now and then one batch less. */
    private void write(Write write) throws SQLException, IOException {
        try (Connection connection = connect(written)) {
            for (int i = 0; i < 10 && !stopped; i++) {
                write.run(connection);
                count("batches of rows");
            }
            writer.remove(connection);
            count("batches removed");
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException, SQLException;
    }

    private Runnable forever(Step step) {
        return () -> {
            try {
                while (!stopped) {
                    step.run();
                }
            } catch (IOException e) {
                // the server was killed
            } catch (SQLException e) {
                if (!isExpected(e)) {
                    failures.add(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        };
    }

    /** The connection broke, or another one has changed the same rows. */
    private static boolean isExpected(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.equals("40001");
    }

    /** So that there is one, however slow the machine is. */
    void makeOneToExpire() {
        try {
            createAndFill();
        } catch (IOException | InterruptedException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * After {@link #verify}, so that a hundredth start has no more to look through than a tenth.
     */
    void removeOld() {
        containers.removeOld();
    }

    /** While the server is down: a few of the filled workspaces have little time left. */
    void expireSome() {
        List<String> chosen = workspaces.keySet().stream().sorted().limit(EXPIRING).toList();
        expiry.end(data.resolve("metadata.duckdb"), chosen);
        workspaces.keySet().removeAll(chosen);
        done.computeIfAbsent("expired", key -> new AtomicInteger()).addAndGet(chosen.size());
    }

    private void createAndFill() throws IOException, InterruptedException, SQLException {
        Ws made = createWorkspace("/projects/p");
        try (Connection connection = connect(made);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mark AS SELECT 42 AS a");
        }
        workspaces.put(idOf(made), made);
        count("workspaces filled");
    }

    private void createOrDrop() throws IOException, InterruptedException {
        Ws made = createWorkspace("/projects/p");
        String id = idOf(made);
        CrashClient.require(204, http.ask("DELETE", made.path(), null));
        dropped.add(id);
        count("workspaces dropped");
    }

    private Ws createWorkspace(String project) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CrashClient.require(
                        201,
                        http.ask(
                                "POST",
                                project + "/workspaces",
                                "{\"name\": \"w" + numbers.incrementAndGet() + "\"}"));
        Map<?, ?> connection = (Map<?, ?>) CrashClient.json(answer).get("connection");
        return new Ws(
                answer.headers().firstValue("Location").orElseThrow(),
                String.valueOf(connection.get("database")),
                String.valueOf(connection.get("username")),
                String.valueOf(connection.get("password")));
    }

    private void publishOrDelete(String owner, String table)
            throws IOException, InterruptedException {
        String path = owner + "/tables/in.c-crash/" + table.replace('-', 'm');
        Set<Integer> possible =
                tables.computeIfAbsent(path, p -> new Versions(ConcurrentHashMap.newKeySet()))
                        .possible();
        boolean deletes = numbers.incrementAndGet() % 5 == 0 && !possible.isEmpty();
        int version = deletes ? 0 : numbers.incrementAndGet();
        if (possible.isEmpty()) {
            possible.add(0);
        }
        possible.add(version);
        HttpResponse<String> answer =
                deletes ? http.ask("DELETE", path, null) : http.put(path, csv(version));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204, 404);
        possible.retainAll(Set.of(version));
        count(deletes ? "tables deleted" : "tables published");
    }

    /** Load, drop one, load again, clear: each whole or not at all. */
    private void changeContents() throws IOException, InterruptedException {
        change(
                "one,two",
                200,
                "POST",
                "/load",
                """
                {"tables": [
                  {"source": "in.c-fixed.one", "destination": "one", "mode": "overwrite"},
                  {"source": "in.c-fixed.two", "destination": "two", "mode": "overwrite"}]}""");
        change("two", 204, "DELETE", "/objects/one", null);
        change("", 204, "POST", "/clear", null);
        count("loads, drops and clears");
    }

    private void change(String to, int status, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        contents.add(to);
        CrashClient.require(status, http.ask(method, changing.path() + path, body));
        contents.retainAll(Set.of(to));
    }

    // --- what must be -----------------------------------------------------------------------

    /** After a start: all that was answered is there, and files and metadata are the same. */
    void verify() {
        Set<String> shown = new TreeSet<>();
        for (String owner : containers.owners()) {
            for (Map<?, ?> workspace : http.list(owner + "/workspaces?limit=900", "workspaces")) {
                String id = String.valueOf(workspace.get("id"));
                if (expiry.isEnding(id)) {
                    continue;
                }
                assertThat(workspace.get("status")).as(id).isEqualTo("active");
                shown.add(id);
            }
        }
        Set<String> kept = files.workspaces();
        kept.removeIf(expiry::isEnding);
        assertThat(kept).isEqualTo(shown);
        assertThat(shown).containsAll(workspaces.keySet());
        assertThat(dropped).noneMatch(shown::contains);
        containers.verify();
        tables.forEach(this::verifyTable);
        verifyChanging();
        try (Connection connection = connect(written)) {
            writer.verify(connection);
        } catch (SQLException e) {
            throw new AssertionError(written.path(), e);
        }
        verifyContents();
        assertThat(files.leftovers()).isEmpty();
    }

    /** After {@link #verify}: what has expired goes away with its files. */
    void verifyExpired() {
        expiry.awaitGone(
                () -> {
                    Set<String> there = new TreeSet<>(files.workspaces());
                    http.list("/projects/p/workspaces?limit=900", "workspaces")
                            .forEach(each -> there.add(String.valueOf(each.get("id"))));
                    return there;
                });
    }

    /** A table is whole, of a version that it may be of; from now on it is of that one. */
    private void verifyTable(String path, Versions versions) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String owner = path.substring(0, path.indexOf("/tables/"));
        List<Map<?, ?>> found =
                http.list(owner + "/tables?bucket=in.c-crash&limit=900", "tables").stream()
                        .filter(table -> name.equals(table.get("table")))
                        .toList();
        int version = 0;
        if (!found.isEmpty()) {
            assertThat(found.getFirst().get("problem")).isNull();
            version = ((Number) found.getFirst().get("rows")).intValue() - ROWS;
        }
        assertThat(versions.possible()).as(path).contains(version);
        versions.possible().retainAll(Set.of(version));
    }

    private void verifyChanging() {
        String sql =
                """
                SELECT coalesce(string_agg(table_name, ',' ORDER BY table_name), '')
                FROM information_schema.tables
                WHERE table_schema = 'public' AND table_name IN ('one', 'two')""";
        try (Connection connection = connect(changing);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(contents).contains(rows.getString(1));
            contents.retainAll(Set.of(rows.getString(1)));
        } catch (SQLException e) {
            throw new AssertionError(changing.path(), e);
        }
    }

    /** A few of the filled workspaces each time. */
    private void verifyContents() {
        List<String> filled = new ArrayList<>(workspaces.keySet());
        java.util.Collections.shuffle(filled, random);
        for (String id : filled.subList(0, Math.min(3, filled.size()))) {
            try (Connection connection = connect(workspaces.get(id));
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT a FROM mark")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            } catch (SQLException e) {
                throw new AssertionError(id, e);
            }
        }
    }

    // --- how it is asked --------------------------------------------------------------------

    private Connection connect(Ws workspace) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + workspace.url() + "?sslmode=require",
                workspace.user(),
                workspace.password());
    }

    private static String idOf(Ws workspace) {
        return workspace.path().substring(workspace.path().lastIndexOf('/') + 1);
    }

    /** Its number of rows tells its version. */
    static String csv(int version) {
        return IntStream.range(0, ROWS + version)
                .mapToObj(i -> i + ",text " + i)
                .collect(Collectors.joining("\n", "id,t\n", "\n"));
    }

    private void count(String what) {
        done.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }
}
