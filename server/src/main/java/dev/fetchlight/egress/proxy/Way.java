package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** How a place is reached. */
public sealed interface Way {
  /** Connect to one of these and to nothing else. */
  record Straight(List<InetAddress> addresses) implements Way {}

  /**
   * Connect to the proxy and to nothing else.
   *
   * @param addresses of the proxy
   * @param asked where it shall lead, as it was asked for
   * @param places what it may be told, one after the other: the place by its judged addresses, or
   *     by its name where the proxy looks names up
   */
  record Through(Proxy proxy, List<InetAddress> addresses, Target asked, List<Target> places)
      implements Way {
    /** Whether the way to the proxy itself is under TLS. */
    public boolean secure() {
      return proxy.kind().secure();
    }

    /** What keeps the proxy from leading there, where the connection to it broke. */
    public SnagException broken(IOException cause) {
      return snag(Tunnel.untrusted(cause) ? Snag.Why.CERTIFICATE : Snag.Why.NO_PROXY);
    }

    /** What keeps the proxy from leading there. */
    public SnagException snag(Snag.Why why) {
      return new SnagException(new Snag(proxy, why, asked.toString()));
    }
  }

  record Refused(Refusal refusal) implements Way {}

  /** The name leads nowhere. */
  record Unknown(String sentence) implements Way {}

  /** The proxy itself has a name that leads nowhere. */
  record Lost(Snag snag) implements Way {}
}
