package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program behind a real nginx that is set up as the guide says. */
class BehindNginxIT {
  private static final String TOKEN = "correct horse battery staple";
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(\\./assets/[^\"]+)\"");

  /** At an address of its own, since nginx's is one that is believed. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .localAddress(InetAddress.ofLiteral("127.0.0.2"))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  @TempDir Path folder;

  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        texts.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    String next() throws InterruptedException {
      String next = texts.poll(30, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + TOKEN);
  }

  private WebSocket socket(URI uri, Ear ear) {
    return client
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + TOKEN)
        .header("Origin", "http://" + uri.getAuthority())
        .buildAsync(URI.create("ws" + uri.toString().substring("http".length())), ear)
        .join();
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "/media/, /", "/media/, ''", "/a/b/, /"})
  void pageSocketEventsAndFilesPass(String location, String taken) throws Exception {
    Path data = folder.resolve("data");
    String base = location.substring(0, location.length() - 1);
    String[] settings = {
      "TOKEN=" + TOKEN, "TRUSTED_PROXIES=127.0.0.1/32", "PUBLIC_URL=http://public.example" + base
    };
    try (MediaSite site = MediaSite.start();
        Program program = Program.start(data, settings);
        Nginx nginx =
            Nginx.before(
                Files.createDirectory(folder.resolve("nginx")),
                location,
                program.address() + taken)) {
      page(nginx, location);
      String id = download(nginx, location, site);
      socketTells(nginx, location, id);
      eventsTell(nginx, location, id);
      wrongTokensCountByClient(nginx, location);
    }
  }

  private void page(Nginx nginx, String location) throws Exception {
    URI home = nginx.uri(location);
    String html = send(HttpRequest.newBuilder(home)).body();
    Matcher asset = ASSET.matcher(html);
    assertThat(asset.find()).as(html).isTrue();
    do {
      assertThat(send(HttpRequest.newBuilder(home.resolve(asset.group(1)))).statusCode())
          .as(asset.group(1))
          .isEqualTo(200);
    } while (asset.find());
    assertThat(html).doesNotContain("=\"/");
  }

  /** Submits a link there, and fetches the file through nginx once it is done. */
  private String download(Nginx nginx, String location, MediaSite site) throws Exception {
    URI api = nginx.uri(location + "api/");
    HttpResponse<String> accepted =
        send(
            to(api.resolve("download"))
                .header("Origin", "http://" + api.getAuthority())
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("url", site.url("/clip.mp4")).encode())));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String id = new JsonObject(accepted.body()).getString("jobId");
    JsonObject done = new JsonObject(accepted.body());
    Ear ear = new Ear();
    WebSocket socket = socket(nginx.uri(location + "ws/download/" + id), ear);
    while (!done.getString("status").equals("completed")) {
      done = new JsonObject(ear.next()).getJsonObject("data");
      assertThat(done.getString("status")).as(done.encode()).isNotIn("failed", "cancelled");
    }
    socket.abort();
    String link = done.getString("downloadUrl");
    assertThat(link).startsWith("http://public.example" + location + "api/files/" + id);
    String path = link.substring("http://public.example".length());
    HttpResponse<byte[]> file =
        client.send(to(nginx.uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).hasSize(done.getInteger("fileSize"));
    HttpResponse<byte[]> part =
        client.send(
            to(nginx.uri(path)).header("Range", "bytes=10-19").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(10);
    return id;
  }

  private void socketTells(Nginx nginx, String location, String id) throws Exception {
    Ear ear = new Ear();
    WebSocket socket = socket(nginx.uri(location + "ws"), ear);
    assertThat(ear.next()).contains("\"hello\"");
    socket.sendText("{\"type\":\"subscribe\",\"jobIds\":[\"" + id + "\"]}", true).join();
    assertThat(ear.next()).contains("\"subscribed\"");
    assertThat(ear.next()).contains(id, "http://public.example" + location + "api/files/");
    socket.abort();
  }

  private void eventsTell(Nginx nginx, String location, String id) throws Exception {
    HttpResponse<InputStream> events =
        client.send(
            to(nginx.uri(location + "api/download/" + id + "/events")).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(events.statusCode()).isEqualTo(200);
    try (InputStream in = events.body()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("event: status");
    }
  }

  private void wrongTokensCountByClient(Nginx nginx, String location) throws Exception {
    URI history = nginx.uri(location + "api/history");
    for (int guess = 0; guess < 10; guess++) {
      assertThat(wrong(history, "203.0.113." + guess)).isEqualTo(401);
    }
    // nginx appends whom it sees, and whatever the client says of itself is not believed.
    assertThat(wrong(history, "203.0.113.99")).isEqualTo(429);
    assertThat(send(to(history)).statusCode()).isEqualTo(200);
  }

  private int wrong(URI uri, String claimed) throws Exception {
    return send(HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer wrong")
            .header("X-Forwarded-For", claimed))
        .statusCode();
  }

  @Test
  void aPathWithoutItsSlashLeadsToThePage() throws Exception {
    try (Program program =
        Program.start(folder.resolve("data"), "PUBLIC_URL=https://a.example/m")) {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(program.address().resolve("/m")));
      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(answer.headers().firstValue("Location")).contains("/m/");
      assertThat(send(HttpRequest.newBuilder(program.address().resolve("/m/"))).body())
          .contains("<div id=\"root\">");
    }
  }
}
