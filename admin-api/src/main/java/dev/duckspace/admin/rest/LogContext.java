package dev.duckspace.admin.rest;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has every line that is logged for a request carry its id, on whatever thread it is worked at. */
record LogContext(String requestId)
        implements ThreadPropagatedContextElement<@Nullable Map<String, String>> {

    @Override
    public @Nullable Map<String, String> updateThreadContext() {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put(RequestId.FIELD, requestId);
        return before;
    }

    @Override
    public void restoreThreadContext(@Nullable Map<String, String> before) {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
