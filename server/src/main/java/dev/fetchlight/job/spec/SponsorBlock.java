package dev.fetchlight.job.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of the stretches that the people of SponsorBlock have marked in a video.
 *
 * @param mark kinds that become chapters
 * @param remove kinds that are cut out; they are not marked too
 */
public record SponsorBlock(Set<Category> mark, Set<Category> remove) {
  public static final SponsorBlock NONE = new SponsorBlock(Set.of(), Set.of());

  /** A kind of stretch, as SponsorBlock knows it. */
  public enum Category {
    SPONSOR,
    SELFPROMO,
    INTERACTION,
    INTRO,
    OUTRO,
    PREVIEW,
    FILLER,
    MUSIC_OFFTOPIC,
    POI_HIGHLIGHT,
    CHAPTER;

    /** The name that SponsorBlock and clients use. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a stretch that somebody could do without. */
    public boolean removable() {
      return this != POI_HIGHLIGHT && this != CHAPTER;
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<Category> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  public SponsorBlock {
    if (!remove.stream().allMatch(Category::removable)) {
      throw new IllegalArgumentException("not to be removed: " + remove);
    }
    Set<Category> marked = sorted(mark);
    marked.removeAll(remove);
    mark = Collections.unmodifiableSet(marked);
    remove = Collections.unmodifiableSet(sorted(remove));
  }

  /** Whether SponsorBlock need not be asked. */
  public boolean none() {
    return mark.isEmpty() && remove.isEmpty();
  }

  private static Set<Category> sorted(Collection<Category> some) {
    return some.isEmpty() ? EnumSet.noneOf(Category.class) : EnumSet.copyOf(some);
  }
}
