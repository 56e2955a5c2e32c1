package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.StoredMedia.Part;
import dev.fetchlight.job.spec.Aside;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files that were made of media as one text, a line each; no title has a line's end or a tab.
 */
final class PartRow {
  private static final int FIELDS = 6;

  private PartRow() {}

  static @Nullable String write(StoredMedia media) {
    return media.parts().isEmpty()
        ? null
        : media.parts().stream()
            .map(part ->
                String.join(
                    "\t",
                    part.kind().wire(),
                    Integer.toString(part.number()),
                    part.extension(),
                    part.mediaType(),
                    Long.toString(part.size()),
                    part.title()))
            .collect(Collectors.joining("\n"));
  }

  static List<Part> read(@Nullable String stored) {
    return stored == null ? List.of() : stored.lines().map(PartRow::part).toList();
  }

  private static Part part(String line) {
    String[] fields = line.split("\t", FIELDS);
    return new Part(
        Aside.parse(fields[0]).orElseThrow(),
        Integer.parseInt(fields[1]),
        fields[5],
        fields[2],
        fields[3],
        Long.parseLong(fields[4]));
  }
}
