/**
 * Certificates and TLS contexts: self-signed on first start, or the operator's own, reloadable.
 *
 * <p>May use: nothing of ours.
 */
@NullMarked
package dev.duckspace.gateway.tls;

import org.jspecify.annotations.NullMarked;
