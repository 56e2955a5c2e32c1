package dev.fetchlight.live.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who comes to watch.
 *
 * @param left how long the right to watch lasts; null for ever
 * @param linkPrefix what links begin with for a page of another origin; empty for all others, who
 *     share their frames
 */
public record Visitor(@Nullable Duration left, String linkPrefix) {}
