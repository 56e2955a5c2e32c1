package dev.fetchlight.job.jar;

import dev.fetchlight.job.Sealed;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A login that is kept for a site: its cookies under a name.
 *
 * @param name the operator's word for it
 * @param site as {@link dev.fetchlight.job.spec.Link#site}; hosts below it belong to it
 * @param cookies a secret
 * @param expires when the first cookie of those that make the login is over; null for never
 * @param put when somebody handed it in
 * @param told what the site last made of it
 */
public record Jar(
    String name, String site, Sealed cookies, @Nullable Instant expires, Instant put, Told told) {
  private static final Map<String, String> SHORT =
      Map.of("youtu.be", "youtube.com", "fb.watch", "facebook.com", "redd.it", "reddit.com");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * What a site made of it.
   *
   * @param at when; null where nobody has shown it yet
   * @param refusal the sentence of a site that did not take it; null where it did
   */
  public record Told(@Nullable Instant at, @Nullable String refusal) {
    public static final Told NOTHING = new Told(null, null);
  }

  /** How it looks to a person. */
  public enum State {
    FRESH,
    OLD,
    REFUSED
  }

  public static boolean names(String text) {
    return NAME.matcher(text).matches();
  }

  public State state(Instant now) {
    return told.refusal() != null
        ? State.REFUSED
        : expires != null && !now.isBefore(expires) ? State.OLD : State.FRESH;
  }

  /** Whether it is for that host: its site's, one below, or the one that its short links have. */
  public boolean opens(String host) {
    String whole = SHORT.getOrDefault(host, host);
    return whole.equals(site) || whole.endsWith("." + site);
  }
}
