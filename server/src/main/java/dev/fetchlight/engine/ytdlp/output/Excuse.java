package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.spec.Subtitles;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why something beside the media does not come, in words that end a sentence. */
public final class Excuse {
  public static final String LATE = "the site did not answer in time";
  public static final String OTHER = "what the site sends are no subtitles";

  private static final Pattern REFUSED =
      Pattern.compile("(?i)ERROR: Unable to download video subtitles for '([^']{1,40})': (.*)");
  private static final Pattern GAVE_UP =
      Pattern.compile("ERROR:\\s+\\[download\\] Got error: (.*)");

  /** The gate has other words for a site that it cannot reach; see Answer. */
  private static final Pattern STATUS =
      Pattern.compile("HTTP Error ([1-5][0-9]{2})\\b(?!: Site (out of reach|too slow))");

  private static final Pattern SLOW = Pattern.compile("(?i)timed? ?out|site too slow");
  private static final Pattern AWAY =
      Pattern.compile(
          "(?i)refused|unreachable|resol|name or service|reset|aborted|tunnel|site out of reach");

  private Excuse() {}

  /**
   * Subtitles that the site did not hand out, which ended yt-dlp.
   *
   * @param language as the site has it
   */
  public record Gone(String language, String why) {}

  /** The first of which yt-dlp complained. */
  public static Optional<Gone> gone(List<String> complaints, List<Refusal> refusals) {
    return complaints.stream()
        .map(REFUSED::matcher)
        .filter(Matcher::matches)
        .map(words -> new Gone(words.group(1), why(words.group(2), refusals)))
        .findFirst();
  }

  /** Why yt-dlp gave something up that it did not need; empty where it gave up nothing. */
  public static Optional<String> gaveUp(List<String> complaints, List<Refusal> refusals) {
    return complaints.stream()
        .map(GAVE_UP::matcher)
        .filter(Matcher::matches)
        .map(words -> why(words.group(1), refusals))
        .findFirst();
  }

  private static String why(String words, List<Refusal> refusals) {
    Matcher status = STATUS.matcher(words);
    if (!refusals.isEmpty()) {
      return "they are at "
          + refusals.getLast().target()
          + ", which this server must not reach (see "
          + Refusal.SETTING
          + ")";
    } else if (status.find()) {
      return "the site answered " + status.group(1);
    } else if (SLOW.matcher(words).find()) {
      return LATE;
    }
    return AWAY.matcher(words).find()
        ? "the site cannot be reached"
        : "the site does not hand them out";
  }

  /** The names of languages, as people list them. */
  public static String names(Collection<String> tags) {
    List<String> names = tags.stream().map(Excuse::name).toList();
    return names.size() < 2
        ? String.join("", names)
        : names.stream().limit(names.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + names.getLast();
  }

  private static String name(String tag) {
    String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    return Subtitles.language(tag) && !name.isEmpty() ? name : tag;
  }
}
