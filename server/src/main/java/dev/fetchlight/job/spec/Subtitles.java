package dev.fetchlight.job.spec;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which subtitles are wanted, where the site has them, and where they go.
 *
 * @param languages tags such as {@code en} or {@code pt-BR}, in order, each once; empty for none
 * @param captions the kind of file where they are files
 */
public record Subtitles(List<String> languages, Placement placement, Captions captions) {
  public static final Subtitles NONE = new Subtitles(List.of(), Placement.EMBEDDED, Captions.VTT);

  /** As many languages as one download may ask for. */
  public static final int MOST_LANGUAGES = 10;

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  /** Where subtitles go. */
  public enum Placement {
    EMBEDDED,
    BESIDE;

    /** The name clients use. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<Placement> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  /** The kind of file that subtitles are. */
  public enum Captions {
    VTT,
    SRT;

    /** The name clients use, which is how such files end. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<Captions> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  public Subtitles {
    languages = languages.stream().distinct().sorted().toList();
    if (languages.size() > MOST_LANGUAGES || !languages.stream().allMatch(Subtitles::language)) {
      throw new IllegalArgumentException("not languages: " + languages);
    }
    // Of two equal wishes there must be one spelling.
    placement = languages.isEmpty() ? Placement.EMBEDDED : placement;
    captions = languages.isEmpty() ? Captions.VTT : captions;
  }

  /** In the usual kind of file. */
  public Subtitles(List<String> languages, Placement placement) {
    this(languages, placement, Captions.VTT);
  }

  /** The same as files of their own. */
  Subtitles beside() {
    return new Subtitles(languages, Placement.BESIDE, captions);
  }

  /** The same without these languages. */
  public Subtitles without(Collection<String> fewer) {
    return new Subtitles(
        languages.stream().filter(language -> !fewer.contains(language)).toList(),
        placement,
        captions);
  }

  /** Whether what a site has in {@code found} is what was wanted as {@code wanted}. */
  public static boolean covers(String wanted, String found) {
    String site = found.toLowerCase(Locale.ROOT);
    String asked = wanted.toLowerCase(Locale.ROOT);
    return site.equals(asked) || site.startsWith(asked + "-");
  }

  /** Whether a text has the shape of a language tag. */
  public static boolean language(String tag) {
    return LANGUAGE.matcher(tag).matches();
  }
}
