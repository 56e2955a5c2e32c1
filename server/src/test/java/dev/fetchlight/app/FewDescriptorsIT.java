package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With 256 open files and 300 peers that say nothing, all goes on for those who speak. */
class FewDescriptorsIT {
  private static final String HEALTH = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");

  @TempDir Path folder;

  /** The first line of the answer, of which all is read. */
  private static String ask(Socket socket) throws IOException {
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      assertThat(octet).as("the end after %s", answer).isNotNegative();
      answer.append((char) octet);
    }
    Matcher length = LENGTH.matcher(answer);
    assertThat(length.find()).isTrue();
    socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    return answer.substring(0, 12);
  }

  private static Socket connect(Program program) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), program.address().getPort());
  }

  @Test
  void silentPeersLockNobodyOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (MediaSite site = MediaSite.start();
        Program program = Program.startWithFiles(256, folder.resolve("data"));
        Socket known = connect(program);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(ask(known)).isEqualTo("HTTP/1.1 200");
      for (int each = 0; each < 300; each++) {
        silent.add(connect(program));
      }
      try (Socket fresh = connect(program)) {
        assertThat(ask(fresh)).as("one who comes now").isEqualTo("HTTP/1.1 200");
      }
      assertThat(ask(known)).as("one who was there").isEqualTo("HTTP/1.1 200");
      assertThat(downloaded(client, program, site)).isEqualTo("completed");
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static String downloaded(HttpClient client, Program program, MediaSite site)
      throws Exception {
    URI download = program.address().resolve("/api/download");
    String body = new JsonObject().put("url", site.url("/page?media=/clip.mp4")).encode();
    JsonObject job =
        json(
            client,
            HttpRequest.newBuilder(download)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    URI events = URI.create(download + "/" + job.getString("jobId") + "/events");
    // It ends with the download.
    client.send(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofString());
    URI ended = URI.create(download + "/" + job.getString("jobId"));
    return json(client, HttpRequest.newBuilder(ended)).getString("status");
  }

  private static JsonObject json(HttpClient client, HttpRequest.Builder request) throws Exception {
    return new JsonObject(
        client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }
}
