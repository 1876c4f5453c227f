package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the management of workspaces keeps: the same on either database. */
@SuppressWarnings("NullAway.Init") // fields set by @BeforeEach
abstract class ManagementContract {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private MetadataStore store;

    /** An empty database. */
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
    void a_workspace_keeps_the_hours_it_was_asked_to_live() {
        Workspace asked = workspace("ws_000000000001", "one").withTimeToLive(3, NOON);
        write(tx -> tx.workspaces().insert(asked));

        assertThat(found(tx -> tx.workspaces().find(asked.id()))).contains(asked);
        Workspace longer = asked.withTimeToLive(7, NOON.plusSeconds(60));
        write(tx -> tx.workspaces().update(longer));

        Workspace read = found(tx -> tx.workspaces().find(asked.id())).orElseThrow();
        assertThat(read.ttlHours()).isEqualTo(7);
        assertThat(read.expiresAt()).isEqualTo(NOON.plusSeconds(60).plus(Duration.ofHours(7)));
    }

    @Test
    void events_come_newest_first_and_page_by_page() {
        for (int i = 0; i < 5; i++) {
            append("tk_1", "admin", "e" + i, i % 2 == 0 ? "p" : null, NOON.plusSeconds(i));
        }

        List<Event> newest = rows(tx -> tx.events().list(EventQuery.newest(null, 2)));
        assertThat(newest).extracting(Event::subject).containsExactly("e4", "e3");
        assertThat(subjects(page(newest.getLast().id()))).containsExactly("e2", "e1", "e0");
        assertThat(subjects(EventQuery.newest("p", 10))).containsExactly("e4", "e2", "e0");
    }

