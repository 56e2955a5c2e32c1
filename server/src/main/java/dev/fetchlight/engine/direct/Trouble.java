package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Why a connection ended before it had fetched its stretch. */
sealed interface Trouble {
  /**
   * It broke, or did not come about.
   *
   * @param late because nothing came for too long
   */
  record Broken(boolean late) implements Trouble {}

  /** The site sent less than was asked for, and properly so. */
  record Partial() implements Trouble {}

  /**
   * The site wants us to come back later.
   *
   * @param pause as long as it says
   */
  record Busy(int status, Optional<Duration> pause) implements Trouble {}

  /** The site says no, by that status. */
  record Denied(int status) implements Trouble {}

  /** It is not the same file any more, or the site cannot go on in the middle of one. */
  record Changed() implements Trouble {}

  record Refused(Refusal refusal) implements Trouble {}

  /** Our own disk does not take it. */
  record Disk(IOException cause) implements Trouble {}

  /** What it means for the job where it cannot be mended. */
  default Failure failure() {
    return switch (this) {
      case Broken(boolean late) ->
          late ? new Failure(Code.TIMEOUT, "The site did not answer in time.") : broken();
      case Partial() -> broken();
      case Busy(int status, _) ->
          new Failure(
              status == 429 ? Code.RATE_LIMITED : Code.NETWORK,
              "The site asks this server to come back later. Try again in a while.");
      case Denied(int status) -> denied(status);
      case Changed() ->
          new Failure(Code.NETWORK, "The file on the site changes while it is fetched. Try again.");
      case Refused(Refusal refusal) ->
          new Failure(
              Code.BLOCKED_ADDRESS,
              "The link leads to " + refusal.target() + ", which this server must not reach.");
      case Disk(IOException cause) -> disk(String.valueOf(cause.getMessage()));
    };
  }

  private static Failure broken() {
    return new Failure(Code.NETWORK, "The connection to the site broke off. Try again.");
  }

  private static Failure denied(int status) {
    return switch (status) {
      case 401, 407 ->
          new Failure(
              Code.LOGIN_REQUIRED, "The site shows this video only to people who are logged in.");
      case 404, 410 -> new Failure(Code.NOT_FOUND, "The video does not exist, or not any more.");
      case 451 ->
          new Failure(
              Code.GEO_BLOCKED, "The site does not show this video in the server's country.");
      default ->
          status >= 500
              ? broken()
              : new Failure(Code.FORBIDDEN, "The site refuses to hand out this video.");
    };
  }

  private static Failure disk(String message) {
    return message.contains("No space left") || message.contains("quota")
        ? new Failure(Code.NO_SPACE, "The server's disk is full.")
        : new Failure(Code.INTERNAL, "The file could not be written to the server's disk.");
  }
}
