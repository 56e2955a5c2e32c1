/**
 * A release of yt-dlp before it is run: where it is fetched, whose signature and sum it must have,
 * and whether it has the form and the version of one. Believes nobody, and starts nothing.
 */
@NullMarked
package dev.fetchlight.update.release;

import org.jspecify.annotations.NullMarked;
