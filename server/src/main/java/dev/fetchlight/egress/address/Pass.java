package dev.fetchlight.egress.address;

import java.net.URI;
import java.util.Optional;

/**
 * What is shown at one place and nowhere else: the value of an Authorization header. A secret.
 *
 * @param scheme of the place, in lower case
 */
public record Pass(String scheme, Target place, String authorization) {
  /** One for the place that an origin such as {@code https://host:port} names; empty for none. */
  public static Optional<Pass> of(String origin, String authorization) {
    URI uri = URI.create(origin);
    return Target.parse(uri.getRawAuthority(), Target.defaultPort(uri.getScheme()))
        .map(place -> new Pass(uri.getScheme(), place, authorization));
  }

  /** Whether it may be shown there. */
  public boolean opens(String asked, Target target) {
    return scheme.equals(asked) && place.equals(target);
  }

  @Override
  public String toString() {
    return "Pass[hidden]";
  }
}