    @Test
    void events_are_found_by_what_they_say() {
        append("tk_1", "ann", "one", "p", NOON);
        append("tk_2", "bob", "two", "p", NOON.plusSeconds(1));
        append(null, "system", "three", "p", NOON.plusSeconds(2));

        assertThat(subjects(by("ann", null, null, null, null))).containsExactly("one");
        assertThat(subjects(by("tk_2", null, null, null, null))).containsExactly("two");
        assertThat(subjects(by(null, "a.b", null, null, null))).hasSize(3);
        assertThat(subjects(by(null, "a.c", null, null, null))).isEmpty();
        assertThat(subjects(by(null, null, "three", null, null))).containsExactly("three");
        assertThat(subjects(by(null, null, null, NOON, null))).containsExactly("three", "two");
        assertThat(subjects(by(null, null, null, null, NOON.plusSeconds(1))))
                .containsExactly("one");
        Event three = rows(tx -> tx.events().list(EventQuery.newest(null, 1))).getFirst();
        assertThat(three.actorId()).isNull();
        assertThat(three.remoteAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void old_events_go_and_strangers_displace_nobody() {
        for (int i = 0; i < 6; i++) {
            append(null, "unknown", "s" + i, null, NOON.plusSeconds(i));
            append("tk_1", "admin", "t" + i, null, NOON.plusSeconds(i));
        }
        append(null, "system", "t6", null, NOON.plusSeconds(6));

        write(tx -> assertThat(tx.events().deleteBefore(NOON.plusSeconds(1))).isEqualTo(2));
        write(tx -> assertThat(tx.events().keepNewest(3)).isEqualTo(5));
        write(tx -> assertThat(tx.events().keepNewest(3)).isZero());

        assertThat(subjects(EventQuery.newest(null, 100)))
                .containsExactlyInAnyOrder("s3", "s4", "s5", "t4", "t5", "t6");
    }

    @Test
    void tokens_are_found_by_their_hash_and_deleted_in_their_project_alone() {
        AccessToken everywhere = token("tk_1", null, "a", null);
        AccessToken limited = token("tk_2", "p", "b", NOON.plusSeconds(60));
        write(tx -> tx.tokens().insert(everywhere));
        write(tx -> tx.tokens().insert(limited));

        assertThat(found(tx -> tx.tokens().findByHash("b".repeat(64)))).contains(limited);
        assertThat(rows(tx -> tx.tokens().list(null, "", 10))).containsExactly(everywhere);
        assertThat(rows(tx -> tx.tokens().list("p", "tk_2", 10))).isEmpty();
        write(tx -> assertThat(tx.tokens().count("p")).isEqualTo(1));
        write(tx -> assertThat(tx.tokens().delete(null, "tk_2")).isFalse());
        write(tx -> assertThat(tx.tokens().delete("p", "tk_2")).isTrue());
    }

    @Test
    void tokens_remember_their_last_use_and_go_when_their_time_is_over() {
        write(tx -> tx.tokens().insert(token("tk_1", null, "a", null)));
        write(tx -> tx.tokens().insert(token("tk_2", "p", "b", NOON.plusSeconds(60))));
        write(tx -> tx.tokens().insert(token("tk_3", "p", "c", NOON.plusSeconds(61))));
        write(tx -> tx.tokens().insert(token("tk_4", "q", "d", null)));

        write(tx -> assertThat(tx.tokens().updateLastUsed("tk_1", NOON)).isTrue());
        write(tx -> assertThat(tx.tokens().deleteExpired(NOON.plusSeconds(60))).isEqualTo(1));
        write(tx -> assertThat(tx.tokens().deleteOfProject("q")).isEqualTo(1));

        assertThat(found(tx -> tx.tokens().find("tk_1")).orElseThrow().lastUsedAt())
                .isEqualTo(NOON);
        assertThat(rows(tx -> tx.tokens().list("p", "", 10)))
                .extracting(AccessToken::id)
                .containsExactly("tk_3");
        assertThat(found(tx -> tx.tokens().find("tk_4"))).isEmpty();
    }

    @Test
    void the_first_answer_to_a_key_is_kept_once_and_for_a_while() {
        IdempotentAnswer answer =
                new IdempotentAnswer("s", "k", "h", "/a", "{\"\u00fc\": 1}", NOON);
        write(tx -> tx.idempotency().insert(answer));

        assertThat(found(tx -> tx.idempotency().find("s", "k"))).contains(answer);
        assertThat(found(tx -> tx.idempotency().find("other", "k"))).isEmpty();
        assertThatThrownBy(() -> write(tx -> tx.idempotency().insert(answer)))
                .isInstanceOfSatisfying(
                        MetadataException.class,
                        e ->
                                assertThat(e.problem())
                                        .isEqualTo(MetadataException.Problem.DUPLICATE));
        write(tx -> assertThat(tx.idempotency().deleteBefore(NOON)).isZero());
        write(tx -> assertThat(tx.idempotency().deleteBefore(NOON.plusMillis(1))).isEqualTo(1));
    }

    @Test
    void answers_about_what_is_gone_are_forgotten() {
        for (String location : List.of("/p_1", "/p_1/a", "/p_12", "/pa1/b")) {
            write(
                    tx ->
                            tx.idempotency()
                                    .insert(
                                            new IdempotentAnswer(
                                                    "s", location, "h", location, "{}", NOON)));
        }

        write(tx -> assertThat(tx.idempotency().deleteUnder("/p_1")).isEqualTo(2));

        assertThat(found(tx -> tx.idempotency().find("s", "/p_1/a"))).isEmpty();
        assertThat(found(tx -> tx.idempotency().find("s", "/p_12"))).isPresent();
        assertThat(found(tx -> tx.idempotency().find("s", "/pa1/b"))).isPresent();
    }

    private void append(
            @Nullable String actorId,
            String actor,
            String subject,
            @Nullable String project,
            Instant at) {
        write(
                tx ->
                        tx.events()
                                .append(
                                        new Event(
                                                Identifiers.newEventId(at),
                                                at,
                                                actor,
                                                actorId,
                                                "a.b",
                                                subject,
                                                project,
                                                null,
                                                "127.0.0.1",
                                                "ok",
                                                "")));
    }

    private List<String> subjects(EventQuery query) {
        return rows(tx -> tx.events().list(query)).stream().map(Event::subject).toList();
    }

    private static EventQuery page(String beforeId) {
        return new EventQuery(null, null, null, null, null, null, null, null, beforeId, 10);
    }

    private static EventQuery by(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant after,
            @Nullable Instant before) {
        return new EventQuery("p", null, actor, action, subject, "ok", after, before, null, 10);
    }

    private static AccessToken token(
            String id, @Nullable String project, String hashDigit, @Nullable Instant expiresAt) {
        return new AccessToken(
                id, project, "named", TokenRole.READ, hashDigit.repeat(64), NOON, expiresAt, null);
    }

    @Test
    void a_job_is_kept_with_all_that_is_known_of_it() {
        Workspace workspace = workspace("ws_000000000001", "one");
        Job queued = Job.queued(workspace, "load", NOON);
        Job later = Job.queued(workspace, "load", NOON.plusSeconds(1)).running(12, 33.5);
        write(tx -> tx.jobs().insert(queued));
        write(tx -> tx.jobs().insert(later));
        assertThat(rows(tx -> tx.jobs().list(workspace.id()))).containsExactly(later, queued);

        Job succeeded = queued.succeeded(7, "{\"rows\": 7}", NOON.plusSeconds(2));
        write(tx -> tx.jobs().update(succeeded));

        assertThat(found(tx -> tx.jobs().find(workspace.id(), queued.id()))).contains(succeeded);
        assertThat(found(tx -> tx.jobs().find("ws_000000000002", queued.id()))).isEmpty();
        assertThat(rows(tx -> tx.jobs().unfinished())).containsExactly(later);
        write(tx -> tx.jobs().delete(later.id()));
        assertThat(rows(tx -> tx.jobs().list(workspace.id()))).containsExactly(succeeded);
    }

    @Test
    void jobs_go_with_their_workspace() {
        Workspace workspace = workspace("ws_000000000001", "one");
        write(tx -> tx.workspaces().insert(workspace));
        write(tx -> tx.jobs().insert(Job.queued(workspace, "load", NOON)));

        write(tx -> tx.workspaces().delete(workspace.id()));

        assertThat(rows(tx -> tx.jobs().list(workspace.id()))).isEmpty();
    }

    /** Something that changes the database. */
    interface Write {
        void run(Transaction tx);
    }

    void write(Write work) {
        store.inTransaction(
                tx -> {
                    work.run(tx);
                    return "";
                });
    }

    <T> Optional<T> found(Function<Transaction, Optional<T>> work) {
        return store.read(work);
    }

    <T> List<T> rows(Function<Transaction, List<T>> work) {
        return store.read(work);
    }

    static Workspace workspace(String id, String name) {
        return new Workspace(
                id,
                "p",
                null,
                name,
                "",
                List.of(),
                WorkspaceStatus.ACTIVE,
                NOON,
                NOON.plus(Duration.ofHours(24)),
                24,
                10L << 30);
    }
}
