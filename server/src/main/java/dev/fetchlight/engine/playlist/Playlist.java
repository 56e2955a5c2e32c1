package dev.fetchlight.engine.playlist;

import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.spec.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as its file has it.
 *
 * @param entries in its order, none twice
 */
record Playlist(String title, List<Entry> entries) {
  /**
   * One of them.
   *
   * @param duration seconds
   */
  record Entry(Link link, @Nullable String title, @Nullable Double duration) {}

  List<Preview.Item> items() {
    List<Preview.Item> items = new ArrayList<>();
    for (Entry entry : entries) {
      items.add(new Preview.Item(items.size() + 1, entry.link(), entry.title(), entry.duration()));
    }
    return items;
  }
}
