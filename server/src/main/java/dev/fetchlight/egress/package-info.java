/**
 * The one door to the outside: every byte that a download fetches passes it, and every address is
 * judged at the moment of connecting. Knows nothing of jobs.
 */
@NullMarked
package dev.fetchlight.egress;

import org.jspecify.annotations.NullMarked;
