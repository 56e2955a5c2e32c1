/**
 * What yt-dlp says, as values: its lines at our wish, what they tell of media and of lists, and its
 * complaints as reasons that people understand, without what nobody may read. Trusts nothing.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp.output;

import org.jspecify.annotations.NullMarked;
