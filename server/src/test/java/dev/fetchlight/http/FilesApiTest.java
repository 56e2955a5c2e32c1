package dev.fetchlight.http;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.outcome.VideoInfo;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilesApiTest {
  private static final String CONTENT = "0123456789".repeat(1_000);

  @TempDir Path folder;
  private Service service;
  private JobId id;
  private String path;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
    id = service.submit("http://example.com/a");
    service.complete(service.claim(), "Ein schönes; \"Lied\" + 100%.mp4", CONTENT);
    path = new JsonObject(service.get("/api/download/" + id).body()).getString("downloadUrl");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theWholeFileIsGiven() throws Exception {
    HttpResponse<String> response = service.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(CONTENT);
    assertThat(response.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(response.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline;");
    assertThat(response.headers().firstValue("Last-Modified").orElseThrow()).endsWith(" GMT");
  }

  /** Sent another way than a short one, after which the connection serves on. */
  @Test
  void aLongFileIsGivenWhole() throws Exception {
    String content = CONTENT.repeat(2_000);
    JobId other = service.submit("http://example.com/long");
    service.complete(service.claim(), "Long.mp4", content);
    String url =
        new JsonObject(service.get("/api/download/" + other).body()).getString("downloadUrl");
    assertThat(service.get(url).body()).isEqualTo(content);
    assertThat(service.get(path).body()).isEqualTo(CONTENT);
  }

  @Test
  void aConnectionIsCorkedOnlyWhileALongFileIsOnItsWay() throws Exception {
    JobId other = service.submit("http://example.com/long");
    service.complete(service.claim(), "Long.mp4", CONTENT.repeat(2_000));
    String url =
        new JsonObject(service.get("/api/download/" + other).body()).getString("downloadUrl");
    List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
    Handler<HttpServerRequest> api = service.api.handler();
    HttpServer server =
        Service.await(
            service
                .vertx
                .createHttpServer()
                .requestHandler(request -> {
                  seen.add(CorkTest.corked(request));
                  request.response().headersEndHandler(_ -> seen.add(CorkTest.corked(request)));
                  api.handle(request);
                })
                .listen(0, "127.0.0.1"));

    // One connection for both, which no client promises.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      read(socket, url, 2_000 * CONTENT.length());
      read(socket, path, CONTENT.length());
    }

    boolean corks = service.vertx.isNativeTransportEnabled();
    assertThat(seen).containsExactly(false, corks, false, false);
  }

  private static void read(Socket socket, String path, int length) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    socket.getInputStream().skipNBytes(length);
  }

  @Test
  void aRangeIsGiven() throws Exception {
    HttpResponse<String> response = service.get(path, "Range", "bytes=5-14");
    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).isEqualTo("5678901234");
    assertThat(response.headers().firstValue("Content-Range")).contains("bytes 5-14/10000");
    assertThat(service.get(path, "Range", "bytes=-3").body()).isEqualTo("789");
  }

  @Test
  void aRangeAfterTheEndIsRefusedWithTheLength() throws Exception {
    HttpResponse<String> response = service.get(path, "Range", "bytes=10000-");
    assertProblem(response, 416, "range_not_satisfiable", "Range");
    assertThat(response.headers().firstValue("Content-Range")).contains("bytes */10000");
  }

  @Test
  void ifRangeGivesAllWhereTheFileIsAnother() throws Exception {
    String etag = service.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(service.get(path, "Range", "bytes=0-0", "If-Range", etag).statusCode())
        .isEqualTo(206);
    assertThat(service.get(path, "Range", "bytes=0-0", "If-Range", "\"other\"").body())
        .isEqualTo(CONTENT);
    assertThat(service.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  @Test
  void headSaysWhatGetWould() throws Exception {
    HttpRequest.Builder head =
        service.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> response = service.send(head);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).contains("10000");
  }

  @Test
  void downloadMakesItAnAttachmentWithItsName() throws Exception {
    String disposition =
        service.get(path + "?download").headers().firstValue("Content-Disposition").orElseThrow();
    assertThat(disposition)
        .startsWith("attachment; filename=\"Ein sch_nes; _Lied_ + 100_.mp4\"")
        .endsWith("filename*=UTF-8''Ein%20sch%C3%B6nes%3B%20%22Lied%22%20%2B%20100%25.mp4");
    assertThat(service.get(path + "?download=1").statusCode()).isEqualTo(200);
  }

  @Test
  void otherNamesAreNotFound() throws Exception {
    for (String name : new String[] {"other.mp4", "media.mp4", "..%2f..%2ffetchlight.db", "%00"}) {
      assertProblem(service.get("/api/files/" + id + "/" + name), 404, "not_found", null);
    }
    assertProblem(service.get("/api/files/nobody/a.mp4"), 404, "not_found", null);
  }

  @Test
  void thePictureIsKeptWithTheMedia() throws Exception {
    assertProblem(service.get("/api/thumbnails/" + id), 404, "not_found", null);
    service.submit("http://example.com/b");
    Job job = service.claim();
    job =
        service.advance(
            job,
            new Change.Described(new VideoInfo("1", "T", null, 1.5, false, "x", null, null, null)));
    service.put(job.id(), "thumbnail.png", "picture");
    service.advance(job, new Change.Pictured());
    JsonObject video =
        new JsonObject(service.get("/api/download/" + job.id()).body()).getJsonObject("videoInfo");
    HttpResponse<String> picture = service.get(video.getString("thumbnail"));
    assertThat(picture.body()).isEqualTo("picture");
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
  }

  @Test
  void scriptsInAFileCannotRun() throws Exception {
    assertThat(service.get(path).headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox", "default-src 'none'");
  }
}
