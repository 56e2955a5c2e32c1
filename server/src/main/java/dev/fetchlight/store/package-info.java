/**
 * Writes jobs into a database so that no two workers get the same one; the databases have rooms
 * below.
 */
@NullMarked
package dev.fetchlight.store;

import org.jspecify.annotations.NullMarked;
