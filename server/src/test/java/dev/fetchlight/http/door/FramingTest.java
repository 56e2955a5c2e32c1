package dev.fetchlight.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import dev.fetchlight.http.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers could take differently; the second one in each must never run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingTest {
  private static final String SECOND = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST = "POST /api/session HTTP/1.1\r\nHost: localhost\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String CHUNKED = POST + JSON + "Transfer-Encoding: chunked\r\n\r\n";

  private Service service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    service = new Service(folder, "token", Set.of(), Service.Outside.USUAL);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void refused(String request) throws IOException {
    try (Wire wire = new Wire(service)) {
      String answers = wire.send(request).sendOn(SECOND).readToEnd();
      assertThat(Wire.statuses(answers)).as(answers).containsExactly(400);
      assertThat(answers)
          .contains("Connection: close", "application/problem+json", "\"code\":\"bad_request\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunk\u0000ed",
        "Transfer-Encoding:",
        "Transfer-Encoding: ,chunked",
        "Transfer-Encoding: chunked,",
        "Transfer-Encoding : chunked",
        " Transfer-Encoding: chunked",
        "Transfer-Encoding\t: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding:\r\n chunked",
        "X: y\r\n Transfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 5, 5",
        "Content-Length: 5,6",
        "Content-Length: 5 5",
        "Content-Length: 0x5",
        "Content-Length: 5.0",
        "Content-Length: 5e0",
        "Content-Length: 1_0",
        "Content-Length:",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 0",
        "Content-Length : 5",
        "Content-Length: \u000b5",
        "Content-Length: 5\u0000",
        "Host: localhost",
        "Host: other.example",
        "NoColon",
        ": nothing",
        "Bad Name: x",
        "Bad\u0001Name: x",
        "X: a\u0000b",
        "X: a\u0007b",
        "X: a\u007fb",
        "Origin: http://localhost\r\nOrigin: http://localhost"
      })
  void aHeaderThatCanBeTakenTwoWays(String header) throws IOException {
    refused(POST + JSON + header + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 \r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "\t5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5 5\r\nhello\r\n0\r\n\r\n",
        "5_\r\nhello\r\n0\r\n\r\n",
        "5h\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "4\r\nhello\r\n0\r\n\r\n",
        "5\rX\nhello\r\n0\r\n\r\n",
        "5;\r\nhello\r\n0\r\n\r\n",
        "5 ;a\r\nhello\r\n0\r\n\r\n",
        "5;a b\r\nhello\r\n0\r\n\r\n",
        "5;a=\"b c\"\r\nhello\r\n0\r\n\r\n",
        "5;a=\"b\r\nhello\r\n0\r\n\r\n",
        "5;a\nb\r\nhello\r\n0\r\n\r\n",
        "5;a=\u0000\r\nhello\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
        "100000005\r\nhello\r\n0\r\n\r\n",
        "80000000\r\nhello\r\n0\r\n\r\n",
        "0 \r\n\r\n",
        "0\n\r\n",
        "0\r\n\n",
        "0\r\nX y\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n",
        "0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "0\r\nHost: other\r\n\r\n",
        "0\r\n folded\r\n\r\n"
      })
  void aChunkThatCanBeTakenTwoWays(String body) throws IOException {
    refused(CHUNKED + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://other.example/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost:81/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://me@localhost/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http:///api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET ftp://localhost/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost, other\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost/x\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: me@localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost:x\r\n\r\n",
        "GET  /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1 \r\nHost: localhost\r\n\r\n",
        "GET\t/api/health\tHTTP/1.1\r\nHost: localhost\r\n\r\n",
        " GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\nHost: localhost\n\n",
        "GET /api/health http/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/\u0000health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "G\u0000T /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/history?q=%2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\nGET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void aFirstLineThatCanBeTakenTwoWays(String request) throws IOException {
    refused(request);
  }

  @Test
  void anotherVersionIsToldWhichOnesThereAre() throws IOException {
    for (String version : new String[] {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0"}) {
      try (Wire wire = new Wire(service)) {
        String answers =
            wire.send("GET / " + version + "\r\nHost: localhost\r\n\r\n")
                .sendOn(SECOND)
                .readToEnd();
        assertThat(Wire.statuses(answers)).as(version).containsExactly(505);
      }
    }
  }

  @Test
  void whatIsTooLongIsToldSo() throws IOException {
    try (Wire wire = new Wire(service)) {
      assertThat(Wire.statuses(wire.sendOn("GET /" + "a".repeat(9_000)).readToEnd()))
          .containsExactly(414);
    }
    try (Wire wire = new Wire(service)) {
      String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9_000);
      assertThat(Wire.statuses(wire.sendOn(head).readToEnd())).containsExactly(431);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nhost: LOCALHOST:8080\r\n\r\n",
        "GET http://localhost/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://LOCALHOST:80/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost:localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: \t localhost \t \r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX:\r\nY: a\tb\r\nZ: \u00e4\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
        "\r\nGET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0005\r\n\r\nhello",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: CHUNKED\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
      })
  void whatIsPlainPassesAndSoDoesWhatFollows(String request) throws IOException {
    String second = SECOND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    try (Wire wire = new Wire(service)) {
      String answers = wire.send(request + second).readToEnd();
      assertThat(Wire.statuses(answers)).as(answers).containsExactly(200, 200);
    }
    // And the same byte by byte.
    try (Wire wire = new Wire(service)) {
      for (char each : (request + second).toCharArray()) {
        wire.send(String.valueOf(each));
      }
      assertThat(Wire.statuses(wire.readToEnd())).containsExactly(200, 200);
    }
  }

  @Test
  void requestsInARowAreAnsweredInTheirOrderAndABadOneEndsThem() throws IOException {
    String missing = "GET /api/none HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Wire wire = new Wire(service)) {
      String answers =
          wire.send(SECOND + missing + SECOND + POST + "Content-Length: +1\r\n\r\n" + SECOND)
              .readToEnd();
      assertThat(Wire.statuses(answers)).as(answers).containsExactly(200, 404, 200, 400);
    }
  }

  @Test
  void aRefusedUpgradeLeavesTheConnectionToTheNextRequest() throws IOException {
    try (Wire wire = new Wire(service)) {
      String answers =
          wire.send(
                  "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n"
                      + SECOND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
              .readToEnd();
      assertThat(Wire.statuses(answers)).as(answers).containsExactly(400, 200);
    }
  }

  @Test
  void aRequestThatIsNoHttpHasNoUpgradeWithABody() throws IOException {
    refused(
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: "
            + SECOND.length()
            + "\r\n\r\n");
  }

  @Test
  void whateverTheHeadItComesToAnEnd() {
    Strain.on(
        text -> {
          parse(List.of("GET / HTTP/1.1", "Host: a", text));
          parse(List.of("GET / HTTP/1.1", "Host: " + text));
          parse(List.of(text));
        },
        8_192,
        "A: ",
        "A: b",
        "GET http://",
        "GET /");
  }

  private static void parse(List<String> head) {
    try {
      RequestHead.parse(head);
    } catch (Flaw flaw) {
      assertThat(flaw).hasMessageNotContaining("\u0000");
    }
  }
}
