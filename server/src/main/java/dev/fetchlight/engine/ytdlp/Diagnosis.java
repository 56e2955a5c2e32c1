package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Refusal;
import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Failure.Code;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out from yt-dlp's words why a download failed. Its words themselves are not shown: they
 * hold addresses, folders and advice for people at a terminal.
 */
final class Diagnosis {
  /** The first that fits holds: what a site says of the video goes before how it said so. */
  private static final List<Symptom> SYMPTOMS =
      List.of(
          symptom(
              "no space left on device|errno 28\\b|disk quota exceeded",
              Code.NO_SPACE,
              "The server's disk is full."),
          symptom(
              "unsupported url|is not a valid url",
              Code.UNSUPPORTED_URL,
              "No video was found behind this link."),
          symptom(
              "\\bdrm\\b",
              Code.UNSUPPORTED_URL,
              "The video is protected by DRM and cannot be downloaded."),
          symptom(
              "geo.?restrict|(your|this) (location|country|region)|in your area|http error 451"
                  + "|available from your",
              Code.GEO_BLOCKED,
              "The site does not show this video in the server's country."),
          symptom(
              "premieres in|will begin in|event will begin|not started|not yet (started|available)"
                  + "|is not currently live|is offline",
              Code.NOT_FOUND,
              "The broadcast has not started yet."),
          symptom(
              "http error 429|too many requests|rate.?limit|confirm you.{1,3}re not a bot|captcha",
              Code.NETWORK,
              "The site asks this server to come back later. Try again in a while."),
          symptom(
              "private|members.only|subscribers|premium|paid|purchase|rental|log.?in|sign.?in"
                  + "|registered users|authenticat|http error 401|confirm your age|age.?restrict"
                  + "|password|cookies",
              Code.LOGIN_REQUIRED,
              "The site shows this video only to people who are logged in."),
          symptom(
              "http error 40[4]|http error 410|video (is )?(unavailable|not available)"
                  + "|(has been|was) (removed|deleted|terminated)|does ?n.t exist|does not exist"
                  + "|no longer available|no longer exists|not found(?!, unable)",
              Code.NOT_FOUND,
              "The video does not exist, or not any more."),
          symptom(
              "http error 40[03]|forbidden",
              Code.FORBIDDEN,
              "The site refuses to hand out this video."),
          symptom(
              "timed out|timeout|time-out|http error 504",
              Code.TIMEOUT,
              "The site did not answer in time."),
          symptom(
              "name or service not known|name resolution|nodename nor servname|no address"
                  + "|getaddrinfo|http error 50[23]|tunnel connection failed",
              Code.NETWORK,
              "The site cannot be reached. Check the link, or try again later."),
          symptom(
              "connection refused|unreachable|no route to host",
              Code.NETWORK,
              "The site cannot be reached. Check the link, or try again later."),
          symptom(
              "ssl|certificate",
              Code.NETWORK,
              "There is no secure connection to the site: its certificate is not right."),
          symptom(
              "remote end closed|incompleteread|incomplete|connection (reset|aborted|broken)"
                  + "|broken pipe|more expected|giving up after|unable to continue|fragment"
                  + "|file is empty|http error 5\\d\\d|bytes read",
              Code.NETWORK,
              "The connection to the site broke off. Try again."),
          symptom(
              "no video (formats|could be)|no formats|format is not available|no media"
                  + "|unable to extract|no video in|no video found|there.s no video",
              Code.UNSUPPORTED_URL,
              "No video that can be downloaded was found behind this link."),
          symptom(
              "postprocessing|conversion failed|ffmpeg|ffprobe",
              Code.INTERNAL,
              "The parts of the video could not be put together."));

  private static final Failure UNKNOWN =
      new Failure(Code.INTERNAL, "The download failed for a reason that is not known.");
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

  /** Advice to the reader of a terminal, in which any word may stand. */
  private static final Pattern ADVICE =
      Pattern.compile(
          "please report this issue on.*|\\(caused by .*|confirm you are on the latest.*");

  private Diagnosis() {}

  /**
   * @param complaints what yt-dlp wrote to its standard error
   * @param refusals connections that were not allowed; the reason before all others
   */
  static Failure of(List<String> complaints, List<Refusal> refusals) {
    if (!refusals.isEmpty()) {
      return new Failure(
          Code.BLOCKED_ADDRESS,
          "The link leads to "
              + refusals.getLast().target()
              + ", which this server must not reach.");
    }
    String said =
        complaints.stream()
            .filter(line -> line.startsWith("ERROR:"))
            .map(line -> ADDRESS.matcher(line.toLowerCase(java.util.Locale.ROOT)).replaceAll(""))
            .map(line -> ADVICE.matcher(line).replaceAll(""))
            .collect(Collectors.joining("\n"));
    return SYMPTOMS.stream()
        .filter(symptom -> symptom.words().matcher(said).find())
        .findFirst()
        .map(Symptom::failure)
        .orElse(UNKNOWN);
  }

  private static Symptom symptom(String words, Code code, String sentence) {
    return new Symptom(Pattern.compile(words), new Failure(code, sentence));
  }

  private record Symptom(Pattern words, Failure failure) {}
}
