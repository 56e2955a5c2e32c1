/**
 * The programs that yt-dlp needs on this machine, and yt-dlp itself: where they are, what version
 * they are and what they can do. Asks each a short question at most, and has none of them work.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp.program;

import org.jspecify.annotations.NullMarked;
