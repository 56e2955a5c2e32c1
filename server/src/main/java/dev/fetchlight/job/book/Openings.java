package dev.fetchlight.job.book;

import dev.fetchlight.job.Job;
import java.util.Set;

/**
 * Where work may be taken up now.
 *
 * @param closed those of whom nothing may be asked
 * @param perSite as many jobs of one site at once; 0 for no limit
 */
public record Openings(Set<Closed> closed, int perSite) {
  /**
   * Whom a site has asked to come back later.
   *
   * @param login those who show it cookies or a login; else those who show none
   */
  public record Closed(String site, boolean login) {
    /** The ones that a job is among. */
    public static Closed of(Job job) {
      return new Closed(job.spec().link().site(), job.ticket().shows());
    }
  }

  public static final Openings ALL = new Openings(Set.of(), 0);

  public Openings {
    closed = Set.copyOf(closed);
  }
}
