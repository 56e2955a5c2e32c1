/**
 * Binds operations to the document that promises them: what a request must look like is read from
 * there and checked, and whatever is not so is refused with a problem that says what to change.
 */
@NullMarked
package dev.fetchlight.http.contract;

import org.jspecify.annotations.NullMarked;
