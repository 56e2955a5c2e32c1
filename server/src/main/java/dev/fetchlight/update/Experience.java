package dev.fetchlight.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the last runs with one yt-dlp ended: whether they failed in a way that speaks against it. The
 * same link counts once, by its last end, so that trying one again and again proves nothing.
 */
record Experience(List<Run> runs) {
  static final Experience NONE = new Experience(List.of());

  /** What the system's yt-dlp is called here. */
  static final String SYSTEM = "system";

  private static final int MOST = 20;
  private static final int ENOUGH = 5;
  private static final int ENOUGH_BEFORE = 3;
  private static final double JUMP = 0.4;

  /**
   * One run.
   *
   * @param link a number made of it
   * @param broken whether it speaks against yt-dlp
   */
  record Run(int link, boolean broken) {}

  Experience {
    runs = List.copyOf(runs);
  }

  /** What {@link #text} has written. */
  static Experience parse(String text) {
    return new Experience(
        Arrays.stream(text.split(" ", -1))
            .filter(word -> word.matches("[0-9a-f]{1,8}[x.]"))
            .map(word ->
                new Run(
                    Integer.parseUnsignedInt(word.substring(0, word.length() - 1), 16),
                    word.endsWith("x")))
            .toList());
  }

  String text() {
    return runs.stream()
        .map(run -> Integer.toHexString(run.link()) + (run.broken() ? "x" : "."))
        .collect(Collectors.joining(" "));
  }

  Experience with(Run run) {
    List<Run> all = new ArrayList<>(runs);
    all.removeIf(each -> each.link() == run.link());
    all.add(run);
    return new Experience(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  /** The same; where it is too little to tell much, with that of an earlier one. */
  Experience orEarlier(Experience earlier) {
    if (runs.size() >= ENOUGH) {
      return this;
    }
    List<Run> all = new ArrayList<>(earlier.runs);
    all.addAll(runs);
    return new Experience(all);
  }

  /** Whether so much more fails than before that this one must be at fault. */
  boolean muchWorseThan(Experience before) {
    return broken() >= ENOUGH
        && before.runs.size() >= ENOUGH_BEFORE
        && rate() - before.rate() >= JUMP;
  }

  private long broken() {
    return runs.stream().filter(Run::broken).count();
  }

  private double rate() {
    return runs.isEmpty() ? 0 : (double) broken() / runs.size();
  }
}
