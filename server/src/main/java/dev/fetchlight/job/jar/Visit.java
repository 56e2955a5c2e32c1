package dev.fetchlight.job.jar;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import org.jspecify.annotations.Nullable;

/** What one run shows to a site, and what the site makes of it. */
public final class Visit {
  private final Logins logins;
  private final @Nullable Jar jar;
  private final @Nullable CookieLines lines;
  private final @Nullable Cookies cookies;
  private @Nullable Cookies back;

  Visit(Logins logins, @Nullable Jar jar, @Nullable CookieLines lines, @Nullable Cookies cookies) {
    this.logins = logins;
    this.jar = jar;
    this.lines = lines;
    this.cookies = cookies;
  }

  /** A secret; null for none. */
  public @Nullable Cookies cookies() {
    return cookies;
  }

  /** The site has sent these back, all that a program has of it by then. */
  public void returned(Cookies sent) {
    back = sent;
  }

  /**
   * It is over. Where the site wanted another login, what it sent back is no login.
   *
   * @param site of the link; what a site makes of another one's login tells nothing
   * @param failure null where all went well
   */
  public void ended(String site, @Nullable Failure failure) {
    if (jar == null || lines == null) {
      return;
    }
    boolean own = jar.opens(site);
    boolean refused = failure != null && failure.code() == Failure.Code.LOGIN_REQUIRED;
    logins.tell(
        jar, lines, own && refused ? failure : null, own && failure == null, refused ? null : back);
  }
}
