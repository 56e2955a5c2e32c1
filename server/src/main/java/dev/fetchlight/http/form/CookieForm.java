package dev.fetchlight.http.form;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Login;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cookies that a client sends, as text or as pairs, into the one form that engines take.
 * Its refusals never repeat what was sent.
 */
public final class CookieForm {
  private static final String FIELD = "cookies";
  private static final String HEAD = "# Netscape HTTP Cookie File\n";
  private static final String HTTP_ONLY = "#HttpOnly_";
  private static final int COLUMNS = 7;
  private static final Pattern DOMAIN =
      Pattern.compile("\\.?[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]++)*+");

  /** No name ends in a number; such a host is an address, which has nothing below it. */
  private static final Pattern ADDRESS = Pattern.compile("\\.?(?:[A-Za-z0-9_-]++\\.)*+[0-9]++");

  private static final Pattern FLAG = Pattern.compile("TRUE|FALSE", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(\\.[0-9]+)?");

  private CookieForm() {}

  /** Cookies and login, as far as either is there; the login is for the link's own site alone. */
  public static @Nullable Cookies read(JsonObject body, Link link) {
    Cookies cookies = read(body);
    JsonObject wish = body.getJsonObject("login");
    if (wish == null) {
      return cookies;
    }
    String user = wish.getString("user");
    String password = wish.getString("password");
    if (hasControls(user) || hasControls(password) || user.contains(":")) {
      throw new RefusedException(
          Problem.invalid("login", "\"login\" has signs in it that no user name or password has."));
    }
    return new Cookies(cookies == null ? "" : cookies.text(), Login.of(link, user, password));
  }

  /** The name of a kept login, which stands in for cookies and login; null for none. */
  public static @Nullable String jar(JsonObject body) {
    String jar = body.getString("jar");
    if (jar != null && (body.containsKey(FIELD) || body.containsKey("login"))) {
      throw new RefusedException(
          Problem.invalid("jar", "Send either \"jar\", or \"cookies\" and \"login\"."));
    }
    return jar;
  }

  /** Refuses one that is not there. Blocks. */
  public static void requireKept(@Nullable String jar, Logins logins) {
    if (jar != null && logins.find(jar).isEmpty()) {
      throw new RefusedException(
          Problem.invalid("jar", "No login is kept here under that name; hand it in first."));
    }
  }

  public static @Nullable Cookies read(JsonObject body) {
    return switch (body.getValue(FIELD)) {
      case null -> null;
      case String text -> new Cookies(HEAD + String.join("\n", lines(text)) + "\n");
      case JsonArray pairs -> new Cookies(HEAD + String.join("\n", lines(pairs)) + "\n");
      case Object _ -> throw refused("\"cookies\" must be text or a list of cookies.");
    };
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String cookie = line.startsWith(HTTP_ONLY) ? line.substring(HTTP_ONLY.length()) : line;
      if (cookie.isBlank() || cookie.startsWith("#")) {
        continue;
      }
      String[] columns = cookie.split("\t", -1);
      // Pasted text often has its tabs turned into blanks.
      columns = columns.length == COLUMNS ? columns : cookie.strip().split("\\s+", COLUMNS);
      if (columns.length != COLUMNS || !valid(columns)) {
        throw refused(
            "Line "
                + number
                + " of \"cookies\" is no cookie: a cookies.txt has seven columns with tabs between them.");
      }
      checkValue(columns, "Line " + number);
      lines.add(line(columns));
    }
    if (lines.isEmpty()) {
      throw refused("\"cookies\" holds no cookie.");
    }
    return lines;
  }

  private static boolean valid(String[] columns) {
    return DOMAIN.matcher(columns[0]).matches()
        && FLAG.matcher(columns[1]).matches()
        && columns[2].startsWith("/")
        && FLAG.matcher(columns[3]).matches()
        && NUMBER.matcher(columns[4]).matches()
        && List.of(columns).stream().noneMatch(CookieForm::hasControls);
  }

  private static List<String> lines(JsonArray pairs) {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < pairs.size(); at++) {
      JsonObject pair = pairs.getJsonObject(at);
      String domain = pair.getString("domain");
      String[] columns = {
        domain,
        domain.startsWith(".") ? "TRUE" : "FALSE",
        pair.getString("path", "/"),
        pair.getBoolean("secure", false) ? "TRUE" : "FALSE",
        Long.toString(pair.getLong("expires", 0L)),
        pair.getString("name"),
        pair.getString("value")
      };
      if (!valid(columns)) {
        throw refused(
            "Cookie "
                + (at + 1)
                + " of \"cookies\" has a domain, path, name or value that no cookie has.");
      }
      checkValue(columns, "Cookie " + (at + 1));
      lines.add(line(columns));
    }
    return lines;
  }

  /** A sign that ends a cookie would make two of it, of which the second is known to nobody. */
  private static void checkValue(String[] columns, String which) {
    for (int at : new int[] {2, COLUMNS - 2, COLUMNS - 1}) {
      if (columns[at].indexOf(';') >= 0) {
        throw refused(which + " of \"cookies\" has a \";\" in it, which no cookie holds.");
      }
    }
  }

  /** As engines read it: whether a cookie is for hosts below is said twice, by flag and dot. */
  private static String line(String[] columns) {
    String host = columns[0].startsWith(".") ? columns[0].substring(1) : columns[0];
    boolean below =
        columns[1].equalsIgnoreCase("TRUE")
            && host.contains(".")
            && !ADDRESS.matcher(host).matches();
    return String.join(
        "\t",
        below ? "." + host : host,
        below ? "TRUE" : "FALSE",
        columns[2],
        columns[3].toUpperCase(Locale.ROOT),
        columns[4],
        columns[5].strip(),
        columns[6].strip());
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static RefusedException refused(String sentence) {
    return new RefusedException(Problem.invalid(FIELD, sentence));
  }
}
