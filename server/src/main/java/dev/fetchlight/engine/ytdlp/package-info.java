/**
 * Runs yt-dlp as a child process, one a job, forked from a warm parent where that can be, and reads
 * its lines. The only room that starts processes; it builds every option itself and reaches the
 * outside through egress alone.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp;

import org.jspecify.annotations.NullMarked;
