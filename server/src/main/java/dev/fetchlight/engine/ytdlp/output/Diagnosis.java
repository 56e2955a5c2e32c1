package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out from yt-dlp's words why a download failed. Its words themselves are not shown: they
 * hold addresses, folders and advice for people at a terminal.
 */
public final class Diagnosis {
  /** It is not there yet, by its site's word. */
  public static final Failure UPCOMING = Symptom.UPCOMING;

  private static final Failure UNKNOWN =
      new Failure(
          Code.INTERNAL, "The download failed for a reason that is not known. Its log may tell.");
  private static final Failure CRASHED =
      new Failure(
          Code.INTERNAL,
          "This server's yt-dlp broke off without a reason. A newer one may do better; the log has"
              + " its words.");
  private static final Failure SITE_SAID =
      new Failure(
          Code.UNSUPPORTED_URL, "The site does not hand out this video. The log has its words.");
  static final Failure DOUBTFUL =
      new Failure(
          Code.NOT_FOUND,
          "The site says that the video is not available. It may say so only because this server's yt-dlp is old.");

  /** What the words of yt-dlp itself show of an error that its authors did not expect. */
  private static final String BUG = "please report this issue on";

  /** Characters of a line that are looked at, without addresses and advice. */
  private static final int LONGEST = 2_000;

  private static final Pattern OUR_OWN =
      Pattern.compile("^(postprocessing|unable to (open|write|rename|create))", Pattern.MULTILINE);
  private static final Pattern READING =
      Pattern.compile(
          "unable to (extract|parse|find|get|determine|decode)|(could not|can.?not|failed to)"
              + " (find|get|extract|parse|obtain|read|identify)|not found|missing"
              + "|an extractor error has occurred");

  /** What Python says of a program that meets what its authors did not expect. */
  private static final Pattern PYTHON =
      Pattern.compile(
          "object has no attribute|object is not (subscriptable|iterable|callable)|index out of"
              + " range|indices must be|not enough values to unpack|too many values to unpack"
              + "|unexpected keyword argument|required positional argument|is not defined"
              + "|invalid literal for|codec can't decode|unsupported operand|argument of type"
              + "|unhashable type|maximum recursion depth");

  /** The gate has other words for a site that it cannot reach. */
  private static final Pattern ERROR_STATUS =
      Pattern.compile(
          "(?<!tunnel connection failed: )http error (5\\d\\d)(?!: (site out of reach|site too slow))");

  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

  /** Advice to the reader of a terminal, in which any word may stand. */
  private static final Pattern ADVICE =
      Pattern.compile(
          "please report this issue on.*|\\(caused by .*|confirm you are on the latest.*"
              + "|(you (may|might) want to )?(use|using|try passing|set|pass|try again with)"
              + "\\s+['\"]?--.*|you might want to (try|use) an? (vpn|proxy).*|\\bsee\\s+https?://.*");

  private Diagnosis() {}

  /**
   * Why it failed.
   *
   * @param complaints what yt-dlp wrote to its standard error
   * @param refusals connections that were not allowed; the reason before all others
   */
  public static Failure of(List<String> complaints, List<Refusal> refusals) {
    if (!refusals.isEmpty()) {
      return new Failure(Code.BLOCKED_ADDRESS, refusals.getLast().sentence());
    }
    String errors = errors(complaints);
    String words = plain(errors);
    boolean bug = errors.contains(BUG);
    // yt-dlp says only that its ffmpeg failed; why that was, ffmpeg has said before.
    String cause = words.contains("ffmpeg exited") ? ffmpegs(complaints) : "";
    return Symptom.in(cause)
        .or(() -> erred(words))
        .or(() -> Symptom.in(words))
        .orElseGet(() -> {
          if (words.isBlank()) {
            return CRASHED;
          }
          if (OUR_OWN.matcher(words).find()) {
            return UNKNOWN;
          }
          return bug || READING.matcher(words).find() || PYTHON.matcher(words).find()
              ? Symptom.NOT_UNDERSTOOD
              : SITE_SAID;
        });
  }

  /** Whether there is media, though none in the form that was asked for. */
  public static boolean noForm(Failure failure) {
    return failure.equals(Symptom.NO_FORM);
  }

  /** Whether it is of a kind that yt-dlp has when a site has changed and it has not yet. */
  public static boolean mayBeOld(Failure failure) {
    return unread(failure)
        || failure.equals(CRASHED)
        || failure.code() == Code.FORBIDDEN
        || (failure.code() == Code.ENGINE_OUTDATED && failure.passing());
  }

  /** Whether the site said something that yt-dlp could not make sense of. */
  static boolean unread(Failure failure) {
    return failure.equals(Symptom.NOT_UNDERSTOOD);
  }

  /** Whether a video that is there might fail with it, too. */
  static boolean vague(Failure failure) {
    return failure.equals(Symptom.VAGUE) || noForm(failure) || failure.equals(SITE_SAID);
  }

  /** What a site of its own accord calls its mistake; its gateways' time is up sooner. */
  private static Optional<Failure> erred(String words) {
    Matcher status = ERROR_STATUS.matcher(words);
    return status.find()
        ? Optional.of(
            new Failure(
                status.group(1).equals("504") ? Code.TIMEOUT : Code.NETWORK,
                "The site answered with an error (" + status.group(1) + "). Try again later."))
        : Optional.empty();
  }

  /** In lower case, without addresses and advice. */
  static String plain(String said) {
    String kept = ADVICE.matcher(said.toLowerCase(Locale.ROOT)).replaceAll("");
    return cut(ADDRESS.matcher(kept).replaceAll(""));
  }

  private static String errors(List<String> complaints) {
    return complaints.stream()
        .filter(line -> line.startsWith("ERROR:"))
        .map(line -> line.substring("ERROR:".length()).strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }

  /** A reason stands near the start of a line; many patterns look for it. */
  private static String cut(String words) {
    return words
        .lines()
        .map(line -> line.substring(0, Math.min(line.length(), LONGEST)))
        .collect(Collectors.joining("\n"));
  }

  private static String ffmpegs(List<String> complaints) {
    return complaints.stream()
        .filter(line ->
            line.startsWith("[") || line.startsWith("http") || line.contains("will be delegated"))
        .map(line -> cut(ADDRESS.matcher(line.toLowerCase(Locale.ROOT)).replaceAll("")))
        .collect(Collectors.joining("\n"));
  }
}
