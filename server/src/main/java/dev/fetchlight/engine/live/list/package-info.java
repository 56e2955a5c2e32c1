/**
 * Reads lists of segments as broadcasts have them (HLS), which anybody may have written: believes
 * no number in them and no link that is not of the web. Fetches nothing.
 */
@NullMarked
package dev.fetchlight.engine.live.list;

import org.jspecify.annotations.NullMarked;
