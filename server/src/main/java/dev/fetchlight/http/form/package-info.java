/**
 * Reads what somebody hands in, out of bodies that were checked against the document: in which form
 * a download is wanted, which entries of a list, and cookies or a login. Refuses what contradicts.
 */
@NullMarked
package dev.fetchlight.http.form;

import org.jspecify.annotations.NullMarked;
