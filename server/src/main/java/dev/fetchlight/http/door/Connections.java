package dev.fetchlight.http.door;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts every connection there is, on all loops: how many one client holds, how many all hold, and
 * who is idle and gives way when there is no room left.
 */
public final class Connections {
  /** How many may be in that others still make room for, on loops of their own. */
  private static final int MOST_OVERLAP = 64;

  private final int mostOfOne;
  private final int most;
  private final Predicate<InetAddress> trusted;
  private final Map<String, Integer> byClient = new HashMap<>();

  /** Those who never asked for anything, the longest idle first; they give way before others. */
  private final Set<Guard> silent = new LinkedHashSet<>();

  private final Set<Guard> resting = new LinkedHashSet<>();
  private int all;

  /** What comes of a connection that wants in. */
  enum Entry {
    IN,
    TOO_MANY_OF_ONE,
    FULL
  }

  /**
   * @param mostOfOne how many one client may hold; those of front servers are not counted
   * @param most how many there may be at once, so that descriptors are left for other things
   * @param clients tells who is one client, and who is a front server
   */
  public Connections(int mostOfOne, int most, Clients clients) {
    this.mostOfOne = mostOfOne;
    this.most = most;
    this.trusted = clients.trusted();
  }

  synchronized Entry enter(InetAddress peer) {
    String client = Clients.name(peer);
    int held = byClient.getOrDefault(client, 0);
    if (held >= mostOfOne && !trusted.test(peer)) {
      return all < most ? sentAway() : Entry.FULL;
    }
    if (all >= most) {
      Guard idle = all < most + MOST_OVERLAP ? longestIdle() : null;
      if (idle == null) {
        return Entry.FULL;
      }
      idle.giveWay();
    }
    all++;
    byClient.put(client, held + 1);
    return Entry.IN;
  }

  /** It stays open until it was told why, and takes room so long. */
  private Entry sentAway() {
    all++;
    return Entry.TOO_MANY_OF_ONE;
  }

  private @Nullable Guard longestIdle() {
    for (Set<Guard> each : List.of(silent, resting)) {
      Iterator<Guard> longest = each.iterator();
      if (longest.hasNext()) {
        Guard guard = longest.next();
        longest.remove();
        return guard;
      }
    }
    return null;
  }

  /** One that was not let in is closed. */
  synchronized void turnedAway() {
    all--;
  }

  synchronized void left(InetAddress peer) {
    all--;
    byClient.computeIfPresent(Clients.name(peer), (_, held) -> held == 1 ? null : held - 1);
  }

  /** Whether it is idle may have changed. */
  synchronized void changed(Guard guard) {
    silent.remove(guard);
    resting.remove(guard);
    if (guard.idle()) {
      (guard.silent() ? silent : resting).add(guard);
    }
  }

  synchronized void gone(Guard guard) {
    silent.remove(guard);
    resting.remove(guard);
  }
}
