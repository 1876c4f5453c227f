package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.SessionFacts.AdvisoryLock;
import dev.duckspace.gateway.catalog.SessionFacts.Backend;
import dev.duckspace.gateway.catalog.SessionFacts.Cursor;
import dev.duckspace.gateway.catalog.SessionFacts.Prepared;
import dev.duckspace.gateway.catalog.SessionFacts.Setting;
import dev.duckspace.gateway.engine.StoredRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The relations of pg_catalog that tell of the moment in which they are read. */
@SuppressWarnings("ImmutableEnumChecker") // they only read
enum LiveRelation {
    PG_STAT_ACTIVITY(LiveRelation::activity),
    PG_STAT_SSL(LiveRelation::encryption),
    PG_STAT_GSSAPI(LiveRelation::gssapi),
    PG_LOCKS(LiveRelation::locks),
    PG_SETTINGS(LiveRelation::settings),
    PG_CURSORS(LiveRelation::cursors),
    PG_PREPARED_STATEMENTS(LiveRelation::prepared);

    /**
     * @param database its OID and its name
     */
    record Asked(SessionFacts facts, CatalogOwner owner, long databaseOid, String database) {}

    /** Adds the rows. */
    @FunctionalInterface
    interface Maker {
        void make(Asked asked, RelationRows rows);
    }

    private static final Map<String, LiveRelation> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(LiveRelation::relation, each -> each));

    private final Maker maker;

    LiveRelation(Maker maker) {
        this.maker = maker;
    }

    static Optional<LiveRelation> named(String relation) {
        return Optional.ofNullable(BY_NAME.get(relation));
    }

    String relation() {
        return name().toLowerCase(Locale.ROOT);
    }

    StoredRows of(Asked asked) {
        CatalogRelation made = CatalogRelation.named(relation());
        RelationRows rows = new RelationRows(made);
        maker.make(asked, rows);
        return StoredRows.of(made.fields(), rows.rows());
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static void activity(Asked asked, RelationRows rows) {
        rows.usually("datid", asked.databaseOid())
                .usually("datname", asked.database())
                .usually("usesysid", asked.owner().oid())
                .usually("backend_type", "client backend");
        for (Backend backend : asked.facts().backends()) {
            SessionFacts.Wait waitsFor = backend.waitsFor();
            rows.line()
                    .set("pid", backend.pid())
                    .set("usename", backend.user())
                    .set("application_name", backend.application())
                    .set("client_addr", backend.clientAddress())
                    .set("client_port", backend.clientPort())
                    .set("backend_start", micros(backend.connectedAt()))
                    .set("xact_start", micros(backend.transactionStart()))
                    .set("query_start", micros(backend.queryStart()))
                    .set("state_change", micros(backend.stateChange()))
                    .set("wait_event_type", waitsFor == null ? null : waitsFor.type())
                    .set("wait_event", waitsFor == null ? null : waitsFor.event())
                    .set("state", backend.state())
                    .set("query", backend.query());
        }
    }

    private static void encryption(Asked asked, RelationRows rows) {
        for (Backend backend : asked.facts().backends()) {
            SessionFacts.Tls tls = backend.tls();
            rows.line().set("pid", backend.pid()).set("ssl", tls != null);
            if (tls != null) {
                rows.set("version", tls.protocol())
                        .set("cipher", tls.cipher())
                        .set("bits", tls.bits());
            }
        }
    }

    private static void gssapi(Asked asked, RelationRows rows) {
        for (Backend backend : asked.facts().backends()) {
            rows.line()
                    .set("pid", backend.pid())
                    .set("gss_authenticated", false)
                    .set("encrypted", false);
        }
    }

    /** Advisory locks, and the one that each transaction holds on itself. */
    private static void locks(Asked asked, RelationRows rows) {
        rows.usually("granted", true).usually("fastpath", false);
        for (Backend backend : asked.facts().backends()) {
            if (backend.transactionStart() != null) {
                rows.line()
                        .set("locktype", "virtualxid")
                        .set("virtualxid", transaction(backend.pid()))
                        .set("virtualtransaction", transaction(backend.pid()))
                        .set("pid", backend.pid())
                        .set("mode", "ExclusiveLock")
                        .set("fastpath", true);
            }
        }
        for (AdvisoryLock lock : asked.facts().locks()) {
            rows.line()
                    .set("locktype", "advisory")
                    .set("database", asked.databaseOid())
                    .set("classid", lock.key() >>> 32)
                    .set("objid", lock.key() & 0xFFFF_FFFFL)
                    .set("objsubid", lock.twoParts() ? 2 : 1)
                    .set("virtualtransaction", transaction(lock.pid()))
                    .set("pid", lock.pid())
                    .set("mode", lock.shared() ? "ShareLock" : "ExclusiveLock")
                    .set("granted", lock.granted());
        }
    }

    /** A session has one transaction at a time. */
    private static String transaction(int pid) {
        return pid + "/1";
    }

    /** What PostgreSQL says of its parameters. */
    private record Descriptions(Map<String, @Nullable Object[]> rows, int shorter, int extra) {
        static Descriptions read() {
            CatalogRelation relation = CatalogRelation.named("pg_settings");
            Map<String, @Nullable Object[]> rows = new HashMap<>();
            for (@Nullable Object[] row : FixedRows.facts(relation)) {
                rows.put(String.valueOf(row[0]), row);
            }
            return new Descriptions(
                    rows, relation.place("short_desc"), relation.place("extra_desc"));
        }

        @Nullable Object shortOf(String name) {
            @Nullable Object[] row = rows.get(name);
            return row == null ? null : row[shorter];
        }

        @Nullable Object extraOf(String name) {
            @Nullable Object[] row = rows.get(name);
            return row == null ? null : row[extra];
        }
    }

    private static final Descriptions DESCRIPTIONS = Descriptions.read();

    private static void settings(Asked asked, RelationRows rows) {
        rows.usually("pending_restart", false);
        for (Setting setting : asked.facts().settings()) {
            rows.line()
                    .set("name", setting.name())
                    .set("setting", setting.setting())
                    .set("unit", orNull(setting.unit()))
                    .set("category", setting.category())
                    .set("short_desc", DESCRIPTIONS.shortOf(setting.name()))
                    .set("extra_desc", DESCRIPTIONS.extraOf(setting.name()))
                    .set("context", setting.context())
                    .set("vartype", setting.type())
                    .set("source", setting.source())
                    .set("min_val", orNull(setting.minimum()))
                    .set("max_val", orNull(setting.maximum()))
                    .set("enumvals", setting.values().isEmpty() ? null : setting.values())
                    .set("boot_val", setting.boot())
                    .set("reset_val", setting.reset());
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void cursors(Asked asked, RelationRows rows) {
        for (Cursor cursor : asked.facts().cursors()) {
            rows.line()
                    .set("name", cursor.name())
                    .set("statement", cursor.statement())
                    .set("is_holdable", cursor.holdable())
                    .set("is_binary", cursor.binary())
                    .set("is_scrollable", cursor.scrollable())
                    .set("creation_time", micros(cursor.createdAt()));
        }
    }

    private static void prepared(Asked asked, RelationRows rows) {
        rows.usually("generic_plans", 0).usually("custom_plans", 0);
        for (Prepared prepared : asked.facts().prepared()) {
            rows.line()
                    .set("name", prepared.name())
                    .set("statement", prepared.statement())
                    .set("prepare_time", micros(prepared.preparedAt()))
                    .set(
                            "parameter_types",
                            prepared.parameterTypes().stream().map(Long::valueOf).toList())
                    .set("from_sql", prepared.fromSql());
        }
    }
}
