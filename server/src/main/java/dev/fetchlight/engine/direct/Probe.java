package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.live.Broadcast;
import dev.fetchlight.engine.live.Channel;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for the whole of what is behind a link, and looks at what begins to come: by its first bytes
 * it is a media file, whatever its name and type, or it is something else.
 */
sealed interface Probe {
  /** A media file, the rest of which is on its way. */
  record Media(Source source, MediaKind kind, Naming naming, Puller.Opening opening)
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

  /** A radio station, which has no end. */
  record Station(String name) implements Probe {
    Broadcast broadcast(Link link) {
      Channel source = new Channel(URI.create(link.value()), false, Map.of(), false);
      VideoInfo video =
          new VideoInfo(name, name, null, null, false, "radio", link.value(), null, null);
      return new Broadcast(video, null, List.of(source));
    }

    Preview preview(Link link) {
      Preview.Rendition only = new Preview.Rendition(Format.AUDIO, null, false, null);
      return new Preview(broadcast(link).video(), null, List.of(only), List.of(), false);
    }
  }

  /** A page, a list of segments, a picture, or what only pretends to be media. */
  record Page() implements Probe {}

  /** Nothing came that tells what it is. */
  record Silence() implements Probe {}

  Failure LATE = new Trouble.Broken(true).failure();

  /** There is no media to be had, and no other engine would find any. */
  record Nothing(Failure failure) implements Probe {}

  static Probe of(Fetcher fetcher, URI uri, Patience patience) throws InterruptedException {
    long asked = System.nanoTime();
    return switch (fetcher.open(uri, Map.of("Range", "bytes=0-"), patience.answer())) {
      case Fetch.Refused(Refusal refusal) -> new Nothing(new Trouble.Refused(refusal).failure());
      case Fetch.Failed failed ->
          switch (Trouble.of(failed)) {
            case Trouble.NoWayOut none -> new Nothing(none.failure());
            case Trouble.Broken(boolean late) when late -> new Nothing(LATE);
            default -> new Silence();
          };
      case Fetch.Answered(Exchange exchange) -> {
        Probe probe = new Silence();
        try {
          exchange.endWithin(patience.answer());
          probe = look(exchange, asked);
        } catch (SocketTimeoutException e) {
          probe = new Nothing(LATE);
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
    if (Source.encoded(exchange)) {
      return new Page();
    }
    ByteBuffer first = ByteBuffer.allocate(Signature.BYTES);
    int count = 0;
    while (count >= 0 && first.hasRemaining() && !Signature.text(first)) {
      count = exchange.read(first);
    }
    boolean said = sound(type) || MediaKind.of("." + naming.extension()).isPresent();
    if (first.position() == 0 && (said || type.startsWith("video/"))) {
      return new Nothing(Trouble.EMPTY);
    }
    byte[] start = Arrays.copyOf(first.array(), first.position());
    Source source = Source.of(exchange);
    boolean endless = source.total().isEmpty() && radio(exchange);
    // Who tunes in hears half a frame first.
    if (endless && (sound(type) || type.equals("application/ogg")) && !Signature.text(first)) {
      return new Station(station(exchange, naming));
    }
    Optional<MediaKind> kind = Signature.kind(start, told(naming.extension(), type));
    if (kind.isEmpty()) {
      return new Page();
    }
    return endless
        ? new Station(station(exchange, naming))
        : new Media(source, kind.get(), naming, new Puller.Opening(exchange, first.flip(), asked));
  }

  private static String station(Exchange exchange, Naming naming) {
    return exchange.field("icy-name").filter(name -> !name.isBlank()).orElse(naming.title());
  }

  private static boolean sound(String type) {
    return type.startsWith("audio/");
  }

  /** Whether it is a station's stream, which has no end. */
  private static boolean radio(Exchange exchange) {
    return Stream.of("icy-name", "icy-br", "icy-genre", "icy-metaint", "ice-audio-info")
        .anyMatch(name -> exchange.field(name).isPresent());
  }

  /** The extensions that the file has by its name, and may have by its type. */
  private static List<String> told(String extension, String type) {
    List<String> told = new ArrayList<>(List.of(extension));
    if (sound(type)) {
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
