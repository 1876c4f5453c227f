package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.metadata.MetadataException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database behind the store does; the classes that extend it say which database. */
@SuppressWarnings("NullAway.Init") // fields set by @BeforeEach
abstract class MetadataStoreContract {
    private static final int NEXT = Migrations.ofThisProgram().scripts().size() + 1;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String VERIFIER =
            "SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVka2V5:c2VydmVya2V5";

    private MetadataStore store;

    /** The same database at each call within one test, an empty one in the next. */
    abstract MetadataConfig database();

    @BeforeEach
    void open() {
        store = MetadataStore.open(database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_written_is_read_back_after_reopening() {
        Workspace main = workspace("ws_000000000001", null, "scratch");
        Workspace other = workspace("ws_000000000002", "dev", "scratch");
        Branch branch = new Branch("p", "dev", "Entwicklung \u00fc\uD83E\uDD86", false, NOON);
        Credential credential =
                new Credential(main.id(), Identifiers.newUsername(main.id()), VERIFIER, NOON);
        store.inTransaction(
                tx -> {
                    tx.projects().insert(new Project("p", "O'Hara \"Ltd\"", NOON));
                    tx.branches().insert(branch);
                    tx.workspaces().insert(main);
                    tx.workspaces().insert(other);
                    tx.credentials().insert(credential);
                    return null;
                });

        store.close();
        store = MetadataStore.open(database());

        assertThat(found(tx -> tx.projects().find("p")))
                .contains(new Project("p", "O'Hara \"Ltd\"", NOON));
        assertThat(found(tx -> tx.branches().find("p", "dev"))).contains(branch);
        assertThat(found(tx -> tx.workspaces().find(main.id()))).contains(main);
        assertThat(found(tx -> tx.workspaces().find(other.id()))).contains(other);
        assertThat(found(tx -> tx.credentials().find(credential.username()))).contains(credential);
        assertThat(found(tx -> tx.workspaces().find("ws_00000000000f"))).isEmpty();
    }

    @Test
    void a_taken_name_is_a_duplicate_in_its_branch_alone() {
        insert(workspace("ws_000000000001", null, "scratch"));
        insert(workspace("ws_000000000002", "dev", "scratch"));

        assertThatThrownBy(() -> insert(workspace("ws_000000000003", null, "scratch")))
                .isInstanceOfSatisfying(
                        MetadataException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.DUPLICATE));
        assertThat(store.<Long>read(tx -> tx.workspaces().countInProject("p"))).isEqualTo(2);
    }

    @Test
    void a_transaction_that_throws_leaves_nothing() {
        assertThatThrownBy(
                        () ->
                                store.inTransaction(
                                        tx -> {
                                            tx.projects().insert(new Project("p", "P", NOON));
                                            throw new IllegalStateException("stop");
                                        }))
                .hasMessage("stop");

        assertThat(rows(tx -> tx.projects().list("", 10))).isEmpty();
    }

    @Test
    void a_read_writes_nothing() {
        store.read(
                tx -> {
                    tx.projects().insert(new Project("p", "P", NOON));
                    return null;
                });

        assertThat(found(tx -> tx.projects().find("p"))).isEmpty();
    }

    @Test
    void a_workspace_can_be_renamed_twice_and_given_its_name_back() {
        Workspace workspace = workspace("ws_000000000001", null, "one");
        insert(workspace);

        for (String name : List.of("two", "three", "one")) {
            store.inTransaction(tx -> tx.workspaces().update(renamed(workspace, name)));
        }
        store.inTransaction(
                tx -> {
                    tx.workspaces().update(renamed(workspace, "four"));
                    return tx.workspaces().update(renamed(workspace, "five"));
                });

        assertThat(found(tx -> tx.workspaces().findByName("p", null, "five"))).isPresent();
        assertThat(found(tx -> tx.workspaces().findByName("p", null, "one"))).isEmpty();
    }

    @Test
    void deleting_a_workspace_takes_its_credentials_with_it() {
        Workspace workspace = workspace("ws_000000000001", null, "one");
        insert(workspace);
        store.inTransaction(
                tx -> {
                    tx.credentials().insert(new Credential(workspace.id(), "u", VERIFIER, NOON));
                    return null;
                });

        assertThat(store.<Boolean>inTransaction(tx -> tx.workspaces().delete(workspace.id())))
                .isTrue();

        assertThat(found(tx -> tx.credentials().find("u"))).isEmpty();
        insert(workspace);
    }

    @Test
    void what_is_asked_for_again_and_again_follows_every_change() {
        Workspace workspace = workspace("ws_000000000001", null, "scratch");
        String user = Identifiers.newUsername(workspace.id());
        Credential credential = new Credential(workspace.id(), user, VERIFIER, NOON);
        assertThat(store.workspace(workspace.id())).isEmpty();
        assertThat(store.credential(user)).isEmpty();

        store.inTransaction(
                tx -> {
                    tx.projects().insert(new Project("p", "p", NOON));
                    tx.workspaces().insert(workspace);
                    tx.credentials().insert(credential);
                    return "";
                });
        assertThat(store.workspace(workspace.id())).contains(workspace);
        assertThat(store.credential(user)).contains(credential);
        assertThat(store.credential(user)).contains(credential);

        assertThatThrownBy(
                        () ->
                                store.inTransaction(
                                        tx -> {
                                            tx.workspaces().delete(workspace.id());
                                            throw new IllegalStateException("undone");
                                        }))
                .hasMessage("undone");
        assertThat(store.workspace(workspace.id())).contains(workspace);

        store.inTransaction(tx -> tx.workspaces().delete(workspace.id()));
        assertThat(store.workspace(workspace.id())).isEmpty();
        assertThat(store.credential(user)).isEmpty();
    }

    @Test
    void a_new_verifier_takes_the_place_of_the_old_one() {
        Workspace workspace = workspace("ws_000000000001", null, "one");
        Credential changed = new Credential(workspace.id(), "u", VERIFIER + "x", NOON);
        store.inTransaction(
                tx -> {
                    tx.credentials().insert(new Credential(workspace.id(), "u", VERIFIER, NOON));
                    return null;
                });

        store.inTransaction(tx -> tx.credentials().updateVerifier(changed));

        assertThat(rows(tx -> tx.credentials().listOfWorkspace(workspace.id())))
                .containsExactly(changed);
    }

    @Test
    void workspaces_are_listed_page_by_page_in_the_order_asked_for() {
        for (int i = 0; i < 7; i++) {
            insert(workspace("ws_00000000000" + i, null, "name " + (char) ('g' - i)));
        }
        for (WorkspaceQuery.Order order : WorkspaceQuery.Order.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                List<Workspace> whole =
                        rows(tx -> tx.workspaces().list(page(order, descending, null, 100)));
                List<Workspace> pages = new ArrayList<>();
                List<Workspace> page;
                do {
                    WorkspaceQuery.@Nullable Position after =
                            pages.isEmpty()
                                    ? null
                                    : page(order, descending, null, 3).position(pages.getLast());
                    page = rows(tx -> tx.workspaces().list(page(order, descending, after, 3)));
                    pages.addAll(page);
                } while (!page.isEmpty());
                assertThat(pages).isEqualTo(whole).hasSize(7);
            }
        }
        assertThat(
                        rows(
                                tx ->
                                        tx.workspaces()
                                                .list(
                                                        page(
                                                                WorkspaceQuery.Order.NAME,
                                                                false,
                                                                null,
                                                                1))))
                .extracting(Workspace::name)
                .containsExactly("name a");
    }

