/**
 * Reads the settings and is the composition root: builds every room in order, starts them, stops
 * them in reverse.
 */
@NullMarked
package dev.fetchlight.app;

import org.jspecify.annotations.NullMarked;
