package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.BackendMessage.NotificationResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who listens to which channel in one workspace. Threads: any. */
final class Notifications {
    private final Map<String, Set<Consumer<NotificationResponse>>> listeners =
            new ConcurrentHashMap<>();

    /**
     * @param listener must return at once
     */
    void listen(String channel, Consumer<NotificationResponse> listener) {
        listeners.compute(
                channel,
                (_, present) -> {
                    Set<Consumer<NotificationResponse>> all =
                            present == null ? ConcurrentHashMap.newKeySet() : present;
                    all.add(listener);
                    return all;
                });
    }

    void unlisten(String channel, Consumer<NotificationResponse> listener) {
        listeners.computeIfPresent(
                channel,
                (_, present) -> {
                    present.remove(listener);
                    return present.isEmpty() ? null : present;
                });
    }

    void publish(NotificationResponse notification) {
        listeners
                .getOrDefault(notification.channel(), Set.of())
                .forEach(listener -> listener.accept(notification));
    }
}
