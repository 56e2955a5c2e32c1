package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.spec.Link;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site outside, somebody inside who must never be visited, and the three ways in which an address
 * comes to us. 127.0.0.2 stands for the internet; everything else is what it is.
 */
final class Tricks implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** 127.0.0.2 stands for the internet; everything else is what it is. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("good.example", List.of("127.0.0.2")),
          Map.entry("localhost", List.of("127.0.0.1", "::1")),
          Map.entry("inside.example", List.of("127.0.0.1")),
          Map.entry("inside6.example", List.of("::1")),
          Map.entry("mapped.example", List.of("::ffff:10.0.0.1")),
          Map.entry("several.example", List.of("127.0.0.2", "8.8.8.8", "10.0.0.1")),
          Map.entry("metadata.google.internal", List.of("169.254.169.254")),
          Map.entry("127.0.0.1.nip.example", List.of("127.0.0.1")),
          Map.entry("xn--lcalhost-e1a.example", List.of("127.0.0.1")));

  final Site outside;
  final Site inside;

  /** How often the name was looked up that leads outside once, and inside ever after. */
  final AtomicInteger fickleLookups = new AtomicInteger();

  private final Egress egress;
  private final Gate gate;
  private volatile String fields = "";

  Tricks(Vertx vertx) throws IOException {
    egress = Doors.open(vertx, "127.0.0.2/32", this::lookUp);
    gate = egress.open();
    inside = Site.saying("127.0.0.1", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    outside = Site.on("127.0.0.2", (head, socket) -> Site.send(socket, answer(head)));
  }

  private List<InetAddress> lookUp(String name) {
    return name.equals("fickle.example")
        ? Doors.addresses(fickleLookups.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")
        : Doors.addresses(NAMES.getOrDefault(name, List.of()).toArray(String[]::new));
  }

  private String answer(String head) {
    String path = head.split(" ", 3)[1];
    String status = path.matches("/[0-9]{3}") ? path.substring(1) : "200";
    return "HTTP/1.1 " + status + " X\r\n" + fields + "Content-Length: 0\r\n\r\n";
  }

  /** The site's next answers have this field; a path such as /302 has that status. */
  void answerWith(String field) {
    fields = field + "\r\n";
  }

  /** In the tables, # stands for the port on which somebody inside really listens. */
  String authority(String host) {
    return host.translateEscapes()
        .replace("#", ":" + inside.port())
        .replace("EMPTY", "")
        .replace("SHY", "\u00ad")
        .replace("ZWSP", "\u200b");
  }

  /** As a person submits it. */
  String submitted(String authority) throws InterruptedException {
    return switch (Link.parse("http://" + authority + "/x.mp4")) {
      case Link.Invalid(String sentence) -> "400 " + sentence;
      case Link.Valid(Link link) -> fetched(link.value());
    };
  }

  /** As a program asks the proxy for it, in bytes of UTF-8. */
  String asked(String target) {
    byte[] octets = target.getBytes(StandardCharsets.UTF_8);
    String raw = new String(octets, StandardCharsets.ISO_8859_1);
    return Caller.get(gate, "GET " + raw + " HTTP/1.1", "").strip();
  }

  /** As a site redirects to it, in bytes of UTF-8. */
  String redirected(String to) throws InterruptedException {
    byte[] octets = to.getBytes(StandardCharsets.UTF_8);
    answerWith("Location: " + new String(octets, StandardCharsets.ISO_8859_1));
    return fetched("http://good.example:" + outside.port() + "/302");
  }

  String fetched(String link) throws InterruptedException {
    return switch (egress.fetcher().open(URI.create(link), Map.of(), LONG)) {
      case Fetch.Refused(Refusal refusal) -> refusal.reason();
      case Fetch.Failed(Fetch.Why _, String sentence) -> sentence;
      case Fetch.Answered(Exchange exchange) -> {
        exchange.close();
        yield "answered " + exchange.status();
      }
    };
  }

  /** Nobody inside may have been visited. */
  @Override
  public void close() throws IOException {
    int visits = inside.visits();
    outside.close();
    inside.close();
    egress.close();
    assertThat(visits).as("visits inside").isZero();
  }
}
