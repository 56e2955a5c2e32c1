/**
 * Cookie jars: logins that are kept for a site under a name, sealed, and what the sites last made
 * of them. Pure values, and the seam behind which they are kept; knows no engine.
 */
@NullMarked
package dev.fetchlight.job.jar;

import org.jspecify.annotations.NullMarked;
