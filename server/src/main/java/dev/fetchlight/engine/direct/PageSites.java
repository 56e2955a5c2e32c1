package dev.fetchlight.engine.direct;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sites whose links turned out to be pages a short while ago. */
final class PageSites {
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final InstantSource clock;
  private final Map<String, Instant> until =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  PageSites(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(URI page) {
    until.remove(page.getRawAuthority()); // so that it counts as the youngest
    until.put(page.getRawAuthority(), clock.instant().plus(MEMORY));
  }

  synchronized boolean contains(URI link) {
    Instant end = until.get(link.getRawAuthority());
    return end != null && clock.instant().isBefore(end);
  }
}
