package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for the whole of what is behind a link, and looks at what begins to come: by its type, its
 * name and its first bytes it is a media file, or it is something else.
 */
sealed interface Probe {
  /**
   * A media file, the rest of which is on its way.
   *
   * @param checksum as the site tells it
   */
  record Media(
      Source source,
      MediaKind kind,
      Naming naming,
      Optional<Checksum> checksum,
      Puller.Opening opening)
      implements Probe {

    VideoInfo video(Link link) {
      String title = naming.title();
      return new VideoInfo(title, title, null, null, false, "direct", link.value(), null, null);
    }

    /** What can be said of it before it is fetched: there is one rendition. */
    Preview preview(Link link) {
      boolean sound = kind.mediaType().startsWith("audio/");
      Long bytes = source.total().isPresent() ? source.total().getAsLong() : null;
      Preview.Rendition only =
          new Preview.Rendition(sound ? Format.AUDIO : Format.BEST, bytes, bytes != null, null);
      return new Preview(video(link), null, List.of(only), List.of(), false);
    }
  }

  /** A page, a list of segments, a picture, or what only pretends to be media. */
  record Page() implements Probe {}

  /** Nothing came that tells what it is. */
  record Silence() implements Probe {}

  record Refused(Refusal refusal) implements Probe {}

  List<String> ANY_TYPE =
      List.of("", "application/octet-stream", "binary/octet-stream", "application/mp4");

  static Probe of(Fetcher fetcher, URI uri, Patience patience) throws InterruptedException {
    long asked = System.nanoTime();
    return switch (fetcher.open(uri, Map.of("Range", "bytes=0-"), patience.answer())) {
      case Fetch.Refused(Refusal refusal) -> new Refused(refusal);
      case Fetch.Failed _ -> new Silence();
      case Fetch.Answered(Exchange exchange) -> {
        Probe probe = new Silence();
        try {
          exchange.endWithin(patience.answer());
          probe = look(exchange, asked);
        } catch (IOException e) {
          // A connection that breaks this early says nothing of what is behind the link.
        } finally {
          if (probe instanceof Media) {
            exchange.takeTime();
          } else {
            exchange.close();
          }
        }
        yield probe;
      }
    };
  }

  private static Probe look(Exchange exchange, long asked)
      throws IOException, InterruptedException {
    if (exchange.status() != 200 && exchange.status() != 206) {
      return new Silence();
    }
    Naming naming = Naming.of(exchange.field("Content-Disposition"), exchange.uri());
    String type = exchange.mediaType();
    boolean named = ANY_TYPE.contains(type) && MediaKind.of("." + naming.extension()).isPresent();
    boolean encoded =
        exchange.field("Content-Encoding").filter(how -> !how.equals("identity")).isPresent();
    if (encoded || !(named || type.startsWith("video/") || type.startsWith("audio/"))) {
      return new Page();
    }
    ByteBuffer first = ByteBuffer.allocate(Signature.BYTES);
    int count = 0;
    while (count >= 0 && first.hasRemaining()) {
      count = exchange.read(first);
    }
    byte[] start = Arrays.copyOf(first.array(), first.position());
    Source source = Source.of(exchange);
    Optional<MediaKind> kind = Signature.kind(start, told(naming.extension(), type));
    return kind.isEmpty()
        ? new Page()
        : new Media(
            source,
            kind.get(),
            naming,
            Checksum.of(exchange, source.total()),
            new Puller.Opening(exchange, first.flip(), asked));
  }

  /** The extensions that the file has by its name, and may have by its type. */
  private static List<String> told(String extension, String type) {
    List<String> told = new ArrayList<>(List.of(extension));
    if (type.startsWith("audio/")) {
      told.addAll(List.of("m4a", "weba", "mka"));
    }
    switch (type) {
      case "audio/aac", "audio/aacp" -> told.add("aac");
      case "video/ogg" -> told.add("ogv");
      case "video/quicktime" -> told.add("mov");
      default -> {}
    }
    return told;
  }
}
