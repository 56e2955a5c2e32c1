/**
 * What somebody may ask for: a link, which form of its media, and the cookies that go with it. Pure
 * values, where equal wishes are equal; knows nothing of what becomes of them.
 */
@NullMarked
package dev.fetchlight.job.spec;

import org.jspecify.annotations.NullMarked;
