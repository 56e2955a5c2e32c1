package dev.fetchlight.job.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a site is shown of whoever asks: cookies in the Netscape text form, and a login. A secret:
 * it shows nothing of itself in a log.
 *
 * @param text empty for no cookies
 */
public record Cookies(String text, @Nullable Login login) {
  /** Cookies alone. */
  public Cookies(String text) {
    this(text, null);
  }

  /** Whether there are any beside the login. */
  public boolean any() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return "cookies";
  }
}
