package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Doorkeeper;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.address.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says how a place is reached in one job, once it was judged: literal addresses and what a name
 * leads to here always, and a name that leads nowhere here by its looks, where a proxy is to look
 * it up.
 *
 * @param open a place that is judged by nobody and reached straight; null for none
 */
public record Wayfinder(Doorkeeper doorkeeper, Journey journey, @Nullable Target open) {
  /** How long a name is looked up here that the proxy looks up anyway. */
  private static final long GLANCE_SECONDS = 3;

  private static final int MOST_ADDRESSES = 4;
  private static final String ONION = ".onion";
  private static final String LOOKED_UP_HERE =
      " It was looked up here; with httph, httpsh or socks5h in "
          + Snag.SETTING
          + " the proxy looks names up.";

  /** Names that mean something within a network alone (RFC 6761, 6762, 8375, 9476, and habit). */
  private static final Pattern INSIDE =
      Pattern.compile(
          "[^.]*|(.*\\.)?(localhost|localdomain|local|internal|private|intranet|corp|home|lan"
              + "|home\\.arpa|svc|consul|docker|test|fritz\\.box)");

  /** One to which every place is judged. */
  public Wayfinder(Doorkeeper doorkeeper, Journey journey) {
    this(doorkeeper, journey, null);
  }

  /** Blocks while names are looked up. */
  public Way find(Target place) {
    if (place.equals(open)) {
      return way(doorkeeper.known(place));
    }
    Optional<Proxy> proxy = journey.via(place);
    if (proxy.isEmpty()) {
      return way(doorkeeper.judge(place));
    }
    boolean named = proxy.get().kind().looksUp() && place.address() == null;
    return switch (named ? glance(place) : doorkeeper.judge(place)) {
      case Verdict.Refused(Refusal refusal) -> new Way.Refused(refusal);
      case Verdict.Open(List<InetAddress> addresses) ->
          through(proxy.get(), place, named ? List.of(place) : literal(addresses, place.port()));
      case Verdict.Unknown(String sentence) ->
          named ? byName(proxy.get(), place) : new Way.Unknown(sentence + LOOKED_UP_HERE);
    };
  }

  private static Way way(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused(Refusal refusal) -> new Way.Refused(refusal);
      case Verdict.Open(List<InetAddress> addresses) -> new Way.Straight(addresses);
      case Verdict.Unknown(String sentence) -> new Way.Unknown(sentence);
    };
  }

  /** A network that resolves no outer names at all may let each question run into its timeout. */
  private Verdict glance(Target place) {
    if (place.host().endsWith(ONION)) {
      return new Verdict.Unknown(""); // asking for it here would tell of it (RFC 7686)
    }
    return CompletableFuture.supplyAsync(() -> doorkeeper.judge(place), Thread::startVirtualThread)
        .completeOnTimeout(new Verdict.Unknown(""), GLANCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private Way byName(Proxy proxy, Target place) {
    return INSIDE.matcher(place.host()).matches()
        ? new Way.Refused(
            new Refusal(place.toString(), place.host() + " is a name within a private network."))
        : through(proxy, place, List.of(place));
  }

  private static List<Target> literal(List<InetAddress> addresses, int port) {
    return addresses.stream()
        .limit(MOST_ADDRESSES)
        .map(address -> Target.of(address, port))
        .toList();
  }

  private Way through(Proxy proxy, Target place, List<Target> places) {
    InetAddress literal = proxy.place().address();
    List<InetAddress> addresses =
        literal == null ? doorkeeper.lookup().apply(proxy.place().host()) : List.of(literal);
    return addresses.isEmpty()
        ? new Way.Lost(new Snag(proxy, Snag.Why.AWAY, place.toString()))
        : new Way.Through(proxy, addresses, place, places);
  }
}
