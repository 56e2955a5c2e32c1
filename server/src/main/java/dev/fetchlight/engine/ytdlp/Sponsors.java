package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.ytdlp.output.Line.Stretch;
import dev.fetchlight.job.spec.SponsorBlock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What SponsorBlock had to say of one video, as far as a run has heard of it. */
final class Sponsors {
  /** Of a video of which less would be left nobody wants the rest: somebody plays a trick. */
  private static final double LEAST_LEFT = 0.1;

  private final SponsorBlock wanted;
  private boolean asking;
  private @Nullable List<Stretch> known;

  Sponsors(SponsorBlock wanted) {
    this.wanted = wanted;
  }

  void asked() {
    asking = true;
  }

  void answered(List<Stretch> stretches) {
    known = stretches;
  }

  /** Whether its answer was waited for when the run ended. */
  boolean asking() {
    return asking;
  }

  /** It has answered, or will not any more. */
  void over() {
    asking = false;
  }

  /** Whether it has told of nothing. */
  boolean empty() {
    return known == null || known.isEmpty();
  }

  /** Whether something is cut out. */
  boolean removes() {
    return known != null && known.stream().anyMatch(this::removed);
  }

  /**
   * Whether next to nothing would be left.
   *
   * @param whole seconds that the video lasts
   */
  boolean removeAll(double whole) {
    double gone = 0;
    double upTo = 0;
    List<Stretch> cuts =
        (known == null ? List.<Stretch>of() : known)
            .stream()
                .filter(this::removed)
                .sorted(Comparator.comparingDouble(Stretch::from))
                .toList();
    for (Stretch cut : cuts) {
      gone += Math.max(0, cut.to() - Math.max(upTo, cut.from()));
      upTo = Math.max(upTo, cut.to());
    }
    return whole - gone < whole * LEAST_LEFT;
  }

  private boolean removed(Stretch stretch) {
    Set<String> names =
        wanted.remove().stream().map(SponsorBlock.Category::wire).collect(Collectors.toSet());
    return names.contains(stretch.category());
  }
}
