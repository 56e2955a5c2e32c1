/**
 * Keeps finished files and gives them back in ranges, whole or not at all, behind {@link
 * dev.fetchlight.media.MediaStore}. Knows keys and bytes, nothing of jobs.
 */
@NullMarked
package dev.fetchlight.media;

import org.jspecify.annotations.NullMarked;
