package dev.fetchlight.job.spec;

import java.util.Set;

/**
 * The choices that few people make.
 *
 * @param also what is kept beside the media
 */
public record Finer(Preferences preferences, SponsorBlock sponsorBlock, Set<Aside> also) {
  public static final Finer NONE = new Finer(Preferences.NONE, SponsorBlock.NONE, Set.of());

  public Finer {
    also = Set.copyOf(also);
  }

  /** The same with other stretches to mark or remove. */
  Finer with(SponsorBlock other) {
    return new Finer(preferences, other, also);
  }
}
