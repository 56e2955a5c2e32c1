package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.util.List;

/** What the doorkeeper says about a target. */
public sealed interface Verdict {
  /** Connect to one of these and to nothing else. */
  record Open(List<InetAddress> addresses) implements Verdict {}

  record Refused(Refusal refusal) implements Verdict {}

  /** The name leads nowhere. */
  record Unknown(String sentence) implements Verdict {}
}
