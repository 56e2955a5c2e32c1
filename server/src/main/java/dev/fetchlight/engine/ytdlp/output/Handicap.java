package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What keeps yt-dlp from what a site has, as its warnings tell. An error after it hides it; of
 * several the first here is the cause of the others.
 */
public enum Handicap {
  STALE_LOGIN(
      "cookies are no longer valid",
      "the cookies that were handed in are no longer valid",
      Code.LOGIN_REQUIRED,
      "The cookies that were handed in are no longer valid. Hand in new ones."),
  NO_RUNTIME(
      "no supported javascript runtime",
      "this server has no JavaScript runtime",
      Code.ENGINE_OUTDATED,
      "%s wants its JavaScript run, and this server has nothing to run it with. Its operator can"
          + " install deno; the health report says how."),
  UNSOLVED(
      "(n challenge|signature|nsig|challenge).{0,40}(solving|extraction) failed|challenge solver"
          + "|unable to (extract|decrypt|decode) n?sig|n function",
      "its challenge was not solved",
      Code.ENGINE_OUTDATED,
      "This server's yt-dlp does not solve the challenge that %s sets. A newer one may."),
  NO_IMPERSONATION(
      "impersonat",
      "it wants a visitor that looks like a browser, which this server's yt-dlp cannot",
      Code.ENGINE_OUTDATED,
      "%s wants a visitor that looks like a browser, which this server's yt-dlp cannot. Its"
          + " operator can add curl_cffi with FETCHLIGHT_PYTHON."),
  NO_TOKEN(
      "\\bpo.?token",
      "it wants a PO token, which this server cannot make",
      Code.FORBIDDEN,
      "%s wants a PO token, which this server cannot make. Its operator can name a provider with"
          + " FETCHLIGHT_POT_URL."),
  SABR(
      "\\bsabr\\b",
      "it gives the rest only to its own player (SABR)",
      Code.FORBIDDEN,
      "%s gives this video only to its own player (SABR) for now. Try again later, or with or"
          + " without cookies."),
  DRM(
      "skipped as they are drm protected",
      "the rest is protected by DRM",
      Code.UNSUPPORTED_URL,
      "The video is protected by DRM and cannot be downloaded."),
  LESS(
      "formats? (may be|are) missing|formats? (have been|were|will be) skipped"
          + "|only images are available",
      "this server's yt-dlp could not read the rest",
      Code.ENGINE_OUTDATED,
      "This server's yt-dlp cannot read what %s has of this video. A newer one may.");

  private final Pattern words;
  private final String because;
  private final Code code;
  private final String sentence;

  Handicap(String words, String because, Code code, String sentence) {
    this.words = Pattern.compile(words);
    this.because = because;
    this.code = code;
    this.sentence = sentence;
  }

  /** The first that a line of yt-dlp's tells of; empty where that is no warning. */
  public static Optional<Handicap> in(String line) {
    if (!line.startsWith("WARNING:")) {
      return Optional.empty();
    }
    String said = Diagnosis.plain(line);
    return Stream.of(values()).filter(each -> each.words.matcher(said).find()).findFirst();
  }

  /** Why there is less, in words that end a sentence. */
  String because() {
    return because;
  }

  /** Whether a newer yt-dlp may be without it. */
  boolean mayPass() {
    return this == UNSOLVED || this == LESS;
  }

  /** What it is where nothing came. */
  Failure failure(String site) {
    return new Failure(code, sentence.formatted(site).replaceFirst("^\\p{Ll}", upper(site)));
  }

  private static String upper(String site) {
    return site.substring(0, 1).toUpperCase(Locale.ROOT);
  }
}
