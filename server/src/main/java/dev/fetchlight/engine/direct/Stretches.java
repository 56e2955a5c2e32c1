package dev.fetchlight.engine.direct;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that is missing of a file, in stretches that go to whoever has nothing to do. */
final class Stretches {
  /** Less than this is not worth a connection of its own. */
  static final long LEAST = 1 << 20;

  private final List<Stretch> all = new ArrayList<>();
  private final boolean splittable;

  /**
   * @param missing in the order of the file
   * @param splittable whether parts of them can be had
   */
  Stretches(List<Span> missing, boolean splittable) {
    long end = 0;
    for (Span span : missing) {
      all.add(new Stretch(span, span.from() - end));
      end = span.to();
    }
    this.splittable = splittable;
  }

  /**
   * The next one to fetch, which is then taken: one that nobody fetches, or half of the longest
   * that somebody does.
   */
  Optional<Stretch> next() {
    Optional<Stretch> next =
        all.stream()
            .filter(stretch -> !stretch.taken() && stretch.missing() > 0)
            .min(Comparator.comparingLong(Stretch::at))
            .or(this::half);
    next.ifPresent(Stretch::take);
    return next;
  }

  /** Nobody fetches it any more, so it goes to whoever is on the way to it, or waits. */
  void giveBack(Stretch stretch) {
    stretch.giveBack();
    if (all.stream().anyMatch(other -> other.taken() && other.rejoin(stretch))) {
      all.remove(stretch);
    }
  }

  private Optional<Stretch> half() {
    Optional<Stretch> half =
        splittable
            ? all.stream()
                .max(Comparator.comparingLong(Stretch::missing))
                .filter(longest -> longest.missing() >= 2 * LEAST)
                .map(Stretch::split)
            : Optional.empty();
    half.ifPresent(all::add);
    return half;
  }

  /** How many bytes have come. */
  long came() {
    return all.stream().mapToLong(Stretch::came).sum();
  }

  long missing() {
    return all.stream().mapToLong(Stretch::missing).sum();
  }

  /** What is missing, in the order of the file. */
  List<Span> spans() {
    return all.stream()
        .map(Stretch::left)
        .filter(span -> span.length() > 0)
        .sorted(Comparator.comparingLong(Span::from))
        .toList();
  }
}
