package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Branches and projects that come and go, each with a table and a workspace. */
@SuppressWarnings("NullAway") // a null fails the test as well
final class CrashContainers {
    /** Those that stay from one start to the next. */
    private static final int KEPT = 8;

    private final CrashClient http;
    private final IntSupplier numbers;
    private final WorkspaceMaker workspaces;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    interface WorkspaceMaker {
        Object create(String container) throws IOException, InterruptedException;
    }

    /** Whether one has to be there. */
    private enum State {
        THERE,
        GONE,
        EITHER
    }

    CrashContainers(CrashClient http, IntSupplier numbers, WorkspaceMaker workspaces) {
        this.http = http;
        this.numbers = numbers;
        this.workspaces = workspaces;
    }

    void branch(Runnable done) throws IOException, InterruptedException {
        String id = "b" + numbers.getAsInt();
        comeAndGo("/projects/p/branches", id);
        done.run();
    }

    void project(Runnable done) throws IOException, InterruptedException {
        String id = "q" + numbers.getAsInt();
        comeAndGo("/projects", id);
        done.run();
    }

    private void comeAndGo(String collection, String id) throws IOException, InterruptedException {
        String path = collection + "/" + id;
        states.put(path, State.EITHER);
        CrashClient.require(201, http.ask("POST", collection, "{\"id\": \"" + id + "\"}"));
        states.put(path, State.THERE);
        CrashClient.require(201, http.put(path + "/tables/in.c-crash/t", CrashWorld.csv(1)));
        workspaces.create(path);
        states.put(path, State.EITHER);
        CrashClient.require(204, http.ask("DELETE", path + "?cascade=true", null));
        states.put(path, State.GONE);
    }

    List<String> owners() {
        List<String> owners = new ArrayList<>();
        for (Map<?, ?> project : http.list("/projects?limit=900", "projects")) {
            String path = "/projects/" + project.get("id");
            owners.add(path);
            for (Map<?, ?> branch : http.list(path + "/branches?limit=900", "branches")) {
                owners.add(path + "/branches/" + branch.get("id"));
            }
        }
        return owners;
    }

    /** After a start. From then on it is known which are there. */
    void verify() {
        for (String path : List.copyOf(states.keySet())) {
            int status = http.send("GET", path, null).statusCode();
            switch (states.get(path)) {
                case THERE -> assertThat(status).as(path).isEqualTo(200);
                case GONE -> assertThat(status).as(path).isEqualTo(404);
                case EITHER -> assertThat(status).as(path).isIn(200, 404);
            }
            states.put(path, status == 200 ? State.THERE : State.GONE);
        }
    }

    /** After {@link #verify}: those that are gone are asked for no more, and few others stay. */
    void removeOld() {
        states.values().removeIf(state -> state == State.GONE);
        states.keySet().stream().sorted().skip(KEPT).toList().forEach(this::remove);
    }

    private void remove(String path) {
        states.put(path, State.EITHER);
        assertThat(http.send("DELETE", path + "?cascade=true", null).statusCode()).isEqualTo(204);
        states.put(path, State.GONE);
    }
}
