package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.proxy.Snag;
import dev.fetchlight.egress.proxy.Snags;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.Optional;

/** Puts a failure down to the proxy that was in the way, of which a child hears too little. */
final class Blame {
  private Blame() {}

  static Failure of(Failure failure, Snags snags) {
    Optional<Snag> snag =
        switch (failure.code()) {
          case NETWORK, INTERNAL -> snags.last();
          case TIMEOUT, STALLED -> snags.lateness();
          default -> Optional.empty();
        };
    return snag.map(each -> new Failure(Code.NETWORK, each.sentence())).orElse(failure);
  }
}