    @Test
    void filters_of_a_list_are_exact() {
        Workspace one = workspace("ws_000000000001", null, "one");
        Workspace dropping =
                workspace("ws_000000000002", null, "two").withStatus(WorkspaceStatus.DROPPING);
        insert(one);
        insert(dropping);

        assertThat(listed(null, null, "one", null)).containsExactly(one);
        assertThat(listed(null, null, "on", null)).isEmpty();
        assertThat(listed(WorkspaceStatus.ACTIVE, null, null, null)).containsExactly(one);
        assertThat(listed(WorkspaceStatus.EXPIRED, null, null, null)).isEmpty();
        assertThat(listed(null, "a b", null, null)).containsExactly(one);
        assertThat(listed(null, "a", null, null)).isEmpty();
        assertThat(listed(null, null, null, one.createdAt())).isEmpty();
        assertThat(listed(null, null, null, one.createdAt().minusMillis(1))).containsExactly(one);
        assertThat(rows(tx -> tx.workspaces().listByStatus(WorkspaceStatus.DROPPING)))
                .containsExactly(dropping);
        assertThat(rows(tx -> tx.workspaces().listOverdue(one.expiresAt(), 9)))
                .containsExactly(one);
        assertThat(rows(tx -> tx.workspaces().listOverdue(one.createdAt(), 9))).isEmpty();
    }

