package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.time.Duration;

/** Why we end a job ourselves, whatever yt-dlp thinks of it. */
final class Stops {
  static final Failure TOO_LARGE =
      new Failure(Code.TOO_LARGE, "The file is larger than this server allows.");
  static final Failure TOO_LONG =
      new Failure(Code.TOO_LONG, "The video is longer than this server allows.");
  static final Failure LIST =
      new Failure(
          Code.UNSUPPORTED_URL,
          "The link leads to a list of videos. Ask for the whole list, or use one video's link.");
  static final Failure LIVE =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This is a live stream that is still running. Try again when it has ended.");
  static final Failure UPCOMING = Diagnosis.UPCOMING;

  static final Failure NEVER_BEGAN =
      new Failure(
          Code.NOT_FOUND,
          "It was to be broadcast, and had not begun a day after its time. Try again once it has.");

  /** Not for anybody to see: a look has seen what it wanted. */
  static final Failure SEEN = new Failure(Code.INTERNAL, "The site has told of the video.");

  static final Failure NO_SECTION =
      new Failure(
          Code.UNSUPPORTED_URL, "The video ends before the time at which the clip would begin.");

  /** Not for anybody to see: a clip of it is begun anew, in the other way. */
  static final Failure IN_SEGMENTS =
      new Failure(Code.INTERNAL, "A clip of this video cannot be fetched alone.");

  /** Not for anybody to see: the video is fetched whole. */
  static final Failure ALL_SPONSORED =
      new Failure(Code.INTERNAL, "SponsorBlock would have nearly all of this video removed.");

  static final Failure NO_SUBTITLES =
      new Failure(Code.NOT_FOUND, "The site has none of these subtitles.");

  static final Failure CUT_SHORT =
      new Failure(Code.NETWORK, "The connection to the site broke off. Try again.");
  static final Failure SILENT =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This video has no sound, or none that can be downloaded by itself.");
  static final Failure EMPTY_LIST =
      new Failure(Code.NOT_FOUND, "There is nothing in this list that can be downloaded.");
  static final Failure LOST = new Failure(Code.INTERRUPTED, "The work was interrupted.");
  static final Failure UNANSWERED = new Failure(Code.TIMEOUT, "The site did not answer in time.");
  static final Failure STRANGE_FILE =
      new Failure(Code.UNSUPPORTED_URL, "What the link leads to is not a video or sound file.");
  static final Failure NO_FILE = new Failure(Code.INTERNAL, "The download ended without a file.");
  static final Failure NOT_FOR_MP4 =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This video cannot be kept as MP4 without converting it. Choose MKV, or any kind of"
              + " file.");
  static final Failure MISSING =
      new Failure(Code.INTERNAL, "The server lacks a program that downloads need.");
  static final Failure COOKIES =
      new Failure(
          Code.INTERNAL,
          "This server's yt-dlp may show cookies to hosts that they are not for. It takes them once"
              + " its operator has installed version 2023.07.06 or newer.");
  static final Failure ENDLESS =
      new Failure(Code.INTERNAL, "The file could not be put together: ffmpeg makes no headway.");

  private Stops() {}

  static Failure stalled(Duration patience) {
    return new Failure(
        Code.STALLED, "The site sent nothing for %d seconds.".formatted(patience.toSeconds()));
  }
}
