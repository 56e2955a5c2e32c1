package dev.fetchlight.media;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file on the shelf.
 *
 * @param size bytes
 * @param etag strong validator, without quotes; changes whenever the bytes may have
 * @param path where it lies on local disk, so that the kernel can send it; null elsewhere
 */
public record MediaFile(
    String folder, String name, long size, Instant modified, String etag, @Nullable Path path) {}
