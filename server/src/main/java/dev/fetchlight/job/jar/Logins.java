package dev.fetchlight.job.jar;

import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The desk of kept logins: takes them in, picks the one for a link, and notes what the site made of
 * it and sent back. Safe for use by several threads.
 */
public final class Logins {
  /** So many are kept at most. */
  public static final int MOST = 200;

  private static final Failure COOKIES_LOST =
      new Failure(
          Failure.Code.INTERNAL,
          "The cookies of this download can no longer be read; hand it in again with them.");

  /** The one that works first, then the one that fits best, then the newest. */
  private static final Comparator<Jar> BEST =
      Comparator.<Jar>comparingInt(jar -> jar.told().refusal() == null ? 0 : 1)
          .thenComparingInt(jar -> -jar.site().length())
          .thenComparing(Jar::put, Comparator.reverseOrder());

  private final JarBook book;
  private final Function<Cookies, Sealed> seal;
  private final Function<Sealed, Optional<Cookies>> unseal;
  private final InstantSource clock;

  /** Whether there is something to go to a site with, be it nothing. */
  public sealed interface Opening {
    /** There is. */
    record Ready(Visit visit) implements Opening {}

    /** What was to be shown cannot be. */
    record Lost(Failure failure) implements Opening {}
  }

  /**
   * @param seal makes of a secret what may be written down
   * @param unseal the way back; empty where the key is lost
   */
  public Logins(
      JarBook book,
      Function<Cookies, Sealed> seal,
      Function<Sealed, Optional<Cookies>> unseal,
      InstantSource clock) {
    this.book = book;
    this.seal = seal;
    this.unseal = unseal;
    this.clock = clock;
  }

  /** Makes of cookies what may be written down. */
  public Sealed seal(Cookies cookies) {
    return seal.apply(cookies);
  }

  /** All that are kept, by name. */
  public List<Jar> all() {
    return book.all();
  }

  public Optional<Jar> find(String name) {
    return book.find(name);
  }

  /** What of a text can be kept for a site now. */
  public CookieLines read(Cookies cookies, String site) {
    return CookieLines.of(cookies.text(), site).at(clock.instant());
  }

  /** How a jar looks now. */
  public Jar.State state(Jar jar) {
    return jar.state(clock.instant());
  }

  /** Keeps it in place of the one of its name; empty where there are too many already. */
  public synchronized Optional<Jar> put(String name, String site, CookieLines lines) {
    Optional<Jar> before = book.find(name);
    if (before.isEmpty() && book.all().size() >= MOST) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Later than the one before in any case: its time tells one login from another.
    Instant put =
        before
            .map(Jar::put)
            .filter(it -> !it.isBefore(now))
            .map(it -> it.plusMillis(1))
            .orElse(now);
    Jar jar =
        new Jar(name, site, seal.apply(lines.cookies()), lines.expires(), put, Jar.Told.NOTHING);
    book.put(jar);
    return Optional.of(jar);
  }

  public boolean remove(String name) {
    return book.remove(name);
  }

  /** What a job shows: what it carries, else a kept login. */
  public Opening open(Ticket ticket, Link link) {
    Sealed sealed = ticket.cookies();
    return sealed == null
        ? open(ticket.jar(), link)
        : unseal
            .apply(sealed)
            .<Opening>map(cookies -> new Opening.Ready(handed(cookies)))
            .orElseGet(() -> new Opening.Lost(COOKIES_LOST));
  }

  /** For cookies that somebody hands in along with a link. */
  public Visit handed(@Nullable Cookies cookies) {
    return new Visit(this, null, null, cookies);
  }

  /**
   * The kept login of that name, or else one of the link's site; of no site's own where there is
   * none that is not over.
   */
  public Opening open(@Nullable String name, Link link) {
    if (name == null) {
      return new Opening.Ready(
          book.all().stream()
              .filter(jar -> jar.opens(link.site()))
              .sorted(BEST)
              .flatMap(jar -> visit(jar).stream())
              .findFirst()
              .orElseGet(() -> handed(null)));
    }
    Optional<Jar> jar = book.find(name);
    Optional<Visit> visit = jar.flatMap(this::visit);
    String what =
        jar.isEmpty() ? "is not kept here any more" : "is over, or cannot be read any more";
    return visit
        .<Opening>map(Opening.Ready::new)
        .orElseGet(() ->
            new Opening.Lost(
                new Failure(
                    Failure.Code.LOGIN_REQUIRED,
                    "The login \u201c" + name + "\u201d " + what + "; hand it in anew.")));
  }

  private Optional<Visit> visit(Jar jar) {
    return lines(jar)
        .map(lines -> lines.at(clock.instant()))
        .filter(lines -> !lines.isEmpty())
        .map(lines -> new Visit(this, jar, lines, lines.cookies()));
  }

  private Optional<CookieLines> lines(Jar jar) {
    return unseal.apply(jar.cookies()).map(it -> CookieLines.of(it.text(), jar.site()));
  }

  /** What a site has told of a login; null for nothing. */
  synchronized void tell(
      Jar shown,
      CookieLines lines,
      @Nullable Failure refusal,
      boolean taken,
      @Nullable Cookies back) {
    // As it is by now: others may have been there with it in the meantime.
    Optional<Jar> known = book.find(shown.name()).filter(jar -> jar.put().equals(shown.put()));
    known.ifPresent(jar -> {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Jar.Told told =
          refusal != null
              ? new Jar.Told(now, refusal.sentence())
              : taken ? new Jar.Told(now, null) : jar.told();
      Optional<JarBook.Renewed> renewed =
          back == null ? Optional.empty() : renewed(jar, lines, back);
      if (renewed.isPresent() || !told.equals(jar.told())) {
        boolean _ = book.tell(jar, told, renewed.orElse(null));
      }
    });
  }

  private Optional<JarBook.Renewed> renewed(Jar jar, CookieLines before, Cookies back) {
    CookieLines after = CookieLines.of(back.text(), jar.site());
    return lines(jar)
        .map(kept -> kept.changed(before, after).at(clock.instant()))
        .filter(lines -> !lines.isEmpty()) // a site that ends the login leaves it to be refused
        .map(lines -> new JarBook.Renewed(seal.apply(lines.cookies()), lines.expires()));
  }
}
