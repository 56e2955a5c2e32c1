package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Why a connection ended before it had fetched its stretch. */
sealed interface Trouble {
  Failure ROUND =
      new Failure(
              Code.NETWORK,
              "The site leads from one link to the next and never to a file. Check the link.")
          .forGood();
  Failure UNTRUSTED =
      new Failure(
              Code.NETWORK,
              "There is no secure connection to the site: its certificate is not right.")
          .forGood();
  Failure SHORT =
      new Failure(
          Code.NETWORK, "The file on the site is shorter than the site says. Try again later.");
  Failure EMPTY =
      new Failure(Code.NOT_FOUND, "The file behind this link is empty: there is nothing in it.");

  /**
   * It broke, or did not come about.
   *
   * @param late because nothing came for too long
   */
  record Broken(boolean late) implements Trouble {}

  /** The site ended the connection before all had come that it had promised. */
  record Curtailed() implements Trouble {}

  /** No connection came about, for a reason that does not pass by itself within seconds. */
  record Unreached(Fetch.Why why) implements Trouble {}

  /** The proxy does not lead to the site. */
  record NoWayOut(String sentence) implements Trouble {}

  /** The site could not answer, by that status. */
  record Erred(int status) implements Trouble {}

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
      case Curtailed() -> SHORT;
      case Unreached(Fetch.Why why) -> unreached(why);
      case NoWayOut(String sentence) -> new Failure(Code.NETWORK, sentence);
      case Erred(int status) -> erred(status);
      case Busy(int status, _) ->
          new Failure(
              status == 429 ? Code.RATE_LIMITED : Code.NETWORK,
              "The site asks this server to come back later. Try again in a while.");
      case Denied(int status) -> denied(status);
      case Changed() ->
          new Failure(Code.NETWORK, "The file on the site changes while it is fetched. Try again.");
      case Refused(Refusal refusal) -> new Failure(Code.BLOCKED_ADDRESS, refusal.sentence());
      case Disk(IOException cause) -> disk(String.valueOf(cause.getMessage()));
    };
  }

  /** The trouble that stands for there being no answer. */
  static Trouble of(Fetch.Failed failed) {
    return switch (failed.why()) {
      case LATE -> new Broken(true);
      case BROKEN, UNREACHABLE -> new Broken(false);
      case REDIRECTS, CERTIFICATE, SECURITY -> new Unreached(failed.why());
      case PROXY -> new NoWayOut(failed.sentence());
    };
  }

  private static Failure unreached(Fetch.Why why) {
    return switch (why) {
      case LATE, BROKEN, UNREACHABLE, PROXY -> broken();
      case REDIRECTS -> ROUND;
      case CERTIFICATE -> UNTRUSTED;
      case SECURITY ->
          new Failure(Code.NETWORK, "There is no secure connection to the site. Try again later.");
    };
  }

  private static Failure erred(int status) {
    return new Failure(
        Code.NETWORK, "The site answered with an error (%d). Try again later.".formatted(status));
  }

  private static Failure broken() {
    return new Failure(Code.NETWORK, "The connection to the site broke off. Try again.");
  }

  private static Failure denied(int status) {
    return switch (status) {
      case 401, 407 ->
          new Failure(
              Code.LOGIN_REQUIRED,
              "The site asks for a user name and a password. Hand in a login, or cookies of one.");
      case 404, 410 -> new Failure(Code.NOT_FOUND, "The video does not exist, or not any more.");
      case 451 ->
          new Failure(
              Code.GEO_BLOCKED, "The site does not show this video in the server's country.");
      default ->
          status >= 500
              ? erred(status)
              : new Failure(Code.FORBIDDEN, "The site refuses to hand out this video.");
    };
  }

  private static Failure disk(String message) {
    return message.contains("No space left") || message.contains("quota")
        ? new Failure(Code.NO_SPACE, "The server's disk is full.")
        : new Failure(
            Code.DISK_FAILED, "The server's disk did not take the file; the log says more.");
  }
}
