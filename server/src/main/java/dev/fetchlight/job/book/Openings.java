package dev.fetchlight.job.book;

import java.util.Set;

/**
 * Where work may be taken up now.
 *
 * @param closed sites that nothing may be asked of
 * @param perSite as many jobs of one site at once; 0 for no limit
 */
public record Openings(Set<String> closed, int perSite) {
  public static final Openings ALL = new Openings(Set.of(), 0);

  public Openings {
    closed = Set.copyOf(closed);
  }
}
