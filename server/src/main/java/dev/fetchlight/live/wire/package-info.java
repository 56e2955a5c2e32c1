/**
 * How watching looks on the wire: what is said, and its bytes as frames, as events and on the bus.
 */
@NullMarked
package dev.fetchlight.live.wire;

import org.jspecify.annotations.NullMarked;
