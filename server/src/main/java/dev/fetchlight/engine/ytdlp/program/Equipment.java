package dev.fetchlight.engine.ytdlp.program;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What yt-dlp is and has, as far as it is known by now.
 *
 * @param ytDlp its version
 * @param runtime the JavaScript runtime that there is
 * @param runtimeVersion its version; empty where it does not tell one
 * @param insight what yt-dlp can do
 */
public record Equipment(
    Optional<String> ytDlp,
    Optional<JsRuntime> runtime,
    Optional<String> runtimeVersion,
    Optional<Insight> insight) {

  static final Equipment UNKNOWN =
      new Equipment(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Sites change within weeks; so does yt-dlp. */
  static final long OLD_DAYS = 90;

  /** The first that runs the JavaScript of sites, and takes options that say with what. */
  static final String ASKS_RUNTIMES = "2025.11.12";

  private static final Pattern DATED = Pattern.compile("(\\d{4})\\.(\\d{1,2})\\.(\\d{1,2})\\b.*");

  /**
   * What yt-dlp can do beside what all can.
   *
   * @param solver whether it has the scripts that a runtime solves a site's challenges with
   * @param impersonates whether it can look like a browser to a site that wants one
   * @param modules those it finds of all that it can make use of
   * @param plugins the modules of its plugins
   */
  public record Insight(
      boolean solver, boolean impersonates, List<String> modules, List<String> plugins) {
    /** Reads the words of the script that looks. */
    static Insight of(String line) {
      List<String> words = List.of(line.split(" ", -1));
      return new Insight(
          words.contains("solver"),
          words.contains("impersonation"),
          after("module:", words),
          after("plugin:", words));
    }

    private static List<String> after(String start, List<String> words) {
      return words.stream()
          .filter(word -> word.startsWith(start))
          .map(word -> word.substring(start.length()))
          .toList();
    }
  }

  /** How long ago this yt-dlp was released; empty where its version is no date. */
  public OptionalLong ageInDays(Instant now) {
    return ytDlp.flatMap(Equipment::released).stream()
        .mapToLong(day -> ChronoUnit.DAYS.between(day, LocalDate.ofInstant(now, ZoneOffset.UTC)))
        .map(days -> Math.max(0, days))
        .findFirst();
  }

  /** Whether it is older than sites stay as they are. */
  public boolean old(Instant now) {
    return ageInDays(now).orElse(0) > OLD_DAYS;
  }

  /** The runtime and its version; empty where there is none. */
  public Optional<String> runtimeName() {
    return runtime.map(
        it -> it.kind().wire() + runtimeVersion.map(version -> " " + version).orElse(""));
  }

  /** Whether it asks a site's challenges of a runtime at all. */
  boolean asksRuntimes() {
    return ytDlp.filter(version -> version.compareTo(ASKS_RUNTIMES) >= 0).isPresent();
  }

  private static Optional<LocalDate> released(String version) {
    Matcher dated = DATED.matcher(version);
    try {
      return dated.matches()
          ? Optional.of(
              LocalDate.of(
                  Integer.parseInt(dated.group(1)),
                  Integer.parseInt(dated.group(2)),
                  Integer.parseInt(dated.group(3))))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
