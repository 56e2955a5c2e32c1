/**
 * Where jobs are written down, claimed and called off: the book, which is also the queue, behind
 * {@link dev.fetchlight.job.book.JobBook}, and the desk, which writes first and tells afterwards.
 */
@NullMarked
package dev.fetchlight.job.book;

import org.jspecify.annotations.NullMarked;
