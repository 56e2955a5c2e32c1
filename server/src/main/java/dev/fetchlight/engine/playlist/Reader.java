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

/** Fetches what may be a list by its link, and looks whether it is one by what is in it. */
final class Reader {
  private static final Pattern MAY_BE =
      Pattern.compile("(?i).*(\\.(m3u8?|pls|xspf|atom|xml)\\b|feed|atom|playlist|pls|m3u).*");
  private static final Pattern PAGE = Pattern.compile("(?i)\\s*+<(!doctype\\s++html|html)\\b");
  private static final int MOST_BYTES = 4 << 20;
  private static final int BLOCK = 16 * 1_024;

  private final Supplier<Fetcher> fetchers;
  private final Duration patience;

  Reader(Supplier<Fetcher> fetchers, Duration patience) {
    this.fetchers = fetchers;
    this.patience = patience;
  }

  /** The list behind a link; empty where there is something else, or nothing. */
  Optional<Playlist> read(Link link, @Nullable Cookies cookies) throws InterruptedException {
    URI uri = URI.create(link.value());
    if (!MAY_BE.matcher(uri.getRawPath() + "?" + uri.getRawQuery()).matches()
        || !(fetchers.get().showing(Passes.of(cookies)).open(uri, Map.of(), patience)
            instanceof Fetch.Answered(Exchange exchange))) {
      return Optional.empty(); // whoever asks next says why
    }
    try (exchange) {
      exchange.endWithin(patience);
      return exchange.status() == 200 ? parse(exchange) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Playlist> parse(Exchange exchange)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (exchange.read(block.clear()) >= 0) {
      boolean first = bytes.size() == 0;
      bytes.write(block.array(), 0, block.position());
      boolean page = first && PAGE.matcher(bytes.toString(StandardCharsets.ISO_8859_1)).lookingAt();
      if (page || bytes.size() > MOST_BYTES || binary(block)) {
        return Optional.empty(); // a page may be long
      }
    }
    String utf8 = bytes.toString(StandardCharsets.UTF_8);
    String text = utf8.contains("\ufffd") ? bytes.toString(StandardCharsets.ISO_8859_1) : utf8;
    Links links = new Links(exchange.uri());
    String plain = (text.startsWith("\ufeff") ? text.substring(1) : text).strip();
    return plain.startsWith("<") ? XmlLists.read(plain, links) : TextLists.read(plain, links);
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
