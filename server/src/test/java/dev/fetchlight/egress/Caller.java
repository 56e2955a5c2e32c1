package dev.fetchlight.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A child of ours that talks to a gate over a raw socket. */
final class Caller implements AutoCloseable {
  final Socket socket;
  private final String credentials;

  Caller(Gate gate) throws IOException {
    this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), gate.proxy().getPort());
    socket.setSoTimeout(30_000);
    byte[] userInfo = gate.proxy().getRawUserInfo().getBytes(StandardCharsets.US_ASCII);
    this.credentials =
        "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(userInfo) + "\r\n";
  }

  /** Sends text as it is. */
  Caller say(String text) throws IOException {
    Site.send(socket, text);
    return this;
  }

  /** Sends a request with credentials and these fields, each ended by a line break. */
  Caller ask(String requestLine, String fields) throws IOException {
    return say(requestLine + "\r\n" + credentials + fields + "\r\n");
  }

  String head() throws IOException {
    return Site.head(socket.getInputStream());
  }

  /** Everything up to the end of the connection. */
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** One request, one whole answer. */
  static String get(Gate gate, String requestLine, String fields) {
    try (Caller caller = new Caller(gate)) {
      return caller.ask(requestLine, fields).rest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
