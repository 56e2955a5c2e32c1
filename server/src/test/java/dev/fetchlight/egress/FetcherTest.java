package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files: fetched whole, or not at all. */
class FetcherTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Egress egress = egress(new HttpClientOptions());
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

  private static Egress egress(HttpClientOptions options) {
    return new Egress(
        VERTX,
        AddressPolicy.parse("127.0.0.2/32"),
        name -> name.endsWith(".example") ? List.of(InetAddress.ofLiteral("127.0.0.2")) : List.of(),
        Duration.ofSeconds(10),
        options);
  }

  private static String answer(String head) {
    String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
    String location =
        switch (path) {
          case "/loop" -> "/loop";
          case "/inside" -> "http://127.0.0.1:1/secret?token=1";
          case "/ftp" -> "ftp://site.example/";
          case "/nonsense" -> "http://[";
          case "/1", "/2", "/3", "/4", "/5", "/6" -> "" + (path.charAt(1) - '1');
          default -> "";
        };
    if (!location.isEmpty()) {
      return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n";
    }
    return switch (path) {
      case "/404" -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
      case "/cut" -> "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
      default ->
          "HTTP/1.1 200 OK\r\nContent-Type: Image/PNG; x=y\r\nContent-Length: 7\r\n\r\npicture";
    };
  }

  private Fetch fetch(String path) throws InterruptedException {
    return fetch(URI.create("http://site.example:" + site.port() + path), 7);
  }

  private Fetch fetch(URI uri, long most) throws InterruptedException {
    return egress.fetcher().fetch(uri, most, folder.resolve("picture"), LONG);
  }

  @Test
  void savesAFile() throws Exception {
    assertThat(fetch("/a%20b?c=d#e")).isEqualTo(new Fetch.Saved("image/png", 7));
    assertThat(folder.resolve("picture")).hasContent("picture");
    assertThat(site.heads.poll(10, TimeUnit.SECONDS))
        .startsWith("GET /a%20b?c=d HTTP/1.1\r\n")
        .containsIgnoringCase("\r\nhost: site.example:" + site.port() + "\r\n");
  }

  @Test
  void followsFiveRedirectsAndNoMore() throws Exception {
    assertThat(fetch("/5")).isInstanceOf(Fetch.Saved.class);
    assertThat(fetch("/6")).isEqualTo(new Fetch.Failed("The site redirects more than 5 times."));
    assertThat(fetch("/loop")).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void judgesEveryHop() throws Exception {
    Refusal inside = new Refusal("127.0.0.1:1", "127.0.0.1 is a loopback address.");
    assertThat(fetch("/inside")).isEqualTo(new Fetch.Refused(inside));
    assertThat(fetch(URI.create("http://u:p@127.1:1/"), 7)).isEqualTo(new Fetch.Refused(inside));
    assertThat(fetch("/ftp"))
        .isInstanceOfSatisfying(
            Fetch.Refused.class,
            refused -> assertThat(refused.refusal().target()).isEqualTo("site.example:21"));
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/404", "/cut", "/nonsense"})
  void leavesNothingBehindWhereItFails(String path) throws Exception {
    assertThat(fetch(path)).isInstanceOf(Fetch.Failed.class);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:///x", "http://a:0/", "mailto:x", "/relative", "http://256.1.1.1/"})
  void failsOnWhatIsNoLink(String link) throws Exception {
    assertThat(fetch(URI.create(link), 7)).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void failsWhereNobodyIsThere() throws Exception {
    assertThat(fetch(URI.create("http://127.0.0.2:1/"), 7)).isInstanceOf(Fetch.Failed.class);
    assertThat(fetch(URI.create("http://nowhere.test/"), 7))
        .isEqualTo(new Fetch.Failed("There is no host named nowhere.test."));
  }

  @Test
  void takesNoMoreThanItMay() throws Exception {
    URI uri = URI.create("http://site.example:" + site.port() + "/");
    assertThat(fetch(uri, 6)).isEqualTo(new Fetch.Failed("The file is larger than 6 bytes."));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void savesALargeFileAsItIs() throws Exception {
    byte[] block = new byte[32 * 1024 * 1024];
    new Random(7).nextBytes(block);
    try (Site large =
        Site.on(
            "127.0.0.2",
            (_, socket) -> {
              Site.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + block.length + "\r\n\r\n");
              socket.getOutputStream().write(block);
              // Until the other side has taken it all and leaves, as a site that keeps alive does.
              socket.getInputStream().read();
            })) {
      URI uri = URI.create("http://127.0.0.2:" + large.port() + "/");
      assertThat(fetch(uri, block.length)).isEqualTo(new Fetch.Saved("", block.length));
      assertThat(Files.mismatch(folder.resolve("picture"), Files.write(folder.resolve("b"), block)))
          .isEqualTo(-1);
    }
  }

  @Test
  void endsWhenItsTimeIsOverAndWhenInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
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
      Path target = folder.resolve("picture");
      assertThat(egress.fetcher().fetch(uri, 7, target, Duration.ofMillis(1)))
          .isEqualTo(new Fetch.Failed("The site took too long."));
      CompletableFuture<String> outcome = new CompletableFuture<>();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  outcome.complete(egress.fetcher().fetch(uri, 7, target, LONG).toString());
                } catch (InterruptedException e) {
                  outcome.complete("interrupted");
                }
              });
      asked.await();
      thread.interrupt();
      assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
      assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void trustsNoCertificateOfAStrangerAndNoneForAnotherName() throws Exception {
    PfxOptions keys = new PfxOptions().setPath(keyStore().toString()).setPassword("changeit");
    HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(keys);
    HttpServer server =
        VERTX
            .createHttpServer(options)
            .requestHandler(request -> request.response().end("picture"))
            .listen(0, "127.0.0.2")
            .await();
    try (Egress trusting = egress(new HttpClientOptions().setTrustOptions(keys))) {
      URI right = URI.create("https://right.example:" + server.actualPort() + "/");
      URI wrong = URI.create("https://wrong.example:" + server.actualPort() + "/");
      Path target = Files.createDirectory(folder.resolve("https")).resolve("picture");
      assertThat(trusting.fetcher().fetch(right, 7, target, LONG))
          .isEqualTo(new Fetch.Saved("", 7));
      Files.delete(target);
      assertThat(trusting.fetcher().fetch(wrong, 7, target, LONG)).isInstanceOf(Fetch.Failed.class);
      assertThat(egress.fetcher().fetch(right, 7, target, LONG)).isInstanceOf(Fetch.Failed.class);
      assertThat(target.getParent()).isEmptyDirectory();
    } finally {
      server.close().await();
    }
  }

  /** A certificate for right.example that nobody signed but itself. */
  private Path keyStore() throws IOException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "site",
                "-dname",
                "CN=right.example",
                "-ext",
                "san=dns:right.example",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }
}
