/**
 * Starts yt-dlp and ends it: cold, or forked from a warm parent. The only room that has processes
 * work. Knows how they live and die, nothing of what they are asked or say.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp.process;

import org.jspecify.annotations.NullMarked;
