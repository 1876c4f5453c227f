package dev.duckspace.gateway.clients;

import dev.duckspace.gateway.GatewayUnderTest;

/** The project tables that the client tests read. */
final class SampleProject {
    static final int ORDERS = 150_000;

    private SampleProject() {}

    static void publish(GatewayUnderTest gateway) {
        gateway.publish(
                "in.c-sales",
                "orders",
                """
                SELECT i::BIGINT AS id,
                       (i %% 5000)::INTEGER AS customer_id,
                       CASE WHEN i %% 7 = 0 THEN NULL ELSE (i * 1.25)::DECIMAL(12,2) END AS amount,
                       DATE '2024-01-01' + (i %% 366)::INTEGER AS ordered_on,
                       ['open', 'paid', 'shipped'][1 + i %% 3] AS status
                FROM range(%d) t(i)
                """
                        .formatted(ORDERS));
        gateway.publish(
                "in.c-sales",
                "customers",
                """
                SELECT i::INTEGER AS id,
                       'Customer "' || i || '" — Zoë' || chr(10) || 'line two' AS name
                FROM range(5000) t(i)
                """);
    }
}
