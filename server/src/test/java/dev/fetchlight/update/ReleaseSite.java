package dev.fetchlight.update;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A release server on loopback, which serves what it is given and may do so badly. */
public final class ReleaseSite implements AutoCloseable {
  public static final String PROGRAM = "yt-dlp";
  public static final String SUMS = "SHA2-256SUMS";
  static final String SIGNATURE = "SHA2-256SUMS.sig";

  private final ServerSocket socket;
  private final Map<String, Reply> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** How one file is answered: writes the whole answer, head and all. */
  public interface Reply {
    void send(OutputStream out) throws IOException;
  }

  public ReleaseSite() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("release-site").start(this::accept);
  }

  /** What FETCHLIGHT_YT_DLP_RELEASES is set to. */
  public URI url() {
    return url("127.0.0.1");
  }

  /** The same by a name that leads there. */
  public URI url(String host) {
    return URI.create("http://" + host + ":" + socket.getLocalPort() + "/releases");
  }

  /** What was asked for, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Serves a whole release, as it should be. */
  public void publish(byte[] program, Signer signer) {
    sums(sums(program), signer);
    serve(PROGRAM, program);
  }

  /** Serves these sums, signed. */
  void sums(byte[] sums, Signer signer) {
    serve(SUMS, sums);
    serve(SIGNATURE, signer.sign(sums));
  }

  /** The sums of a release of that program, among others. */
  static byte[] sums(byte[] program) {
    return Zipapps.bytes(
        sum(Zipapps.bytes("another")) + "  yt-dlp_linux\n" + sum(program) + "  yt-dlp\n");
  }

  void serve(String name, byte[] body) {
    serve(name, body, "Content-Type: application/octet-stream");
  }

  void serve(String name, byte[] body, String field) {
    reply(
        name,
        out -> {
          head(out, "200 OK", field, "Content-Length: " + body.length);
          out.write(body);
        });
  }

  public void reply(String name, Reply reply) {
    files.put(name, reply);
  }

  public static void head(OutputStream out, String status, String... fields) throws IOException {
    out.write(
        Zipapps.bytes("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n"));
  }

  static void send(OutputStream out, byte[] body) throws IOException {
    head(out, "200 OK", "Content-Length: " + body.length);
    out.write(body);
  }

  static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        Thread.startVirtualThread(() -> answer(peer));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket peer) {
    try (peer) {
      StringBuilder head = new StringBuilder();
      for (int each = peer.getInputStream().read();
          each >= 0 && !head.toString().endsWith("\r\n\r\n");
          each = head.toString().endsWith("\r\n\r\n") ? -1 : peer.getInputStream().read()) {
        head.append((char) each);
      }
      String path = head.toString().split(" ", 3)[1];
      asked.add(path);
      String name = path.substring(path.lastIndexOf('/') + 1);
      Reply reply = path.startsWith("/releases/latest/download/") ? files.get(name) : null;
      OutputStream out = peer.getOutputStream();
      if (reply == null) {
        head(out, "404 Not Found", "Content-Length: 0");
      } else {
        reply.send(out);
      }
      out.flush();
    } catch (IOException e) {
      // Whoever asked has hung up.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
