/**
 * What comes of a link: what the site says of it, the media that was kept under a name fit to show,
 * or why there is none. Pure values that know only what was asked for.
 */
@NullMarked
package dev.fetchlight.job.outcome;

import org.jspecify.annotations.NullMarked;
