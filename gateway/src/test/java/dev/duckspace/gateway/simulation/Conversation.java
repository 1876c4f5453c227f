package dev.duckspace.gateway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.simulation.Step.Kind;
import dev.duckspace.gateway.wire.ClientMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a client says, all of it from a seed. It always ends in a Sync, or in garbage. */
final class Conversation {
    private static final int STEPS_MAX = 30;
    private static final List<String> STATEMENTS =
            List.of(
                    "SELECT 1",
                    "SELECT $1::int + 1",
                    "SELECT $1::text, $2::int",
                    "SELECT * FROM generate_series(1, 60)",
                    "VALUES (1, 'a'), (2, NULL)",
                    "SELECT repeat('x', 20000)",
                    "",
                    "BEGIN",
                    "COMMIT",
                    "ROLLBACK",
                    "SELECT 1/0",
                    "SELEC 1",
                    "SELECT * FROM nowhere",
                    "INSERT INTO seen VALUES (1)",
                    "INSERT INTO seen VALUES ($1::int) RETURNING a",
                    "DELETE FROM seen",
                    "SET application_name = 'simulation'",
                    "SHOW server_version_num",
                    "SELECT 'abc'::int");
    private static final List<String> SCRIPTS =
            List.of(
                    "SELECT 1; SELECT 2",
                    "SELECT 1; SELECT 1/0; SELECT 3",
                    "BEGIN; SELECT 1",
                    "BEGIN; SELECT 1/0",
                    "COMMIT; SELECT 1",
                    ";;",
                    "INSERT INTO seen VALUES (1); SELECT nonsense",
                    "SELECT 1; SELEC 2");
    private static final List<String> NAMES = List.of("", "", "one", "two");
    private static final List<Integer> ROW_LIMITS = List.of(0, 0, 1, 7, 1000);

    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    private Conversation(long seed) {
        this.random = new Random(seed);
    }

    static List<Step> of(long seed) {
        Conversation conversation = new Conversation(seed);
        int count = 1 + conversation.random.nextInt(STEPS_MAX);
        for (int i = 0; i < count; i++) {
            conversation.say();
        }
        boolean garbage = conversation.random.nextInt(12) == 0;
        conversation.add(
                garbage ? conversation.garbage() : new Step(Kind.SYNC, ClientMessages.sync(), ""));
        return conversation.steps;
    }

    private void add(Step step) {
        steps.add(step);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void say() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> wholeRound();
            case 4 -> add(parse(pick(NAMES), pick(STATEMENTS)));
            case 5 -> add(bind(pick(NAMES), pick(NAMES), random.nextInt(3)));
            case 6 -> add(execute(pick(NAMES)));
            case 7 -> add(describe(pick(NAMES)));
            case 8 -> add(close());
            case 9 -> add(new Step(Kind.FLUSH, ClientMessages.flush(), ""));
            case 10, 11 -> add(new Step(Kind.SYNC, ClientMessages.sync(), ""));
            case 12, 13 -> add(query(random.nextBoolean() ? pick(STATEMENTS) : pick(SCRIPTS)));
            case 14 -> add(unusual());
            default -> add(new Step(Kind.FUNCTION_CALL, ClientMessages.functionCall(1299), ""));
        }
    }

    /** What drivers send: Parse, Bind, Describe, Execute, and mostly a Sync. */
    private void wholeRound() {
        String statement = pick(NAMES);
        String portal = pick(NAMES);
        String sql = pick(STATEMENTS);
        int parameters = sql.contains("$2") ? 2 : sql.contains("$1") ? 1 : 0;
        add(parse(statement, sql));
        add(bind(portal, statement, parameters));
        if (random.nextBoolean()) {
            add(describe(portal));
        }
        add(execute(portal));
        if (random.nextInt(3) > 0) {
            add(new Step(Kind.SYNC, ClientMessages.sync(), ""));
        }
    }

    private static Step parse(String name, String sql) {
        return new Step(
                Kind.PARSE, ClientMessages.parse(name, sql, List.of()), name + " <- " + sql);
    }

    private Step bind(String portal, String statement, int count) {
        List<byte @Nullable []> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    switch (random.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> "many letters".getBytes(UTF_8);
                        default -> "42".getBytes(UTF_8);
                    });
        }
        List<Integer> formats = random.nextInt(6) == 0 ? List.of(1) : List.of();
        return new Step(
                Kind.BIND,
                ClientMessages.bind(portal, statement, List.of(), values, formats),
                portal + " <- " + statement + " with " + count);
    }

    private Step execute(String portal) {
        return new Step(Kind.EXECUTE, ClientMessages.execute(portal, pick(ROW_LIMITS)), portal);
    }

    private Step describe(String name) {
        boolean statement = random.nextBoolean();
        return new Step(
                statement ? Kind.DESCRIBE_STATEMENT : Kind.DESCRIBE_PORTAL,
                ClientMessages.describe(statement ? 'S' : 'P', name),
                name);
    }

    private Step close() {
        String name = pick(NAMES);
        return new Step(
                Kind.CLOSE, ClientMessages.close(random.nextBoolean() ? 'S' : 'P', name), name);
    }

    private static Step query(String sql) {
        return new Step(Kind.QUERY, ClientMessages.query(sql), sql);
    }

    private Step unusual() {
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Step(Kind.UNKNOWN_TARGET, ClientMessages.describe('X', "one"), "describe");
            case 1 -> new Step(Kind.UNKNOWN_TARGET, ClientMessages.close('?', "one"), "close");
            case 2 -> new Step(Kind.COPY_REMAINDER, ClientMessages.copyDone(), "done");
            default ->
                    new Step(
                            Kind.COPY_REMAINDER,
                            ClientMessages.copyData("1\n".getBytes(UTF_8)),
                            "data");
        };
    }

    private Step garbage() {
        byte[] bytes = new byte[5 + random.nextInt(20)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 'y';
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = 0;
        bytes[4] = (byte) random.nextInt(4);
        return new Step(Kind.GARBAGE, bytes, "a type that is none");
    }
}
