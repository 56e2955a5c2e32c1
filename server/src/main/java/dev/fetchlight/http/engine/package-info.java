/**
 * The operations on the yt-dlp in use: which one it is, how its updates stand, and asking for a
 * newer one now. Knows updates as values.
 */
@NullMarked
package dev.fetchlight.http.engine;

import org.jspecify.annotations.NullMarked;
