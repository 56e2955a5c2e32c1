/**
 * The proxies that an operator names as the way out: which host is reached through which, and what
 * is said to one until it leads there. Judges no address by itself, and knows nothing of jobs.
 */
@NullMarked
package dev.fetchlight.egress.proxy;

import org.jspecify.annotations.NullMarked;
