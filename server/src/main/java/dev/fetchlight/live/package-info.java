/** Lets clients watch jobs, each at its own speed; encodes once for all. Knows jobs and the bus. */
@NullMarked
package dev.fetchlight.live;

import org.jspecify.annotations.NullMarked;
