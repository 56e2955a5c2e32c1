package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a downloader says of one stream at one moment.
 *
 * @param stream names the stream among those of the job
 * @param finished whether all of it is here
 * @param bytes fetched so far, those of an earlier run included
 * @param total exact size in bytes
 * @param part how many parts are here
 * @param parts how many there are in all
 */
public record Advance(
    String stream,
    boolean finished,
    @Nullable Long bytes,
    @Nullable Long total,
    @Nullable Integer part,
    @Nullable Integer parts) {}
