package dev.fetchlight.engine.playlist;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Passes;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches what may be a list, and looks whether it is one by what is in it. */
final class Reader {
  private static final Pattern MAY_BE =
      Pattern.compile("(?i).*(\\.(m3u8?|pls|xspf|atom|xml)\\b|feed|atom|playlist|pls|m3u).*");
  private static final Pattern PAGE = Pattern.compile("(?i)\\s*+<(!doctype\\s++html|html)\\b");

  /** What lists call themselves. */
  private static final Pattern TYPE =
      Pattern.compile(
          "(audio|application)/((x-)?mpegurl|vnd\\.apple\\.mpegurl|(x-)?scpls|pls\\+xml)"
              + "|application/(xspf|atom)\\+xml");

  /** What lists begin with. */
  private static final Pattern BEGIN =
      Pattern.compile(
          "(?i)\\s*+(#EXTM3U|\\[playlist]|<\\?xml|<feed\\b|<playlist\\b).*", Pattern.DOTALL);

  /** That a document in XML is a list, seen before its end. */
  private static final Pattern ROOT =
      Pattern.compile(
          "<(feed|playlist)\\b[^>]{0,2000}\\b(www\\.w3\\.org/2005/Atom|xspf\\.org/ns/0/)[\"']");

  private static final int FIRST_BYTES = 64;
  private static final int MOST_BYTES = 4 << 20;
  private static final int BLOCK = 16 * 1_024;

  private final Supplier<Fetcher> fetchers;
  private final Duration patience;

  Reader(Supplier<Fetcher> fetchers, Duration patience) {
    this.fetchers = fetchers;
    this.patience = patience;
  }

  /** What is behind a link. */
  sealed interface Found {}

  record Listed(Playlist list) implements Found {}

  /** A list that is longer than may be read. */
  record Endless() implements Found {}

  /** Something else, or nothing. */
  record Other() implements Found {}

  /** Whether a link calls itself a list. */
  static boolean named(Link link) {
    URI uri = URI.create(link.value());
    return MAY_BE.matcher(uri.getRawPath() + "?" + uri.getRawQuery()).matches();
  }

  Found read(Link link, @Nullable Cookies cookies) throws InterruptedException {
    URI uri = URI.create(link.value());
    if (!(fetchers.get().showing(Passes.of(cookies)).open(uri, Map.of(), patience)
        instanceof Fetch.Answered(Exchange exchange))) {
      return new Other(); // whoever asks next says why
    }
    try (exchange) {
      exchange.endWithin(patience);
      return exchange.status() == 200 ? look(exchange, named(link)) : new Other();
    } catch (IOException e) {
      return new Other();
    }
  }

  /**
   * @param told whether anything said before that it is a list
   */
  private static Found look(Exchange exchange, boolean told)
      throws IOException, InterruptedException {
    boolean typed = told || TYPE.matcher(exchange.mediaType()).matches();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    boolean begun = false;
    while (exchange.read(block.clear()) >= 0) {
      bytes.write(block.array(), 0, block.position());
      if (binary(block)) {
        return new Other();
      }
      if (!begun && bytes.size() >= FIRST_BYTES) {
        begun = true;
        if (!begins(text(bytes), typed)) {
          return new Other(); // a page may be long
        }
      }
      if (bytes.size() > MOST_BYTES) {
        return endless(text(bytes), exchange.uri()) ? new Endless() : new Other();
      }
    }
    String text = text(bytes);
    return begins(text, typed)
        ? parse(text, exchange.uri()).<Found>map(Listed::new).orElseGet(Other::new)
        : new Other();
  }

  private static boolean begins(String text, boolean typed) {
    return typed ? !PAGE.matcher(text).lookingAt() : BEGIN.matcher(text).matches();
  }

  /** Whether what has come of a text is the begin of a list. */
  private static boolean endless(String text, URI from) {
    return text.startsWith("<")
        ? ROOT.matcher(text).find()
        : parse(text.substring(0, text.lastIndexOf('\n') + 1), from).isPresent();
  }

  private static Optional<Playlist> parse(String text, URI from) {
    Links links = new Links(from);
    return text.startsWith("<") ? XmlLists.read(text, links) : TextLists.read(text, links);
  }

  private static String text(ByteArrayOutputStream bytes) {
    String utf8 = bytes.toString(StandardCharsets.UTF_8);
    String text = utf8.contains("\ufffd") ? bytes.toString(StandardCharsets.ISO_8859_1) : utf8;
    return text.replaceFirst("^(\ufeff|\u00ef\u00bb\u00bf)", "").strip();
  }

  private static boolean binary(ByteBuffer block) {
    for (int at = 0; at < block.position(); at++) {
      if (block.get(at) == 0) {
        return true;
      }
    }
    return false;
  }
}
