package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.egress.address.Refusal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked without a gate: which answers come, and how their bodies end. */
class FetcherTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Egress egress =
      Doors.open(
          VERTX,
          "127.0.0.2/32,127.0.0.3/32",
          name ->
              name.equals("two.example")
                  ? Doors.addresses("127.0.0.3", "127.0.0.2")
                  : name.endsWith(".example") ? Doors.addresses("127.0.0.2") : List.of());
  private Site site;

  @BeforeEach
  void serve() throws IOException {
    site = Site.on("127.0.0.2", (head, socket) -> Site.send(socket, answer(head)));
  }

  @AfterEach
  void close() throws IOException {
    site.close();
    egress.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  private static String answer(String head) {
    String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
    String location =
        switch (path) {
          case "/loop" -> "/loop";
          case "/inside" -> "http://127.0.0.1:1/secret?token=1";
          case "/ftp" -> "ftp://site.example/";
          case "/nonsense" -> "http://[";
          case "/spaces" -> "/a b/\u00c3\u00bc?c=d e";
          case "/1", "/2", "/3", "/4", "/5", "/6" -> "" + (path.charAt(1) - '1');
          default -> "";
        };
    if (!location.isEmpty()) {
      return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n";
    }
    String ok = "HTTP/1.1 200 OK\r\n";
    return switch (path) {
      case "/404" -> "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone";
      case "/early" -> "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + ok + "\r\npicture";
      case "/endless" -> ok + "\r\npicture";
      case "/chunked" ->
          ok + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\npic\r\n4\r\nture\r\n0\r\nT: 1\r\n\r\n";
      case "/both" ->
          ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n7\r\npicture\r\n0\r\n\r\n";
      case "/cut" -> ok + "Content-Length: 10\r\n\r\nhalf";
      case "/cut-chunk" -> ok + "Transfer-Encoding: chunked\r\n\r\nff\r\nhalf";
      case "/bad-chunk" -> ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhalf";
      case "/two-lengths" -> ok + "Content-Length: 7\r\nContent-Length: 8\r\n\r\npicture";
      case "/none" -> "";
      case "/half-head" -> ok + "Content-Len";
      case "/radio" -> "ICY 200 OK\r\n\r\nmusic";
      case "/long-head" -> ok + ("X: " + "x".repeat(1000) + "\r\n").repeat(80);
      default -> ok + "Content-Type: Image/PNG; x=y\r\nContent-Length: 7\r\n\r\npicture and more";
    };
  }

  private Fetch open(String path) throws InterruptedException {
    return open(URI.create("http://site.example:" + site.port() + path));
  }

  private Fetch open(URI uri) throws InterruptedException {
    return egress.fetcher().open(uri, Map.of(), LONG);
  }

  private Exchange answered(String path) throws InterruptedException {
    return ((Fetch.Answered) open(path)).exchange();
  }

  private static String read(Exchange exchange) throws IOException, InterruptedException {
    try (exchange) {
      ByteBuffer all = ByteBuffer.allocate(1024);
      while (exchange.read(all) >= 0) {}
      return new String(all.array(), 0, all.position(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void asksAsItIsTold() throws Exception {
    URI uri = URI.create("http://site.example:" + site.port() + "/a%20b?c=d#e");
    Map<String, String> fields = Map.of("Range", "bytes=3-");
    Fetch fetch = egress.fetcher().open(uri, fields, LONG);
    try (Exchange exchange = ((Fetch.Answered) fetch).exchange()) {
      assertThat(exchange.status()).isEqualTo(200);
      assertThat(exchange.mediaType()).isEqualTo("image/png");
      assertThat(exchange.length()).isEqualTo(OptionalLong.of(7));
      assertThat(exchange.field("content-type")).contains("Image/PNG; x=y");
      assertThat(read(exchange)).isEqualTo("picture");
    }
    assertThat(site.heads.poll(10, TimeUnit.SECONDS))
        .startsWith("GET /a%20b?c=d HTTP/1.1\r\n")
        .contains("\r\nHost: site.example:" + site.port() + "\r\n")
        .contains("\r\nRange: bytes=3-\r\n")
        .doesNotContain("site.example:" + site.port() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/early", "/endless", "/chunked", "/both"})
  void readsABodyHoweverItIsFramed(String path) throws Exception {
    assertThat(read(answered(path))).isEqualTo("picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cut", "/cut-chunk", "/bad-chunk"})
  void takesNoHalfBodyForAWholeOne(String path) throws Exception {
    Exchange exchange = answered(path);
    assertThatThrownBy(() -> read(exchange)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/two-lengths", "/none", "/half-head", "/radio", "/long-head"})
  void failsWhereTheAnswerIsNoAnswer(String path) throws Exception {
    assertThat(why(open(path))).isEqualTo(Fetch.Why.BROKEN);
  }

  private static Fetch.Why why(Fetch fetch) {
    assertThat(fetch).isInstanceOf(Fetch.Failed.class);
    return ((Fetch.Failed) fetch).why();
  }

  @Test
  void tellsAnyStatus() throws Exception {
    try (Exchange exchange = answered("/404")) {
      assertThat(exchange.status()).isEqualTo(404);
      assertThat(read(exchange)).isEqualTo("gone");
    }
  }

  @Test
  void followsFiveRedirectsAndNoMore() throws Exception {
    assertThat(read(answered("/5"))).isEqualTo("picture");
    assertThat(open("/6"))
        .isEqualTo(new Fetch.Failed(Fetch.Why.REDIRECTS, "The site redirects more than 5 times."));
    assertThat(why(open("/loop"))).isEqualTo(Fetch.Why.REDIRECTS);
  }

  @Test
  void followsARedirectThatIsNotEscaped() throws Exception {
    try (Exchange exchange = answered("/spaces")) {
      assertThat(exchange.uri()).hasPath("/a b/\u00fc").hasQuery("c=d e");
    }
  }

  @Test
  void judgesEveryHop() throws Exception {
    Refusal inside = new Refusal("127.0.0.1:1", "127.0.0.1 is a loopback address.");
    assertThat(open("/inside")).isEqualTo(new Fetch.Refused(inside));
    assertThat(open(URI.create("http://u:p@127.1:1/"))).isEqualTo(new Fetch.Refused(inside));
    assertThat(open("/ftp"))
        .isInstanceOfSatisfying(
            Fetch.Refused.class,
            refused -> assertThat(refused.refusal().target()).isEqualTo("site.example:21"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:///x", "http://a:0/", "mailto:x", "/relative", "http://256.1.1.1/"})
  void failsOnWhatIsNoLink(String link) throws Exception {
    assertThat(open(URI.create(link))).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void failsWhereNobodyIsThere() throws Exception {
    assertThat(why(open("/nonsense"))).isEqualTo(Fetch.Why.REDIRECTS);
    assertThat(why(open(URI.create("http://127.0.0.2:1/")))).isEqualTo(Fetch.Why.UNREACHABLE);
    assertThat(open(URI.create("http://nowhere.test/")))
        .isEqualTo(new Fetch.Failed(Fetch.Why.UNREACHABLE, "There is no host named nowhere.test."));
  }

  @Test
  void goesOnToTheNextAddressOfAName() throws Exception {
    assertThat(open(URI.create("http://two.example:" + site.port() + "/")))
        .isInstanceOfSatisfying(Fetch.Answered.class, answered -> answered.exchange().close());
  }

  /** Byte for byte, though the site closes at once while the reader still has most to read. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsALargeBodyToItsLastByte(boolean lengthTold) throws Exception {
    byte[] block = new byte[32 * 1024 * 1024];
    new Random(7).nextBytes(block);
    try (Site large =
        Site.on(
            "127.0.0.2",
            (_, socket) -> {
              String length = lengthTold ? "Content-Length: " + block.length + "\r\n" : "";
              Site.send(socket, "HTTP/1.1 200 OK\r\n" + length + "\r\n");
              OutputStream out = socket.getOutputStream();
              out.write(block);
            })) {
      Fetch fetch = open(URI.create("http://127.0.0.2:" + large.port() + "/"));
      CRC32 crc = new CRC32();
      ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
      try (Exchange exchange = ((Fetch.Answered) fetch).exchange()) {
        while (exchange.read(buffer.clear()) >= 0) {
          crc.update(buffer.flip());
        }
      }
      CRC32 sent = new CRC32();
      sent.update(block);
      assertThat(crc.getValue()).isEqualTo(sent.getValue());
    }
  }

  @Test
  void endsWhenItsTimeIsOverAndWhenInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    try (Site silent =
        Site.on(
            "127.0.0.2",
            (_, socket) -> {
              Site.send(socket, "HTTP/1.1 200 OK\r\n\r\nhalf");
              asked.countDown();
              end.complete(socket.getInputStream().read());
            })) {
      URI uri = URI.create("http://127.0.0.2:" + silent.port() + "/");
      Exchange brief = ((Fetch.Answered) open(uri)).exchange();
      brief.endWithin(Duration.ofMillis(1));
      assertThatThrownBy(() -> read(brief)).isInstanceOf(SocketTimeoutException.class);
      assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);

      CompletableFuture<String> outcome = new CompletableFuture<>();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  outcome.complete(read(((Fetch.Answered) open(uri)).exchange()));
                } catch (InterruptedException e) {
                  outcome.complete("interrupted");
                } catch (IOException e) {
                  outcome.completeExceptionally(e);
                }
              });
      asked.await();
      thread.interrupt();
      assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void waitsNoLongerForAnAnswerThanItIsTold() throws Exception {
    try (Site silent = Site.on("127.0.0.2", (_, socket) -> socket.getInputStream().read())) {
      URI uri = URI.create("http://127.0.0.2:" + silent.port() + "/");
      assertThat(egress.fetcher().open(uri, Map.of(), Duration.ofMillis(50)))
          .isEqualTo(new Fetch.Failed(Fetch.Why.LATE, "The site took too long."));
    }
  }
}
