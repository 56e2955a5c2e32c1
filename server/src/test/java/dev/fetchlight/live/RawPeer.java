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
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int CLOSE = 0x88;

  private final Socket socket = new Socket();
  private final StringBuilder heard = new StringBuilder();

  RawPeer(Service service, JobId id) throws IOException {
    this(service, "/ws/download/" + id);
  }

  RawPeer(Service service, String path) throws IOException {
    this(service, path, "X-Nothing: more");
  }

  /**
   * @param header one more line of the upgrade
   */
  RawPeer(Service service, String path, String header) throws IOException {
    this(service);
    String upgrade =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1:%s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        %s

        """
            .formatted(path, service.port(), header)
            .replace("\n", "\r\n");
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
  }

  private RawPeer(Service service) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
  }

  /** One that begins with these bytes. */
  static RawPeer saying(Service service, String head) throws IOException {
    RawPeer peer = new RawPeer(service);
    peer.socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return peer;
  }

  /** Sends a text in a frame, as a client has to. */
  void say(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a frame whose first byte is {@code kind}, masked with zeros. */
  void frame(int kind, byte[] payload) throws IOException {
    if (payload.length < 126) {
      send(kind, 0x80 | payload.length, 0, 0, 0, 0);
    } else {
      send(kind, 0x80 | 126, payload.length >> 8, payload.length, 0, 0, 0, 0);
    }
    socket.getOutputStream().write(payload);
  }

  /** Sends bytes as they are. */
  void send(int... bytes) throws IOException {
    byte[] all = new byte[bytes.length];
    for (int at = 0; at < bytes.length; at++) {
      all[at] = (byte) bytes[at];
    }
    socket.getOutputStream().write(all);
  }

  /** What comes, for one who reads it by himself and calls no method below. */
  InputStream input() throws IOException {
    return socket.getInputStream();
  }

  /** Reads until {@code text} has come, or the connection ends; gives all that was read. */
  String readUntil(String text) throws IOException {
    boolean open = true;
    while (open && heard.indexOf(text) < 0) {
      open = readMore();
    }
    return heard.toString();
  }

  /** Reads on until the connection ends; fails where it does not. */
  void readToEnd() throws IOException {
    readUntil("\0never");
  }

  /** How many bytes were read. */
  int bytesRead() {
    return heard.length();
  }

  /** Reads up to the close frame and gives its code, or 0 where the connection ends without one. */
  int closeCode() throws IOException {
    readUntil(END_OF_HEAD);
    int at = heard.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
    while (has(at + 4)) {
      int content = at + 2;
      int length = heard.charAt(at + 1);
      if (length == 126) {
        length = number(content);
        content += 2;
      }
      if (heard.charAt(at) == CLOSE) {
        return number(content);
      }
      at = content + length;
    }
    return 0;
  }

  /** Whether so much has come, or comes yet. */
  private boolean has(int length) throws IOException {
    boolean open = true;
    while (open && heard.length() < length) {
      open = readMore();
    }
    return heard.length() >= length;
  }

  private boolean readMore() throws IOException {
    byte[] chunk = new byte[8_192];
    try {
      int read = socket.getInputStream().read(chunk);
      heard.append(new String(chunk, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
      return read >= 0;
    } catch (SocketException e) {
      // A reset is an end as well.
      return false;
    }
  }

  private int number(int at) {
    return heard.charAt(at) << 8 | heard.charAt(at + 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
