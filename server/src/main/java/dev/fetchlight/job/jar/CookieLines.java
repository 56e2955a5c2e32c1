package dev.fetchlight.job.jar;

import dev.fetchlight.job.spec.Cookies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one site out of a text in the Netscape form: what other sites have in it is left
 * out, and of several with one name, domain and path the last one counts. A secret: it shows
 * nothing of itself in a log.
 */
public final class CookieLines {
  private static final String HTTP_ONLY = "#HttpOnly_";
  private static final int COLUMNS = 7;
  private static final int EXPIRES = 4;
  private static final int LONGEST = 8_192;
  private static final int MOST = 500;

  private final List<String[]> cookies;

  private CookieLines(List<String[]> cookies) {
    this.cookies = cookies;
  }

  /**
   * Reads what came back from a program that a site talks to; what is no cookie is left out.
   *
   * @param site whose cookies are wanted
   */
  public static CookieLines of(String text, String site) {
    Map<List<String>, String[]> kept = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.length() <= LONGEST)
        .map(line -> line.startsWith(HTTP_ONLY) ? line.substring(HTTP_ONLY.length()) : line)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns.length == COLUMNS && fits(columns) && isOf(columns[0], site))
        .forEach(columns -> {
          List<String> key = key(columns);
          if (kept.size() < MOST || kept.containsKey(key)) {
            kept.put(key, columns);
          }
        });
    return new CookieLines(new ArrayList<>(kept.values()));
  }

  private static boolean fits(String[] columns) {
    return columns[2].startsWith("/")
        && columns[EXPIRES].matches("[0-9]{1,15}(\\.[0-9]+)?")
        && List.of(columns).stream()
            .noneMatch(column ->
                column.indexOf(';') >= 0 || column.chars().anyMatch(Character::isISOControl));
  }

  /** A cookie is of a site that it is for, that it lies below, or that lies below it. */
  private static boolean isOf(String domain, String site) {
    String host = domain.startsWith(".") ? domain.substring(1) : domain;
    boolean above = domain.startsWith(".") && host.contains(".") && site.endsWith("." + host);
    return host.equals(site) || host.endsWith("." + site) || above;
  }

  /**
   * With what a visit changed, as several go on at a time: what is new or other after it than
   * before it, without what it took away.
   */
  CookieLines changed(CookieLines before, CookieLines after) {
    Map<List<String>, String[]> shown = before.byKey();
    Map<List<String>, String[]> back = after.byKey();
    Map<List<String>, String[]> all = byKey();
    all.keySet().removeIf(key -> shown.containsKey(key) && !back.containsKey(key));
    back.forEach((key, columns) -> {
      if (!Arrays.equals(columns, shown.get(key)) && (all.size() < MOST || all.containsKey(key))) {
        all.put(key, columns);
      }
    });
    return new CookieLines(new ArrayList<>(all.values()));
  }

  private Map<List<String>, String[]> byKey() {
    Map<List<String>, String[]> all = new LinkedHashMap<>();
    cookies.forEach(columns -> all.put(key(columns), columns));
    return all;
  }

  private static List<String> key(String[] columns) {
    return List.of(columns[0], columns[2], columns[5]);
  }

  /** Those that are not over yet. */
  public CookieLines at(Instant now) {
    return new CookieLines(
        cookies.stream()
            .filter(columns -> expires(columns).map(now::isBefore).orElse(true))
            .toList());
  }

  public boolean isEmpty() {
    return cookies.isEmpty();
  }

  /** When the last one is over; null where there are some that have no end. */
  public @Nullable Instant expires() {
    List<Optional<Instant>> ends = cookies.stream().map(CookieLines::expires).toList();
    return ends.stream().allMatch(Optional::isPresent)
        ? ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder()).orElse(null)
        : null;
  }

  private static Optional<Instant> expires(String[] columns) {
    long seconds = (long) Double.parseDouble(columns[EXPIRES]);
    return seconds == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(Math.min(seconds, 99_999_999_999L)));
  }

  /** For an engine. */
  public Cookies cookies() {
    return new Cookies(
        cookies.stream()
            .map(columns -> String.join("\t", columns) + "\n")
            .collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return "cookies";
  }
}