    @Test
    void a_limit_that_is_checked_in_a_transaction_holds_against_concurrent_inserts()
            throws InterruptedException {
        int created = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> answers =
                    IntStream.range(0, 24)
                            .mapToObj(i -> threads.submit(() -> insertBelowLimit(i, 10)))
                            .toList();
            for (Future<Boolean> answer : answers) {
                created += succeeded(answer) ? 1 : 0;
            }
        }
        long counted = store.<Long>read(tx -> tx.workspaces().countInProject("p"));
        assertThat(counted).isEqualTo(created).isBetween(1L, 10L);
    }

    @Test
    void a_newer_database_is_refused() {
        store.close();
        MetadataStore.open(
                        database(),
                        withScripts(
                                new Migrations.Script(NEXT, "next.sql", "CREATE TABLE t (a INT)")))
                .close();

        assertThatThrownBy(() -> MetadataStore.open(database()))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("newer Duckspace")
                .hasMessageContaining("schema version " + NEXT);
    }

    @Test
    void a_migration_that_was_changed_after_it_ran_is_refused() {
        store.close();

        assertThatThrownBy(
                        () ->
                                MetadataStore.open(
                                        database(),
                                        new Migrations(
                                                List.of(
                                                        new Migrations.Script(
                                                                1, "001_first.sql", "changed")))))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("001_first.sql");
    }

    @Test
    void a_migration_that_fails_leaves_nothing() {
        store.close();
        Migrations.Script broken =
                new Migrations.Script(
                        NEXT, "bad.sql", "CREATE TABLE half (a INT); SELECT * FROM missing");

        assertThatThrownBy(() -> MetadataStore.open(database(), withScripts(broken)))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("missing");

        Migrations.Script good =
                new Migrations.Script(NEXT, "good.sql", "CREATE TABLE half (a INT)");
        MetadataStore.open(database(), withScripts(good)).close();
    }

    private static Migrations withScripts(Migrations.Script next) {
        List<Migrations.Script> scripts = new ArrayList<>(Migrations.ofThisProgram().scripts());
        scripts.add(next);
        return new Migrations(scripts);
    }

    private boolean insertBelowLimit(int number, long limit) {
        return store.inTransaction(
                tx -> {
                    if (tx.workspaces().countInProject("p") >= limit) {
                        return false;
                    }
                    tx.workspaces()
                            .insert(
                                    workspace(
                                            "ws_0000000000%02x".formatted(number),
                                            null,
                                            "n" + number));
                    return true;
                });
    }

    /** A conflict that outlasts its repetitions is an honest answer too. */
    private static boolean succeeded(Future<Boolean> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            MetadataException.class,
                            m -> assertThat(m.problem()).isEqualTo(Problem.CONFLICT));
            return false;
        }
    }

    private List<Workspace> listed(
            @Nullable WorkspaceStatus status,
            @Nullable String tag,
            @Nullable String name,
            @Nullable Instant createdAfter) {
        WorkspaceQuery query =
                new WorkspaceQuery(
                        "p",
                        null,
                        name,
                        status,
                        tag,
                        createdAfter,
                        null,
                        null,
                        null,
                        WorkspaceQuery.Order.CREATED_AT,
                        false,
                        null,
                        100);
        return rows(tx -> tx.workspaces().list(query));
    }

    private static WorkspaceQuery page(
            WorkspaceQuery.Order order,
            boolean descending,
            WorkspaceQuery.@Nullable Position after,
            int limit) {
        return new WorkspaceQuery(
                "p",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                order,
                descending,
                after,
                limit);
    }

    private <T> List<T> rows(Function<Transaction, List<T>> work) {
        return store.read(work);
    }

    private <T> Optional<T> found(Function<Transaction, Optional<T>> work) {
        return store.read(work);
    }

    private void insert(Workspace workspace) {
        store.inTransaction(
                tx -> {
                    tx.workspaces().insert(workspace);
                    return null;
                });
    }

    private static Workspace renamed(Workspace w, String name) {
        return new Workspace(
                w.id(),
                w.projectId(),
                w.branchId(),
                name,
                w.description(),
                w.tags(),
                w.status(),
                w.createdAt(),
                w.expiresAt(),
                w.ttlHours(),
                w.sizeLimitBytes());
    }

    private static Workspace workspace(String id, @Nullable String branchId, String name) {
        return new Workspace(
                id,
                "p",
                branchId,
                name,
                "first line\nsecond 'line'",
                List.of("a b", "c%_"),
                WorkspaceStatus.ACTIVE,
                NOON,
                NOON.plus(Duration.ofHours(24)),
                24,
                10L << 30);
    }
}
