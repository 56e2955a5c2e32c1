/**
 * What a download is and which changes it can go through, as pure values and one pure function.
 * Knows nothing outside the JDK; storage stands behind {@link dev.fetchlight.job.book.JobBook}.
 */
@NullMarked
package dev.fetchlight.job;

import org.jspecify.annotations.NullMarked;
