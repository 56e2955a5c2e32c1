package dev.fetchlight.engine.ytdlp.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a child must keep within.
 *
 * @param closed a folder of which it may read nothing but its own; null where there is none
 * @param text bytes of a page or another text that it may take in
 */
public record Bounds(@Nullable Path closed, long text) {
  public static final Bounds USUAL = new Bounds(null, 32 << 20);
}
