/**
 * Takes jobs that are due, runs each on a thread of its own, and sees it to an end. Knows jobs,
 * engines and the shelf; told of news by whoever built it.
 */
@NullMarked
package dev.fetchlight.work;

import org.jspecify.annotations.NullMarked;
