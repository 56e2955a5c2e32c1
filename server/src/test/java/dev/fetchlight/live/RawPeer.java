package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A peer on a bare TCP connection: reads only when it is told to, and never answers a ping. */
final class RawPeer implements AutoCloseable {
  private final Socket socket = new Socket();
  private final StringBuilder heard = new StringBuilder();

  RawPeer(Service service, JobId id) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
    String upgrade =
        """
        GET /ws/download/%s HTTP/1.1
        Host: 127.0.0.1:%s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(id, service.port())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads until {@code text} has come, or the connection ends; gives all that was read. */
  String readUntil(String text) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] chunk = new byte[8_192];
    try {
      while (heard.indexOf(text) < 0) {
        int read = in.read(chunk);
        if (read < 0) {
          break;
        }
        heard.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketException e) {
      // A reset is an end as well.
    }
    return heard.toString();
  }

  /** Reads on until the connection ends; fails where it does not. */
  void readToEnd() throws IOException {
    readUntil("\0never");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
