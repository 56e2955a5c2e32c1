/**
 * What yt-dlp is asked for: every option, made of typed choices and of nothing that a client or a
 * site says. Knows choices and the lines that yt-dlp is to say; starts nothing and reads nothing.
 */
@NullMarked
package dev.fetchlight.engine.ytdlp.order;

import org.jspecify.annotations.NullMarked;
