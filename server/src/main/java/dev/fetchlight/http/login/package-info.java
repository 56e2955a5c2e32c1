/**
 * The logins that are kept for sites: taking them in, telling how they stand, trying and forgetting
 * them. Lets nothing of what is in them out again.
 */
@NullMarked
package dev.fetchlight.http.login;

import org.jspecify.annotations.NullMarked;
