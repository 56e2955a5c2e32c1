/**
 * Reads links that are lists as files: M3U, PLS, XSPF and Atom. Each entry is a link that is judged
 * like any other. Whatever else a link is goes to the engine that this one wraps.
 */
@NullMarked
package dev.fetchlight.engine.playlist;

import org.jspecify.annotations.NullMarked;
