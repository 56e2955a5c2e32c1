package dev.fetchlight.engine.live;

import dev.fetchlight.egress.Fetch;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.Optional;

/**
 * Why something did not come.
 *
 * @param lasting whether it will not come either when it is asked for again
 * @param stale whether the site may have it at another address by now
 */
record Loss(Failure failure, boolean lasting, boolean stale) {
  static final Loss LATE = passing(new Failure(Code.TIMEOUT, "The site did not answer in time."));
  static final Loss BROKEN =
      passing(new Failure(Code.NETWORK, "The connection to the site broke off. Try again."));
  static final Loss STRANGE =
      new Loss(
          new Failure(
              Code.UNSUPPORTED_URL, "What the site sends of this broadcast is no video or sound."),
          true,
          false);
  static final Loss UNREADABLE =
      passing(
          new Failure(
              Code.UNSUPPORTED_URL, "The site's list of this broadcast's parts makes no sense."));
  static final Loss KEYLESS =
      new Loss(
          new Failure(
              Code.NETWORK, "The key to the encrypted stream is not right. Try again later."),
          true,
          true);
  static final Loss SEALED =
      new Loss(
          new Failure(
              Code.UNSUPPORTED_URL,
              "The stream is encrypted in a way that this server cannot read, such as SAMPLE-AES."),
          true,
          false);

  private static Loss passing(Failure failure) {
    return new Loss(failure, false, false);
  }

  /** Where there was no answer; empty where there was one. */
  static Optional<Loss> of(Fetch fetch) {
    return switch (fetch) {
      case Fetch.Answered _ -> Optional.empty();
      case Fetch.Refused(var refusal) ->
          Optional.of(new Loss(new Failure(Code.BLOCKED_ADDRESS, refusal.sentence()), true, false));
      case Fetch.Failed failed ->
          Optional.of(
              switch (failed.why()) {
                case LATE -> LATE;
                case BROKEN, UNREACHABLE -> BROKEN;
                case REDIRECTS, CERTIFICATE, SECURITY, PROXY ->
                    passing(new Failure(Code.NETWORK, failed.sentence()));
              });
    };
  }

  /** For an answer with that status, which is not what was asked for. */
  static Loss of(int status) {
    return switch (status) {
      case 404, 410 ->
          new Loss(
              new Failure(Code.NOT_FOUND, "The broadcast is not there, or not any more."),
              true,
              true);
      case 401, 403, 451 ->
          new Loss(
              new Failure(
                  Code.FORBIDDEN,
                  "The site refuses to hand out this broadcast. Cookies of a login may help."),
              true,
              true);
      default ->
          passing(
              new Failure(
                  Code.NETWORK,
                  "The site answered with an error (%d). Try again later.".formatted(status)));
    };
  }
}
