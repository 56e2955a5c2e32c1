package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.JobId;
import java.io.ByteArrayOutputStream;
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
    this(service, "/ws/download/" + id);
  }

  RawPeer(Service service, String path) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
    String upgrade =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1:%s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(path, service.port())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends a text in a masked frame, as a client has to. */
  void say(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a frame whose first byte is {@code kind}, masked with zeros. */
  void frame(int kind, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(kind);
    if (payload.length < 126) {
      bytes.write(0x80 | payload.length);
    } else {
      bytes.write(0x80 | 126);
      bytes.write(payload.length >> 8);
      bytes.write(payload.length);
    }
    bytes.writeBytes(new byte[4]);
    bytes.writeBytes(payload);
    send(bytes.toByteArray());
  }

  /** Sends bytes as they are. */
  void send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The code of the last close frame there was, or 0. */
  int closeCode() throws IOException {
    byte[] all = readToEnd().getBytes(StandardCharsets.ISO_8859_1);
    for (int at = all.length - 4; at >= 0; at--) {
      if ((all[at] & 0xff) == 0x88 && at + 2 + (all[at + 1] & 0xff) == all.length) {
        return (all[at + 2] & 0xff) << 8 | (all[at + 3] & 0xff);
      }
    }
    return 0;
  }

  /** How many bytes were read. */
  int bytesRead() {
    return heard.length();
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
        heard.append(new String(chunk, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      // A reset is an end as well.
    }
    return heard.toString();
  }

  /** Reads on until the connection ends; fails where it does not. Gives all that was read. */
  String readToEnd() throws IOException {
    return readUntil("\0never");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
