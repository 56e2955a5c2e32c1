package dev.fetchlight.site;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The members of a site whose login is good for one visit: with each page comes the cookie for the
 * next, so who keeps the one that was handed in is soon a stranger.
 */
public final class Accounts {
  private static final String SECRET = "sesame-of-";
  private final Map<String, Integer> visits = new HashMap<>();
  private final Set<String> closed = new HashSet<>();

  /** The line of a cookies.txt that is this account's login now. */
  public synchronized String cookie(String account) {
    return "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t%s\n".formatted(secret(account));
  }

  /** What that cookie says. */
  public synchronized String secret(String account) {
    return SECRET + account + "-" + visits(account);
  }

  /** How often it was let in. */
  public synchronized int visits(String account) {
    return visits.computeIfAbsent(account, _ -> 0);
  }

  /** Lets it in no more. */
  public synchronized void close(String account) {
    closed.add(account);
  }

  synchronized boolean admit(Ask ask) {
    for (String account : Set.copyOf(visits.keySet())) {
      if (ask.cookies().contains("session=" + secret(account)) && !closed.contains(account)) {
        visits.merge(account, 1, Integer::sum);
        ask.exchange()
            .getResponseHeaders()
            .add("Set-Cookie", "session=" + secret(account) + "; Path=/; HttpOnly");
        return true;
      }
    }
    return false;
  }
}
