package dev.duckspace.admin.service;

import dev.duckspace.metadata.MetadataStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the process can do its work. */
public final class HealthService {
    private final MetadataStore metadata;
    private final BooleanSupplier gatewayAccepts;

    public HealthService(MetadataStore metadata, BooleanSupplier gatewayAccepts) {
        this.metadata = metadata;
        this.gatewayAccepts = gatewayAccepts;
    }

    /** Each part by name and whether it works. */
    public Map<String, Boolean> checks() {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("gateway", gatewayAccepts.getAsBoolean());
        checks.put("metadata", metadata.isReachable());
        return checks;
    }
}
