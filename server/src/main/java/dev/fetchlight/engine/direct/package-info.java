/**
 * Fetches links that are media files themselves: straight to disk, by as many connections as pay,
 * going on after cuts. Whatever else a link is goes to the engine that this one wraps.
 */
@NullMarked
package dev.fetchlight.engine.direct;

import org.jspecify.annotations.NullMarked;
