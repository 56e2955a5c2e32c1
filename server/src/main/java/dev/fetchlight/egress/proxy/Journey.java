package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways of one job. A host that no rule names goes the way of the last one that a rule did: what
 * a site hands out on other hosts is often bound to the address that asked the site itself. From a
 * proxy nothing leads back to the open way: a site that is reached straight must not unmask a job
 * that began behind one.
 */
public final class Journey {
  private final Routes routes;
  private volatile @Nullable Proxy otherwise;

  public Journey(Routes routes) {
    this.routes = routes;
    this.otherwise = routes.otherwise().proxy();
  }

  /** The proxy that leads there; empty where the way is straight. */
  Optional<Proxy> via(Target host) {
    Optional<Routes.Rule> named = routes.naming(host);
    if (named.isEmpty()) {
      return Optional.ofNullable(otherwise);
    }
    Proxy proxy = named.get().proxy();
    if (proxy != null) {
      otherwise = proxy;
    }
    return Optional.ofNullable(proxy);
  }

  /** Begins at that host, as if it had been asked for something. */
  public Journey from(Target host) {
    Optional<Proxy> _ = via(host);
    return this;
  }
}
