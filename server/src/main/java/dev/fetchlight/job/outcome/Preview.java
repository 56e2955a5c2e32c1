package dev.fetchlight.job.outcome;

import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a link leads to, before anything of it is queued.
 *
 * @param thumbnail where its picture can be fetched
 * @param renditions the sizes of the choices; empty for a list
 * @param items a list's entries in its order; empty for one video
 * @param more whether the list goes on after them
 */
public record Preview(
    VideoInfo video,
    @Nullable URI thumbnail,
    List<Rendition> renditions,
    List<Item> items,
    boolean more) {

  /**
   * One choice.
   *
   * @param bytes its size; null where nobody knows
   * @param exact whether the size is more than an estimate
   * @param height of the picture; null for sound
   */
  public record Rendition(
      Format format, @Nullable Long bytes, boolean exact, @Nullable Integer height) {}

  /**
   * One entry of a list.
   *
   * @param index from 1
   * @param duration seconds
   */
  public record Item(int index, Link link, @Nullable String title, @Nullable Double duration) {
    private static final int LONGEST_TITLE = 500;

    public Item {
      title = Legible.lineOrNull(title, LONGEST_TITLE);
    }
  }
}
