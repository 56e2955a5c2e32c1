/**
 * Keeps a yt-dlp of our own new: asks for releases through {@code egress}, believes only what is
 * signed, tries each one before it is used, and goes back from one that fails. Knows engines, and
 * nothing of the book.
 */
@NullMarked
package dev.fetchlight.update;

import org.jspecify.annotations.NullMarked;
