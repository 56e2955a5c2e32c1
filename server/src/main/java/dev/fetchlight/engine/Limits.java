package dev.fetchlight.engine;

import java.time.Duration;

/**
 * What one job may take.
 *
 * @param maxFileSize bytes over all of its streams
 * @param maxDuration playing time of the media
 */
public record Limits(long maxFileSize, Duration maxDuration) {}
