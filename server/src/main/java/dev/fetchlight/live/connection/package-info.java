/**
 * One connection, whatever it is shown: how it is taken from the HTTP server, written to, paced,
 * found dead and sent away. Knows the wire, and neither jobs nor peers.
 */
@NullMarked
package dev.fetchlight.live.connection;

import org.jspecify.annotations.NullMarked;
