package dev.fetchlight.http;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's section 4: every wrong request gets its own answer, and none a 500. */
class BadInputTest {
  @TempDir static Path folder;
  private static Service service;

  @BeforeAll
  static void start() throws Exception {
    service = new Service(folder);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"url\": }", "{\"url\": \"http://a/\"} x"})
  void badJson(String body) throws Exception {
    assertProblem(service.post("/api/download", body), 400, "invalid_body", "body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"http://a/\"", "5", "null", "true"})
  void jsonThatIsNoObject(String body) throws Exception {
    assertProblem(service.post("/api/download", body), 400, "invalid_body", "body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"url\":\"http://a.com/\",\"url\":\"http://b.com/\"} | url",
        "{\"url\":\"http://a.com/\",\"u\\u0072l\":\"http://b.com/\"} | url",
        "{\"url\":\"http://a.com/\",\"clip\":{\"from\":1,\"from\":2}} | from",
      })
  void aFieldThatComesTwice(String body, String field) throws Exception {
    assertProblem(service.post("/api/download", body), 400, "invalid_field", field);
  }

  @Test
  void aMissingUrl() throws Exception {
    assertProblem(service.post("/api/download", "{}"), 400, "invalid_field", "url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "example.com",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:video/mp4;base64,AAAA",
        "-o/etc/passwd",
        "http://",
        "http:///a",
        "http://user:secret@example.com/",
        "http://exa mple.com/",
        "http://example.com:99999/",
        "//example.com",
        "https:example.com",
        "rtmp://a/b"
      })
  void anUrlThatIsNone(String url) throws Exception {
    HttpResponse<String> response =
        service.post("/api/download", new io.vertx.core.json.JsonObject().put("url", url).encode());
    assertProblem(response, 400, "invalid_field", "url");
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void anUrlThatIsTooLong() throws Exception {
    String url = "http://example.com/" + "a".repeat(8_180);
    assertProblem(
        service.post("/api/download", "{\"url\": \"" + url + "\"}"), 400, "invalid_field", "url");
  }

  @Test
  void anUnknownField() throws Exception {
    assertProblem(
        service.post("/api/download", "{\"url\": \"http://a.example/\", \"exec\": \"rm\"}"),
        400,
        "invalid_field",
        "exec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"4k\"", "5", "null", "[]", "{}", "\"BEST\""})
  void anUnknownFormat(String format) throws Exception {
    assertProblem(
        service.post(
            "/api/download", "{\"url\": \"http://a.example/\", \"format\": " + format + "}"),
        400,
        "invalid_field",
        "format");
  }

  @Test
  void anUnknownParameter() throws Exception {
    assertProblem(
        service.post("/api/download?force=1", "{\"url\": \"http://a.example/\"}"),
        400,
        "invalid_field",
        "force");
  }

  @Test
  void anIdempotencyKeyThatIsTooLong() throws Exception {
    assertProblem(
        service.post(
            "/api/download",
            "{\"url\": \"http://a.example/\"}",
            "Idempotency-Key",
            "k".repeat(256)),
        400,
        "invalid_field",
        "Idempotency-Key");
  }

  @Test
  void aBodyOver64Kib() throws Exception {
    assertProblem(
        service.post("/api/download", "{\"url\": \"" + "a".repeat(65_536) + "\"}"),
        413,
        "body_too_large",
        "body");
  }

  @Test
  void aBodyThatIsNotJson() throws Exception {
    HttpRequest.Builder form =
        service
            .request("/api/download")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("url=http://a.example/"));
    assertProblem(service.send(form), 415, "unsupported_media_type", "Content-Type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "01a20967-6f70-73d3-bfc2-579c0a5edb01",
        "..",
        "%2e%2e",
        "%00",
        "a%20b",
        "%F0%9F%8E%B5"
      })
  void anUnknownJob(String id) throws Exception {
    assertProblem(service.get("/api/download/" + id), 404, "not_found", null);
    assertProblem(service.post("/api/download/" + id + "/cancel", ""), 404, "not_found", null);
    assertProblem(service.post("/api/download/" + id + "/retry", ""), 404, "not_found", null);
    assertProblem(
        service.send(service.request("/api/download/" + id).DELETE()), 404, "not_found", null);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/download, POST", "PUT, /api/download, POST", "POST, /api/download/x, 'DELETE, GET'",
    "GET, /api/download/x/cancel, POST", "DELETE, /api/history, GET",
        "POST, /api/files/x/y, 'GET, HEAD'",
    "POST, /metrics, GET", "PATCH, /api/session, 'DELETE, GET, POST'"
  })
  void aWrongMethod(String method, String path, String allowed) throws Exception {
    HttpResponse<String> response =
        service.send(service.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    assertProblem(response, 405, "method_not_allowed", null);
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/nothing",
        "/nothing",
        "/../etc/passwd",
        "/assets/..%2f..%2fapi",
        "/wss",
        "/%00",
        "/index.html/x"
      })
  void anUnknownPath(String path) throws Exception {
    assertProblem(service.get(path), 404, "not_found", null);
  }

  @Test
  void aSocketPathWithoutUpgrade() throws Exception {
    assertProblem(service.get("/ws/download/x"), 426, "upgrade_required", "Upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/download/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/history?q=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET api HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/files/x/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /ws/download/x HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n",
        "GET /ws/download/x HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x\r\n\r\n"
      })
  void whatIsHardlyHttpIsTheClientsFault(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(30_000);
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      assertThat(status).as(request).matches("(HTTP/1\\.[01] 4\\d\\d)?");
    }
  }
}
