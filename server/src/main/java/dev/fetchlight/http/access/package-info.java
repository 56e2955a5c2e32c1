/**
 * Who may call, from where and how often: judges token, session, origin and host before a request
 * is answered, and trades the token for a session. Knows nothing of downloads.
 */
@NullMarked
package dev.fetchlight.http.access;

import org.jspecify.annotations.NullMarked;
