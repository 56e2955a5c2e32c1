package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Login;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a line what nobody may read in a log: the secrets it was told of, whatever in an
 * address may hold one, what follows the name of a header or a field that does, and folders.
 */
public final class Redaction {
  /** A line is cut to so many characters. */
  static final int LONGEST = 500;

  /** Of a line, before what is taken out of it is known. */
  private static final int MOST_READ = 8 * LONGEST;

  /** A shorter one would be found in any text, and keeps no secret. */
  private static final int SHORTEST_SECRET = 5;

  private static final int COOKIE_COLUMNS = 7;
  private static final String GONE = "…";

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");
  // A site wrote some of what these read: none may go back over what it has read (++, *+, ?+).
  private static final Pattern ADDRESS =
      Pattern.compile("://(?:[^\\s/@'\"<>]*+@)?+([^\\s/?#'\"<>]*+)[^\\s'\"<>]*+");
  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b((?:proxy-)?authorization|(?:set-)?cookies?)(['\"]?+\\s*+[:=]).*+");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)(?<![\\w-])(?=[\\w-]*?(?:token|passw(?:or)?d|secret|signature|credential|session"
              + "|api[_-]?key))([\\w-]++['\"]?+\\s*+[:=]\\s*+['\"]?+)[^\\s'\",;&]++");
  private static final Pattern QUERY = Pattern.compile("\\?[\\w.%-]++=[^\\s'\"]*+");
  private static final Pattern FOLDER =
      Pattern.compile("(?<![\\w:/.…~])(?:~/(?:[^\\s/'\":]++/)*+|/(?:[^\\s/'\":]++/)++)");

  private final List<String> secrets;

  private Redaction(Stream<String> secrets) {
    this.secrets =
        secrets
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed()) // one may hold another
            .toList();
  }

  /**
   * One for lines that may hold these.
   *
   * @param secrets whatever else must not be read
   */
  public static Redaction hiding(@Nullable Cookies cookies, String... secrets) {
    Stream<String> values =
        cookies == null ? Stream.of() : cookies.text().lines().flatMap(Redaction::value);
    Login login = cookies == null ? null : cookies.login();
    Stream<String> shown =
        login == null
            ? Stream.of()
            : Stream.of(login.password(), login.authorization().substring("Basic ".length()));
    return new Redaction(Stream.of(values, shown, Stream.of(secrets)).flatMap(each -> each));
  }

  private static Stream<String> value(String cookie) {
    String[] columns = cookie.split("\t", -1);
    return columns.length < COOKIE_COLUMNS
        ? Stream.of()
        : Stream.of(columns[COOKIE_COLUMNS - 1].strip());
  }

  /** Cuts what is far too long between two words: half a secret would not be known as one. */
  private static String cut(String line) {
    if (line.length() <= MOST_READ) {
      return line;
    }
    int end = MOST_READ;
    while (end > 0 && line.charAt(end) != ' ') {
      end--;
    }
    return line.substring(0, end) + " " + GONE;
  }

  /** The line as it may be kept. */
  public String of(String line) {
    String kept = CONTROL.matcher(line).replaceAll(" ").strip();
    for (String secret : secrets) {
      kept = kept.replace(secret, GONE);
    }
    kept = ADDRESS.matcher(cut(kept)).replaceAll("://$1/" + GONE);
    kept = HEADER.matcher(kept).replaceAll("$1$2 " + GONE);
    kept = FIELD.matcher(kept).replaceAll("$1" + GONE);
    kept = QUERY.matcher(kept).replaceAll("?" + GONE);
    kept = FOLDER.matcher(kept).replaceAll("");
    return kept.codePointCount(0, kept.length()) <= LONGEST
        ? kept
        : kept.substring(0, kept.offsetByCodePoints(0, LONGEST - 1)) + GONE;
  }
}
