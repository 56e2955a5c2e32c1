/**
 * Lets connections in and requests through: how many one address may hold, how long it may take to
 * ask, and nothing that two readers of HTTP could take differently. Knows bytes, not operations.
 */
@NullMarked
package dev.fetchlight.http.door;

import org.jspecify.annotations.NullMarked;
