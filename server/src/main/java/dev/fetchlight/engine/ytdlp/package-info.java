/**
 * Has yt-dlp fetch media or look at links, one child process a job, behind {@code Engine}. It
 * builds every option itself, believes nothing it hears, and reaches the outside through egress
 * alone.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp;

import org.jspecify.annotations.NullMarked;
