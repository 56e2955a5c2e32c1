/**
 * Keeps the book in an embedded SQLite database: one writer, several readers, SQL in files named by
 * verb.
 */
@NullMarked
package dev.fetchlight.store.sqlite;

import org.jspecify.annotations.NullMarked;
