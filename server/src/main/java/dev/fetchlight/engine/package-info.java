/**
 * Turns a link into a file on local disk and tells its progress, behind {@link
 * dev.fetchlight.engine.Engine}. Knows jobs as values and reaches the outside only through {@code
 * egress}; it never touches the book or the shelf.
 */
@NullMarked
package dev.fetchlight.engine;

import org.jspecify.annotations.NullMarked;
