/**
 * Reads and writes the heads of HTTP/1 messages, so strictly that no two readers could take one
 * differently. Knows nothing of addresses, and lets bodies pass as they are.
 */
@NullMarked
package dev.fetchlight.egress.http1;

import org.jspecify.annotations.NullMarked;
