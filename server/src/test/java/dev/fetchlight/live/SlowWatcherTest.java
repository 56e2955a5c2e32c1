package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One watcher that reads nothing: nobody else pays, and it comes back to the newest state. */
class SlowWatcherTest {
  @TempDir Path folder;

  @Test
  void aWatcherThatDoesNotReadHoldsUpNobodyAndEndsOnTheNewest() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/" + "a".repeat(1_900));
      Job job = service.claim();
      try (Socket slow = open(service, id);
          Ear quick = new Ear(service.uri("/ws/download/" + id))) {
        quick.status();
        for (int tick = 1; tick <= 40; tick++) {
          job = service.tick(job, tick);
        }
        double last = job.progress().percent();
        quick.until(each -> each.getDouble("progress") == last);
        service.complete(job, "A.mp4", "content");
        quick.until(each -> each.getString("status").equals("completed"));
        assertThat(quick.closeCode()).isEqualTo(1000);
        assertThat(readToEnd(slow)).contains("\"status\":\"completed\"");
      }
    }
  }

  private static Socket open(Service service, JobId id) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
    String upgrade =
        "GET /ws/download/%s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            .formatted(id, service.port());
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String readToEnd(Socket socket) throws IOException {
    socket.setSoTimeout(30_000);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    StringBuilder all = new StringBuilder();
    byte[] chunk = new byte[8_192];
    for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
      all.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
      if (all.indexOf("\"status\":\"completed\"") > 0) {
        return all.toString();
      }
    }
    return all.toString();
  }
}
