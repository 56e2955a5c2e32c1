/** Carries messages within one process, on the publisher's own thread. */
@NullMarked
package dev.fetchlight.bus.local;

import org.jspecify.annotations.NullMarked;
