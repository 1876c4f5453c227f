package dev.duckspace.admin.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The tables of the sample project, each as the query that makes it. */
enum SampleTable {
    CUSTOMERS("in.c-sales", "customers"),
    ORDERS("in.c-sales", "orders"),
    MONTHLY_REVENUE("out.c-reports", "monthly_revenue");

    private final String bucket;
    private final String table;

    SampleTable(String bucket, String table) {
        this.bucket = bucket;
        this.table = table;
    }

    String bucket() {
        return bucket;
    }

    String table() {
        return table;
    }

    String sql() {
        return switch (this) {
            case CUSTOMERS, ORDERS -> resource();
            case MONTHLY_REVENUE ->
                    resource()
                            .replace("{customers}", CUSTOMERS.resource())
                            .replace("{orders}", ORDERS.resource());
        };
    }

    private String resource() {
        String name = table + ".sql";
        try (InputStream stream = SampleTable.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
