package dev.fetchlight.http.login;

import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Look;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a link with a login, or without, and notes what the site made of that.
 *
 * @param previews takes seconds; empty where too many look already
 */
public record Looking(Function<Look, Optional<Sighting>> previews) {

  /** Blocks; empty where too many look already. */
  public Optional<Sighting> look(Logins.Opening opening, Link link, boolean list) {
    return switch (opening) {
      case Logins.Opening.Lost(var failure) -> Optional.of(new Sighting.Unseen(failure));
      case Logins.Opening.Ready(var visit) -> {
        Optional<Sighting> seen = previews.apply(new Look(link, list, visit.cookies()));
        seen.ifPresent(
            it -> visit.ended(link.site(), it instanceof Sighting.Unseen(var why) ? why : null));
        yield seen;
      }
    };
  }
}
